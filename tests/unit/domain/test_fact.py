"""A fact is said in the words of people."""

import pytest

from cpx.domain.fact import AGE, PERIOD, SAMPLE, Fact, say_fact


def fact(kind: str, n: int, last: int | None = None, unit: str | None = "years", rule: str = "") -> Fact:
    place = {"field": "abstract", "language": "en", "start": 0, "end": 0, "section": None}
    return Fact(kind=kind, n=n, last=last, unit=unit, rule=rule, quote="", sentence="", **place)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (fact(SAMPLE, 14, unit="interviews"), "14 interviews"),
        (fact(SAMPLE, 1204, unit="participants"), "1,204 participants"),
        (fact(SAMPLE, 40, unit=None), "n = 40"),
        (fact(PERIOD, 2008, 2018), "2008 to 2018"),
        (fact(PERIOD, 2019, 2019), "2019"),
        (fact(PERIOD, 2019), "2019"),
        (fact(AGE, 18, 65, rule="age range"), "aged 18 to 65"),
        (fact(AGE, 6, 18, "months", "age range"), "aged 6 to 18 months"),
        (fact(AGE, 65, rule="age from"), "aged 65 and over"),
        (fact(AGE, 54, rule="mean age"), "average age 54"),
        (fact(AGE, 33, 57, rule="mean age with spread"), "average age ± SD: 33 to 57"),
        (fact(AGE, 72, rule="age"), "aged 72"),
        (fact(AGE, 3, rule="a rule to come"), "aged 3"),
    ],
)
def test_say_fact_reads_as_people_speak(one: Fact, said: str) -> None:
    assert say_fact(one) == said
