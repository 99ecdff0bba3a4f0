"""The questions that the four original documents must answer: the right statement in the first three."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cpx.api import Catalogue, open_catalogue

SHARED = Path(__file__).resolve().parents[4] / "shared/seeds"
ANSWERS = {
    "resist": "change fatigue",
    "tensions": "four tensions",
    "colleagues": "networked environment",
    "frameworks": "Diffusion of Innovation",
    "gold standard": "creative adaptation",
    "distancing": "physical space|human space|digital literacy",
    "hierarchies": "even out power",
}
"""A word of each question -> words that only its answer has."""
OWN = {
    "Who was interviewed about ESTHER?": "14 interviews|multiple case study",
    "How do formal and informal co-production differ?": "formal and informal",
    "When should meetings be held so that staff can take part?": "diaries",
    "Do managers have to support employees to speak up in decisions?": "voice in decision",
    "Why did Dundee adopt the innovation?": "external change agency",
    "Was co-optation avoided?": "co-optation",
    "How does music empower people in psychiatric care?": "music",
    "What do top managers think of the co-production turn?": "top manage",
    "Does sensemaking help organisational change?": "sensemaking",
    "How can citizens in vulnerable life situations be included in democracy?": "marginalized and vulnerable|active citizenship",
    "Is distributed leadership needed?": "distributed forms",
    "What did lived experience count for beside professional knowledge?": "lived experience",
    "How were the recordings of senior leaders analysed?": "recorded conversations|cultural analysis",
    "What helps learning across organizational boundaries?": "inter-organizational|opportunity space",
    "What should organisations tell staff about the benefits of involvement?": "long-term benefits",
    "Should each organisation have its own definition of co-production?": "own definition",
    "Can power sharing build capacity?": "enable power sharing",
    "How do responsive practices differ from prescriptive training?": "prescriptive",
    "What makes collaboration stronger?": "strengthened",
    "结构弱势群体的案例研究在哪里?": "案例1",
}
"""Questions of our own, for other statements."""

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the originals are not here")


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with open_catalogue(tmp_path_factory.mktemp("originals") / "catalogue.db", writable=True) as catalogue:
        catalogue.ingest(*sorted(SHARED.glob("0*.txt")))
        yield catalogue


def rank(catalogue: Catalogue, question: str, wanted: str) -> int:
    """Give the place of the first statement with the words wanted, 99 where there is none."""
    answers = catalogue.ask(question, limit=10)
    return next((place for place, answer in enumerate(answers, 1) if re.search(wanted, answer.text, re.IGNORECASE)), 99)


@pytest.mark.parametrize("word", ANSWERS)
def test_ask_answers_the_questions_of_the_seeds_page_in_the_first_three(originals: Catalogue, word: str) -> None:
    questions = re.findall(r"^- (.+?\?) \(", (SHARED / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    (question,) = [question for question in questions if word in question]
    assert rank(originals, question, ANSWERS[word]) <= 3


@pytest.mark.parametrize(("question", "wanted"), OWN.items())
def test_ask_answers_questions_that_it_was_not_made_for(originals: Catalogue, question: str, wanted: str) -> None:
    assert rank(originals, question, wanted) <= 3


@pytest.mark.parametrize(
    "question", ["Which vaccine works against measles?", "How deep is the Baltic Sea?", "Do blockchain ledgers save money?"]
)
def test_ask_scores_questions_without_an_answer_low(originals: Catalogue, question: str) -> None:
    assert all(answer.score < 0.45 for answer in originals.ask(question, limit=3))


@pytest.mark.parametrize(
    ("query", "family"), [("共同生产", None), ("coproduction ESTHER", None), ("author:kjellstrom distancing", "Kjellström")]
)
def test_search_finds_the_originals(originals: Catalogue, query: str, family: str | None) -> None:
    hits = originals.search(query)
    assert hits
    assert "«" in hits[0].snippet
    assert family is None or family in {name.family for name in hits[0].authors}
