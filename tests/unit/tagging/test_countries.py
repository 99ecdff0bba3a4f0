"""Every country can be found by its name, and words that only look like one are none."""

import pytest
from vocabularies import PACKAGED

from cpx.domain.text import Text
from cpx.tagging.tagger import Tagger

TAGGER = Tagger(PACKAGED)
CODES = """
AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CD CF CG CH CI CK CL
    CM CN CO CR CU CV CW CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW
    GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME
    MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
    US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"""
ISO_3166 = frozenset(CODES.split())
"""Countries and inhabited territories of ISO 3166-1."""

COUNTRIES = [one for one in PACKAGED.concepts.values() if one.definition and one.definition.startswith("ISO 3166-1 ")]


def places(content: str) -> set[str]:
    """Give the places of a text."""
    return {one.concept for one in TAGGER.tag([Text(content)]) if PACKAGED.concepts[one.concept].scheme == "place"}


def test_countries_are_all_there() -> None:
    assert {one.id.removeprefix("p.") for one in COUNTRIES} == ISO_3166


@pytest.mark.parametrize("language", ["en", "zh"])
def test_countries_are_found_by_each_of_their_names(language: str) -> None:
    missed = [
        (one.id, name)
        for one in COUNTRIES
        for name in one.alt_labels.get(language, ())
        if one.id not in places(f"It took place in {name.rstrip('*')}." if language == "en" else f"{name}的研究。")
    ]
    assert not missed


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("Nurses in Turkey met.", {"p.TR"}),
        ("We ate turkey meat.", set()),
        ("A plate of bone china broke.", set()),
        ("The niger strain grew.", set()),
        ("Farmers in Niger met.", {"p.NE"}),
        ("A clinic in Georgia, USA.", {"p.US"}),
        ("The Republic of Georgia has wards.", {"p.GE"}),
        ("Schools in Papua New Guinea.", {"p.PG"}),
        ("A guinea pig slept.", set()),
        ("Clinics in Guinea-Bissau.", {"p.GW"}),
        ("American Indian elders spoke.", set()),
        ("The Indian Ocean is deep.", set()),
        ("Indian nurses spoke.", {"p.IN"}),
        ("It was held in New South Wales.", {"p.AU"}),
        ("New England is cold.", set()),
        ("Help us to learn.", set()),
        ("A survey in the US.", {"p.US"}),
        ("It cost US$ 20.", set()),
        ("Care in the Democratic Republic of the Congo.", {"p.CD"}),
        ("Care in the Republic of the Congo.", {"p.CG"}),
        ("Care in the Dominican Republic.", {"p.DO"}),
        ("Spanish-speaking patients came.", set()),
        ("Patients in Northern Ireland came.", {"p.GB-NIR"}),
        ("Ward visits in South Korea.", {"p.KR"}),
        ("Ward visits in South Sudan.", {"p.SS"}),
        ("Under the Declaration of Helsinki.", set()),
    ],
)
def test_places_are_told_from_their_look_alikes(content: str, found: set[str]) -> None:
    assert places(content) == found
