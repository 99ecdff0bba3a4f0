"""Words for ages that name nobody of the study, or that a figure or a narrower word makes idle."""

import pytest

from cpx.domain.text import ABSTRACT, Text
from cpx.services.shipped import shipped_tagger
from cpx.tagging.age_words import AGES_AND_SEXES


def ages_in(content: str) -> set[str]:
    """Give the ages and sexes that an abstract is tagged with."""
    return {tag.concept for tag in shipped_tagger().tag([Text(content, ABSTRACT, "en")]) if tag.concept in AGES_AND_SEXES}


@pytest.mark.parametrize(
    ("content", "ages"),
    [
        ("METHODS: Fifteen adult male rats were divided into groups.", {"p.male"}),
        ("METHODS: We interviewed adults aged 70 to 79 years.", {"p.old"}),
        ("METHODS: We interviewed adults with asthma.", {"p.adult"}),
        ("METHODS: We tested children aged 3 to 5 years.", {"p.preschool"}),
        ("METHODS: We tested children with asthma.", {"p.child"}),
        ("METHODS: Preterm newborns were weighed. RESULTS: The infants gained weight.", {"p.newborn"}),
        ("METHODS: Groups were compared by age and sex.", {"p.female", "p.male"}),
        ("METHODS: The male-to-female ratio was 2.", {"p.female", "p.male"}),
        ("BACKGROUND: Falls are frequent in the elderly. METHODS: We interviewed nurses. RESULTS: Nurses were busy.", set()),
        ("METHODS: We interviewed nurses. CONCLUSION: Care of men should improve.", set()),
        ("METHODS: We interviewed elderly patients. CONCLUSION: The elderly fall.", {"p.old"}),
    ],
)
def test_tagger_keeps_the_ages_of_those_studied(content: str, ages: set[str]) -> None:
    assert ages_in(content) == ages
