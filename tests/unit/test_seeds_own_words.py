"""The seed documents: same facts and faults as the real pages, none of their sentences."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = ROOT / "seeds"
SHARED = ROOT / "../shared"
BLOG, MIRROR, REPOSITORY, LISTING = NAMES = (
    "000_c2229afcf4ed462e.txt",
    "001_cf9f95379ab88f03.txt",
    "002_a1f9f0895e38a94c.txt",
    "003_08cb105fc19a9dea.txt",
)
LONGEST_RUN = 40
LONGEST_CHINESE_RUN = 15  # a Chinese character says about as much as three letters

# What may stand word for word in both, and why. Anything of LONGEST_RUN characters that is not here is somebody else's sentence.
ALLOWED = (
    (BLOG, "heading", "Supporting staff to get involved in co-production"),
    (BLOG, "name", "Beth Pittuck, Research Officer"),
    (BLOG, "label", "Reference List:"),
    (BLOG, "reference", "Garside, P. (2024). ‘Are we suffering from change fatigue?’ BMJ Quality and Safety, 13(2).87"),
    (
        BLOG,
        "reference",
        (
            "Tuurnas, S. (2021). ‘Skilling and motivating staff for co-production’. In Loeffler, E., and Bovaird, T. (eds). "
            "The Palgrave Handbook of Co-Production of Public Services and Outcomes. Palgrave Macmillan: Cham, pp. 491-506."
        ),
    ),
    (
        MIRROR,
        "keywords",
        "关键词: Adoption Assimilation Case study Coproduction Implementation Structurally vulnerable populations Transformation",
    ),
    (MIRROR, "keywords", "Mesh : Humans Sweden Canada Research Design Longitudinal Studies Learning"),
    (MIRROR, "identifier", "来 源: DOI:10.1186/s12961-024-01130-w PDF(Pubmed)"),
    (MIRROR, "name", "Consolidated Framework for Implementation Research"),
    (
        REPOSITORY,
        "title",
        (
            "Leading co-production in five UK collaborative research partnerships (2008-2018): "
            "responses to four tensions from senior leaders using auto-ethnography"
        ),
    ),
    (
        REPOSITORY,
        "citation",
        (
            "Van der Graaf, Peter, Kislov, Roman, Smith, Helen, Langley, Joe, Hamer, Natalie, Cheetham, Mandy, Wolstenholme, Daniel, "
            "Cooke, Jo and Mawson, Sue (2023)"
        ),
    ),
    (REPOSITORY, "citation", "Implementation Science Communications, 4 (1). p. 12. ISSN 2662-2211"),
    (REPOSITORY, "label", "s43058-022-00385-0.pdf - Published Version"),
    (REPOSITORY, "label", ".pdf - Accepted Version"),
    (REPOSITORY, "label", "Available under License Creative Commons"),
    (REPOSITORY, "label", "Attribution 4.0. Download (1MB) | Preview"),
    (REPOSITORY, "identifier", "Official URL: https://doi.org/10.1186/s43058-022-00385-0"),
    (REPOSITORY, "label", "Item Type: Article Additional Information: Funding information:"),
    (REPOSITORY, "name", "National Institute for Health and Care Research"),
    (REPOSITORY, "name", "School for Public Health Research (SPHR)"),
    (REPOSITORY, "name", "Department of Health and Social Care"),
    (REPOSITORY, "name", "(NIHR) Applied Research Collaboration Greater Manchester (ARC-GM)"),
    (REPOSITORY, "name", "NIHR Applied Research Collaboration North East and North Cumbria (NIHR200173)"),
    (REPOSITORY, "name", "(NIHR) Yorshire and Humber ARC (NIHR200166)"),
    (REPOSITORY, "keywords", "Subjects: A300 Clinical Medicine B700 Nursing"),
    (REPOSITORY, "keywords", "Uncontrolled Keywords: co-production, NIHR CLAHRCs, applied health research, auto-ethnography"),
    (REPOSITORY, "label", "Department: Faculties > Health and Life Sciences > Nursing, Midwifery and Health"),
    (REPOSITORY, "identifier", "URI: https://nrl.northumbria.ac.uk/id/eprint/50941"),
    (REPOSITORY, "label", "Actions (login required) View Item View Item"),
    (REPOSITORY, "label", "Downloads per month over past year View more statistics"),
    (
        LISTING,
        "title",
        "Advances in Public Policy and Administration - Processual Perspectives on the Co-Production Turn in Public Sector Organizations",
    ),
    (LISTING, "title", "Processual Perspectives on the Co-Production Turn in Public Sector Organizations"),
    (LISTING, "label", "Published By IGI Global 9781799849759, 9781799849766"),
    (LISTING, "name", "Author(s): Charlotte Wegener"),
    (LISTING, "name", "Author(s): Mette Vinther Larsen ◽ Charlotte Øland Madsen"),
    (LISTING, "name", "Author(s): Anja Overgaard Thomassen ◽ Sverri Hammer"),
    (LISTING, "name", "Author(s): Jacob Brix ◽ Sanna Tuurnas ◽ Nanna Møller Mortensen"),
    (LISTING, "name", "Author(s): Kristy Docherty"),
    (LISTING, "name", "Author(s): Dina von Heimburg ◽ Ottar Ness ◽ Jacob Storch"),
    (LISTING, "name", "Author(s): Julie Borup Jensen ◽ Anja Overgaard Thomassen"),
    (LISTING, "name", "Author(s): Hanne Jensen ◽ Aaron Lee Morris"),
    (LISTING, "label", "Sign in / Sign up Export Citation Format Share Document"),
)

FACTS = {
    BLOG: (
        "Healthwatch Essex",
        "Beth Pittuck",
        "#Red4Research 2024",
        "Supporting Partnerships",
        "NHS FT staff",
        "‘networked environment’",
        "(Tuurnas, 2021)",
        "(Garside, 2024)",
        "change fatigue",
        "\nLearning about co-production\n1) ",
        "\nSupporting staff to get involved in co-production\n1) ",
        "13(2).87\n",
    ),
    MIRROR: (
        "DOI:10.1186/s12961-024-01130-w",
        "4\u00a0years",
        "2019",
        "2023",
        "14 interviews",
        "ESTHER",
        "Jönköping",
        "Making Recovery Real",
        "Dundee",
        "Learning Centres",
        "Manitoba",
        "Consolidated Framework for Implementation Research",
        "Diffusion of Innovation",
        "Lozeau\\'s Compatibility Gaps",
        "\n摘要:\n背景:",
        "延雪平",
        "邓迪",
        "曼尼托巴",
        "14次访谈",
        "兼容性差距",
    ),
    REPOSITORY: (
        "2008-2018",
        "five such partnerships",
        "CLAHRCs",
        "BackgroundDespite",
        " MethodsUsing",
        " ResultsThe",
        ".ConclusionsThe",
        "‘gold standard’",
        "power sharing",
        "NIHR200173",
        "NIHR200166",
        "\nB700 Nursing\n",
        "27 Feb 2023",
    ),
    LISTING: (
        "IGI Global",
        "9781799849759, 9781799849766",
        "TOTAL DOCUMENTS\n\n15\n",
        "Sofia Kjellström",
        "Dina von Heimburg",
        "research circle",
        "Dewey",
        "Bruner",
        "Karl Weick",
        "three top managers",
        "2019",
        "Scotland, UK",
        "#17",
        "‘Partnership for the Goals'",
        "‘scalable'",
        "COVID-19",
        "four everyday examples",
        "four interaction zones",
    ),
}


def read(folder: Path, name: str) -> str:
    path = folder / name
    if not path.is_file():
        pytest.skip("the real pages are not here")
    return path.read_bytes().decode("utf-8")


def fold(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def without_allowed(text: str) -> str:
    """Blank the runs that may be shared, longest first, so that what is left on either side cannot join up."""
    for _, _, run in sorted(ALLOWED, key=lambda row: -len(row[2])):
        text = text.replace(run, "\0")
    return text


def windows(text: str, size: int) -> Iterator[str]:
    return (text[i : i + size] for i in range(len(text) - size + 1))


def shared_runs(ours: str, theirs: str, size: int) -> list[str]:
    there = set(windows(theirs, size))
    return [run for run in windows(ours, size) if run in there]


@pytest.mark.parametrize("name", [*NAMES, "README.md"])
def test_seeds_share_no_sentence_with_any_real_page(name: str) -> None:
    ours = without_allowed(fold(read(OURS, name)))
    theirs = " \1 ".join(fold(read(SHARED / "seeds", original)) for original in NAMES)
    assert shared_runs(ours, theirs, LONGEST_RUN) == []


def test_seeds_share_no_chinese_sentence() -> None:
    ours, theirs = (read(folder, MIRROR).split("摘要:")[1] for folder in (OURS, SHARED / "seeds"))
    assert shared_runs(ours, theirs, LONGEST_CHINESE_RUN) == []


@pytest.mark.parametrize(("name", "kind", "run"), ALLOWED)
def test_allowed_run_stands_in_both_pages(name: str, kind: str, run: str) -> None:
    assert kind in {"title", "name", "reference", "citation", "keywords", "identifier", "label", "heading"}
    assert run in fold(read(OURS, name))
    assert run in fold(read(SHARED / "seeds", name))


def test_shared_runs_finds_a_copied_sentence() -> None:
    assert shared_runs("x: staff may be tired of change", "Now staff may be tired.", 18) == [" staff may be tire", "staff may be tired"]


@pytest.mark.parametrize(("name", "fact"), [(name, fact) for name, facts in FACTS.items() for fact in facts])
def test_seeds_keep_the_fact(name: str, fact: str) -> None:
    assert fact in read(OURS, name)


@pytest.mark.parametrize("name", NAMES)
def test_seeds_end_without_a_newline_and_hold_no_carriage_return(name: str) -> None:
    text = read(OURS, name)
    assert text == text.rstrip()
    assert "\r" not in text


@pytest.mark.parametrize("name", NAMES)
def test_seeds_are_about_as_long_as_the_real_pages(name: str) -> None:
    assert 0.9 < len(read(OURS, name)) / len(read(SHARED / "seeds", name)) < 1.1


def test_blog_numbers_six_and_four_recommendations() -> None:
    numbers = re.findall(r"(?m)^(\d)\) [^:\n]+: \w", read(OURS, BLOG))
    assert "".join(numbers) == "1234561234"


def test_mirror_gives_four_sections_in_each_language() -> None:
    english, chinese = read(OURS, MIRROR).split("Abstract:\n")[1].split("摘要:\n")
    assert re.findall(r"(?m)^([A-Z]+): ", english) == ["BACKGROUND", "METHODS", "RESULTS", "CONCLUSIONS"]
    assert re.findall(r"(?m)^(\w\w):", chinese) == ["背景", "方法", "结果", "结论"]
    assert chinese.endswith("\n公众号")


def test_repository_numbers_four_tensions() -> None:
    sentence = re.search(r"four tensions that[^.]*\.", read(OURS, REPOSITORY))
    assert sentence is not None
    assert re.findall(r"\d\)", sentence.group()) == ["1)", "2)", "3)", "4)"]


def test_listing_has_eighteen_names_over_ten_abstracts() -> None:
    entries = [part.strip().split("\n\n") for part in read(OURS, LISTING).split("Author(s): \u00a0\n")[1:]]
    names = [name for entry in entries for name in entry[0].split(" ◽ \u00a0\n")]
    assert (len(entries), len(names), len(set(names))) == (10, 18, 16)
    assert len({entry[1] for entry in entries}) == 10


def running_texts(folder: Path) -> Iterator[str]:
    """Give the 14 texts of the four pages in the order of the gold file."""
    blog, mirror, repository, listing = (read(folder, name) for name in NAMES)
    yield blog.split("Reference List:")[0]
    yield from mirror.split("Abstract:")[1].removesuffix("公众号").split("摘要:")
    yield repository[repository.index("BackgroundDespite") : repository.index("Item Type:")]
    yield from (part.strip().split("\n\n")[1] for part in listing.split("Author(s):")[1:])


def read_patterns() -> dict[str, re.Pattern[str]]:
    """Give each concept's labels as one expression: ``*`` ends a word, ``?`` stands for s or z; Chinese has no word ends."""
    made = {}
    for path in sorted((SHARED / "vocab").glob("*.csv")):
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
            words = [re.escape(word).replace(r"\?", "[sz]") for word in row["altLabels_patterns"].split(";") if word]
            parts = [rf"\b{word[:-2]}" if word.endswith(r"\*") else rf"\b{word}\b" for word in words]
            parts += [re.escape(word) for word in row["zhLabels"].split(";") if word]
            made[row["id"]] = re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)
    return made


def test_seeds_keep_the_words_of_every_concept_that_the_real_pages_name() -> None:
    gold_path = SHARED / "seeds/tags_gold.json"
    if not gold_path.is_file():
        pytest.skip("the gold tags are not here")
    patterns, lost = read_patterns(), []
    pairs = zip(running_texts(SHARED / "seeds"), running_texts(OURS), strict=True)
    for gold, (theirs, ours) in zip(json.loads(gold_path.read_text(encoding="utf-8")), pairs, strict=True):
        wanted = [patterns[tag["concept"]] for tag in gold["methods"] + gold["populations"]]
        lost += [(gold["text"], words.pattern) for words in wanted if words.search(theirs) and not words.search(ours)]
    assert lost == []
