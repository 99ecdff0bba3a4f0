"""Where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.text import split_sentences


def sentences(content: str) -> list[str]:
    return [content[start:end] for start, end in split_sentences(content)]


@pytest.mark.parametrize(
    "content",
    [
        "We met carers, e.g. Those who work nights.",
        "We met carers (e.g., those who work nights) and staff, i.e. Nurses.",
        "Tuurnas et al. (2021) and Smith et al. 2019 disagree.",
        "Staff vs. Patients was the theme.",
        'She called it "care. "',
        "It was in Proc. Natl. Acad. Sci. 97 and said so.",
        "Dr. Jones and Prof. A. B. Smith met Mrs. Lee.",
        "J. Smith wrote it with S.-L. Craythorne.",
        "See Fig. 2 and No. 5 on p. 12 of vol. 3.",
        "It took approx. 20 weeks, ca. Half of them quiet.",
        "It fell by 3.5 points (P < .05), from 0.7 to .2 in all.",
        "The U.S. Department and the U.K. Government agreed.",
        "He said “Why?” and left.",
        "They waited ... and waited … and left.",
        "Yes! they said; is it so? they asked.",
        "We saw four tensions: 1) ideals vs reality, 2) power, 3) words.",
        "We saw three tensions: 1. Ideals, 2. Power, 3. Language and trust.",
        "We read doi.org/10.1186/s12961-024-01130-w and www.example.Org/Page.Html today.",
        "We used Node.js and the file notes.txt at https://Example.Org/A.Bc.",
        "It was set at 10.1186/s13.",
        "1. Plan the meeting early.",
        "A. Plan the meeting early.",
        "Es gab z.B. Kaffee.",
        "The line was wrapped by a program that counts\nsigns and not sentences.",
        "共同生产(又称协作)很重要,而且有趣；但是不易。",
    ],
)
def test_split_sentences_keeps_one_sentence_whole(content: str) -> None:
    assert sentences(content) == [content]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("One. Two? Three! Four", ["One.", "Two?", "Three!", "Four"]),
        ("  One.\n\n Two.  ", ["One.", "Two."]),
        ("“We stayed.” She left.", ["“We stayed.”", "She left."]),
        ("(We stayed.) She left [early.] He came.", ["(We stayed.)", "She left [early.]", "He came."]),
        ("It fell. (See below.) Then it rose.", ["It fell.", "(See below.)", "Then it rose."]),
        ("It was 2010. We began with 5. The rest came.", ["It was 2010.", "We began with 5.", "The rest came."]),
        ("This was Case 1 and 2. The third failed.", ["This was Case 1 and 2.", "The third failed."]),
        ("They had hepatitis C. We helped.", ["They had hepatitis C.", "We helped."]),
        ("It was read by Smith et al. The answer came.", ["It was read by Smith et al.", "The answer came."]),
        ("Tea, coffee, etc. We met in the U.S. This was new.", ["Tea, coffee, etc.", "We met in the U.S.", "This was new."]),
        ("It failed... Then it worked.", ["It failed...", "Then it worked."]),
        ("Structural issues.Conclusions follow.", ["Structural issues.", "Conclusions follow."]),
        ("They use services.The team met.", ["They use services.", "The team met."]),
        ("They use services.A total of ten met.", ["They use services.", "A total of ten met."]),
        ("It ended in 2010.The team met.", ["It ended in 2010.", "The team met."]),
        ("They cared.12 The team met.3,4 They left.", ["They cared.12", "The team met.3,4", "They left."]),
        ("How do they learn?By doing!Every day.", ["How do they learn?", "By doing!", "Every day."]),
        ("A heading\nA paragraph.", ["A heading", "A paragraph."]),
        ("One paragraph without a stop\n\nand another", ["One paragraph without a stop", "and another"]),
        ("服务在变。为什么？因为人在变！好", ["服务在变。", "为什么？", "因为人在变！", "好"]),
        ("他说：“我们在变。”我们听。", ["他说：“我们在变。”", "我们听。"]),
        ("几个额外因素.这些包括时间. 还有信任。", ["几个额外因素.", "这些包括时间.", "还有信任。"]),
        ("協働は難しい。しかし、必要だ。", ["協働は難しい。", "しかし、必要だ。"]),
        ("One\u2028Two\u2029Three\r\nFour", ["One", "Two", "Three", "Four"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_split_sentences_ends_them_rightly(content: str, expected: list[str]) -> None:
    assert sentences(content) == expected


def test_split_sentences_stays_within_its_stretch() -> None:
    content = "Before. We met. We ate. After."
    start, end = content.index("We met"), content.index(" After")
    assert [content[a:b] for a, b in split_sentences(content, start, end)] == ["We met.", "We ate."]
    assert list(split_sentences(content, 7, 8)) == []


ANY_TEXT = st.text(max_size=120) | st.lists(
    st.sampled_from(
        ["We ", "met", ".", ". ", "。", "? ", "\n", "\r\n", "e.g", "1", " ", ")", "”", "A", "é\u0301", "\x00", "\u200d", "因素", "…"]
    ),
    max_size=20,
).map("".join)


@given(ANY_TEXT)
def test_split_sentences_cover_the_text_but_white_space(content: str) -> None:
    found = list(split_sentences(content))
    edges = [edge for span in found for edge in span]
    assert edges == sorted(edges)
    assert "".join("".join(content[start:end].split()) for start, end in found) == "".join(content.split())
    assert all(content[start:end] == content[start:end].strip() != "" for start, end in found)
