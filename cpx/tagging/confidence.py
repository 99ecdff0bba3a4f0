"""How much a mention supports its concept, as the share of such tags that indexers agreed with on 500 labelled abstracts.

The weights are set so that a match called strong is right in at least 85 of 100 cases and a fair one in more than half, measured
against MeSH headings given from full texts; by hand, on the text alone, more of them hold. Figures: docs/tagging.md.
"""

from cpx.domain.text import TITLE
from cpx.tagging.places import MIXED

METHOD, PEOPLE, OTHER = "method", "people", "other"

KIND_WEIGHT = {
    METHOD: {
        TITLE: 0.75,
        "aim": 0.74,
        "method": 0.64,
        "finding": 0.5,
        "conclusion": 0.55,
        "recommendation": 0.55,
        MIXED: 0.58,
        "background": 0.45,
    },
    PEOPLE: {
        TITLE: 0.82,
        "aim": 0.84,
        "method": 0.84,
        "finding": 0.84,
        "conclusion": 0.55,
        "recommendation": 0.55,
        MIXED: 0.68,
        "background": 0.45,
    },
    OTHER: {
        TITLE: 0.85,
        "aim": 0.75,
        "method": 0.8,
        "finding": 0.65,
        "conclusion": 0.6,
        "recommendation": 0.6,
        MIXED: 0.6,
        "background": 0.45,
    },
}
"""Weight by what the concept is and the kind of section; people named in methods and results are nearly always those studied."""

OWN_GAIN, CUE_GAIN, REPEAT_GAIN = 0.2, 0.06, 0.04
"""For 'this study was a ...'; for another cue; for each further mention, up to four."""

UNCLEAR_LOSS, SHARED_LOSS, SHORT_LOSS, AMBIGUOUS_LOSS = 0.15, 0.05, 0.1, 0.15
AMBIGUOUS = frozenset(("m.survey", "m.followup", "m.registry", "m.cohort", "m.survival"))
"""Methods whose words also name an instrument, a visit, a list, a group, an outcome: under half were what a study was indexed for."""

SHORT = 4
MOST, LEAST = 0.95, 0.05
"""A machine is never certain."""
