"""The keys of every JSON output, written out: what other tools rely on. A change here is a change of the contract."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fake_embedder import FakeEmbedder, installed
from running import Ran

from cpx.services.settings import VARIABLES

Run = Callable[..., Ran]
ROOT = Path(__file__).resolve().parents[2]
DOI = "10.1186/s43058-022-00385-0"
MIRROR = "10.1186/s12961-024-01130-w"


def _words(text: str) -> list[str]:
    return text.split()


WORK = _words("""id key doi type title title_source status authors editors issued year container_title collection_title part_of
    publisher volume issue number page isbn issn identifiers url accessed language abstract abstracts keywords subjects
    methods approaches frameworks populations settings places licence funders retracted updates source_id sources""")
HIT = [*WORK, "score", "match", "snippet"]
DETAIL = [*WORK, "tags", "texts", "sections", "statements", "references", "records", "field_sources", "notes", "cited_by", "facts"]
TAG = _words("concept scheme label mesh origin status usage part confidence match by at why evidence")
QUOTE = _words("quote start end field language section sentence rule")
STATEMENT = _words("text role language section start end score work citing field quoted_from why also context")
CITED = _words("key doi title title_source type year authors retracted container_title publisher volume issue page url updates")
WHY = _words("words alike heading nearby")
BRIEF = _words("question filters parts references coverage notes nearest")
BRIEF_QUOTE = _words("text role numbers citing score")
BRIEF_REFERENCE = _words("number text key doi type source mark")
BRIEF_COVERAGE = _words("works with_text abstracts_only searched_to added_to")
WORK_STATEMENT = _words("text role language section start end field citing current")
TEXT = _words("field language text")
SECTION = _words("label field language start end text")
REFERENCE = _words("text doi year key retracted")
RECORD = _words("id source source_id retrieved_at run file title")
COUNTS = _words("read added updated unchanged duplicate failed")
FILE = ["path", "format", "certainty", *COUNTS, "problems"]
CHECKED = _words("label key text doi status checked reason type notice date source remarks")
UPDATE_CHANGE = _words("key doi title was now type notice date source error kind message")
STATS = _words("""works with_text no_abstract not_coded waiting made_titles retracted records statements years types languages sources tags
    decisions doubts runs vocabulary""")
EXPLANATION = _words("query read_as dialect plain count parts synonyms not_understood notes")
QUERY_PART = _words("text kind field wanted count spellings read_as")
FACETS = _words("method approach framework population setting place year type source")
TERM = _words("concept scheme label broader narrower definition mesh alt_labels auto deprecated replaced_by origin file")
COVERAGE = _words("works coded not_coded no_text behind vocabulary works_not_coded works_no_text unused phrases")
VOCABULARY_IMPORT = _words("file read added changed unchanged problems")
DOI_RESULT = _words("doi outcome key title error message kind score reasons")
TEXT_RESULT = _words("outcome work message")
TAG_RESULT = _words("run works assignments changed")
WORK_DIFF = _words("key added removed kept_by_hand changed")
TAG_CHANGE = _words("label before after")
TAG_READING = _words("usage part match")
_COUNTED = "judged tp fp fn tn precision precision_interval recall recall_interval f1"
SCORE = _words(
    "labels tags works judged set_aside undecided blank unjudged_tags terms schemes total disagreements problems repeated readings"
)
READING_SCORE = _words("reading judged right accuracy accuracy_interval confusion disagreements")
READING_DISAGREEMENT = _words("key concept label scheme person machine quote sentence line note")
TERM_SCORE = _words(f"concept label scheme {_COUNTED}")
TOTAL_SCORE = _words(f"scheme terms {_COUNTED} macro_precision macro_recall macro_f1")
DISAGREEMENT = _words("key title title_source concept label scheme person tag match quote sentence line note")
BLIND_SHEET = _words("work concept term scheme definition title text verdict note")
SHEET = [*BLIND_SHEET, *_words("machine match usage sentence")]
_AGREED = "judged both only_first only_second neither agreement kappa kappa_interval remark"
TERM_AGREEMENT = _words(f"concept label scheme {_AGREED}")
TOTAL_AGREEMENT = _words(f"scheme terms {_AGREED}")
COMPARISON = _words("first second works judged judged_by_first_only judged_by_second_only terms schemes total disagreements problems")
SETTLE = _words("work concept term scheme title text first second note_first note_second verdict note")
DECIDED = _words("key tag run")
DOUBTFUL = _words("""key title title_source year concept scheme label definition usage part confidence match skipped evidence
    sentence_starts""")
LOG_ROW = _words("run started_at ended_at by command what why state undone_by totals")
LOG_DETAIL = _words("""arguments source platform searched strategy files problems decisions notes works records records_standing""")
LOG_FILE = _words("path format certainty counts problems")
LOG_DECISION = _words("key concept label verdict by at why standing")
LOG_NOTE = _words("key content by at standing")
UNDO = _words("run undone command brought_back records decisions notes other removed returned changed split joined still_one")
EDIT_RESULT = _words("key run changed")
FIELD_CHANGE = _words("field before after")
NOTED = _words("key notes")
NOTE = _words("content by at")
FACT = _words("kind n last unit quote field language start end section sentence rule")
MISSING = _words("doi text year count cited_by")
PLANNED_CALL = _words("url dois")
DOI_CANDIDATE = _words("""key doi title title_source authors year container_title volume issue page type abstract candidate score reasons
    found_at""")
CANDIDATE = _words("title authors year container_title collection_title volume issue page publisher type abstract")
EMBED = _words("model sha256 dimensions embedded works waiting")
SAVED = _words("name query filters by at")
PAGE = _words("key url")
SETTING = _words("name value origin meaning")

ROLES = {"background", "aim", "method", "finding", "conclusion", "recommendation"}
SCHEMES = {"method", "approach", "framework", "population", "setting", "place"}

pytestmark = pytest.mark.usefixtures("seeds_catalogue")


def _get(run_cpx: Run, *words: str, **options: str) -> Any:  # noqa: ANN401 - any JSON
    done = run_cpx(*words, "--json", **options)
    assert done.code == 0, done.stderr
    return done.json


def test_search_prints_hits(run_cpx: Run) -> None:
    hits = _get(run_cpx, "search", "co-production")
    assert len(hits) > 3
    assert all(list(hit) == HIT for hit in hits)
    assert {hit["match"] for hit in hits} <= {"all", "some"}


def test_search_prints_20_unless_told_otherwise(run_cpx: Run) -> None:
    assert len(_get(run_cpx, "search", "")) == 14
    assert len(_get(run_cpx, "search", "", "--limit", "3")) == 3
    assert _get(run_cpx, "search", "", "--limit", "0") == []


def test_search_explains_how_a_query_was_read(run_cpx: Run) -> None:
    explained = _get(run_cpx, "search", "service users -title:ward", "--explain")
    assert list(explained) == EXPLANATION
    assert [list(part) for part in explained["parts"]] == [QUERY_PART] * 3
    assert [part["wanted"] for part in explained["parts"]] == [True, True, False]
    synonyms = _get(run_cpx, "search", "service users", "--explain")["synonyms"]
    assert [list(one) for one in synonyms] == [["words", "others"]]


def test_search_without_a_hit_prints_an_empty_array(run_cpx: Run) -> None:
    assert _get(run_cpx, "search", "zyxwvutsr") == []


def test_work_fields_have_the_promised_types(run_cpx: Run) -> None:
    for hit in _get(run_cpx, "search", ""):
        assert isinstance(hit["id"], int)
        assert hit["title_source"] in ("given", "made")
        assert hit["status"] in ("complete", "waiting")
        assert hit["retracted"] is False
        assert all(set(name) <= {"family", "given", "literal", "orcid"} for name in hit["authors"] + hit["editors"])
        assert all(list(one) == ["language", "text"] for one in hit["abstracts"])
        assert all(list(one) == ["scheme", "value"] for one in hit["identifiers"])
        assert all(list(one) == ["name", "awards"] for one in hit["funders"])
        for name in (
            "keywords",
            "subjects",
            "methods",
            "approaches",
            "frameworks",
            "populations",
            "settings",
            "places",
            "sources",
            "isbn",
            "issn",
        ):
            assert all(isinstance(value, str) for value in hit[name]), name


def test_saved_search_prints_what_was_said(run_cpx: Run) -> None:
    _get(run_cpx, "search", "power", "--save", "x")
    assert [list(row) for row in _get(run_cpx, "search", "--saved")] == [SAVED]
    assert list(_get(run_cpx, "search", "--forget", "x")) == SAVED
    assert _get(run_cpx, "search", "--saved") == []


def test_new_prints_hits_with_the_time_they_came(run_cpx: Run) -> None:
    assert [list(row) for row in _get(run_cpx, "new", "power", "--limit", "1")] == [[*HIT, "added_at"]]


def test_open_prints_pages(run_cpx: Run) -> None:
    assert [list(row) for row in _get(run_cpx, "open", DOI)] == [PAGE]


def test_facets_print_a_list_of_counts_for_each(run_cpx: Run) -> None:
    facets = _get(run_cpx, "search", "co-production", "--facets")
    assert list(facets) == FACETS
    assert all(list(row) == ["value", "count"] for rows in facets.values() for row in rows)


def test_show_prints_one_object_for_one_work(run_cpx: Run) -> None:
    work = _get(run_cpx, "show", DOI)
    assert list(work) == DETAIL
    assert work["doi"] == DOI
    assert work["statements"]
    assert all(list(row) == WORK_STATEMENT and row["role"] in ROLES for row in work["statements"])
    assert all(list(row) == TEXT for row in work["texts"])
    assert all(list(row) == SECTION for row in work["sections"])
    assert all(list(row) == RECORD for row in work["records"])
    assert work["field_sources"]["title"] == "page:repository"


def test_show_prints_an_array_for_several_works(run_cpx: Run) -> None:
    assert [work["doi"] for work in _get(run_cpx, "show", MIRROR, DOI)] == [MIRROR, DOI]


def test_show_prints_references(run_cpx: Run) -> None:
    rows = [row for work in _get(run_cpx, "show", *(hit["key"] for hit in _get(run_cpx, "search", ""))) for row in work["references"]]
    assert rows
    assert all(list(row) == REFERENCE for row in rows)


def test_show_prints_tags_with_quotes_that_stand_in_the_text(run_cpx: Run) -> None:
    work = _get(run_cpx, "show", DOI)
    ours = [tag for tag in work["tags"] if tag["origin"] != "imported"]
    assert ours
    for tag in ours:
        assert list(tag) == TAG
        assert (tag["origin"], tag["status"], tag["scheme"] in SCHEMES) == ("machine", "suggested", True)
        assert tag["match"] in ("strong", "fair", "weak")
        assert 0 <= tag["confidence"] <= 1
        assert tag["evidence"]
        for quote in tag["evidence"]:
            assert list(quote) == QUOTE
            text = {"title": work["title"], "abstract": work["abstract"]}[quote["field"]]
            assert text[quote["start"] : quote["end"]] == quote["quote"]
            assert quote["quote"] in quote["sentence"]


def test_show_prints_imported_headings_as_tags_without_a_concept_of_ours(run_cpx: Run) -> None:
    work = _get(run_cpx, "show", MIRROR)
    imported = [tag for tag in work["tags"] if tag["origin"] == "imported"]
    assert all(list(tag) == TAG for tag in imported)
    headings = [tag for tag in imported if tag["scheme"] == "mesh"]
    assert len(headings) == 6
    assert all(tag["concept"] is None for tag in headings)
    assert [tag["label"] for tag in imported if tag["scheme"] == "keyword"] == work["keywords"]


def test_ask_prints_statements_with_the_work_to_cite(run_cpx: Run) -> None:
    found = _get(run_cpx, "ask", "Why do hospital staff resist co-production?")
    assert 0 < len(found) <= 20
    assert all(list(row) == STATEMENT and list(row["work"]) == CITED and row["role"] in ROLES for row in found)
    assert all(list(row["why"]) == WHY and row["context"] is None for row in found)
    assert [row["score"] for row in found] == sorted((row["score"] for row in found), reverse=True)


def test_ask_prints_a_brief_with_numbered_references(run_cpx: Run) -> None:
    brief = _get(run_cpx, "ask", "Why do hospital staff resist co-production?", "--brief")
    assert (list(brief), list(brief["coverage"])) == (BRIEF, BRIEF_COVERAGE)
    assert all(list(quote) == BRIEF_QUOTE for part in brief["parts"] for quote in part["quotes"])
    assert [list(reference) for reference in brief["references"]] == [BRIEF_REFERENCE] * len(brief["references"])


def test_ask_obeys_its_limit_and_roles(run_cpx: Run) -> None:
    found = _get(run_cpx, "ask", "What supports co-production?", "--limit", "2", "--role", "recommendation")
    assert [row["role"] for row in found] == ["recommendation"] * 2


def test_ingest_prints_what_came_of_each_file(run_cpx: Run) -> None:
    result = _get(run_cpx, "ingest", str(ROOT / "seeds"))
    assert list(result) == ["run", "files", "totals"]
    assert list(result["totals"]) == COUNTS
    assert all(list(row) == FILE for row in result["files"])
    assert result["totals"] == dict.fromkeys(COUNTS, 0) | {"read": 14, "unchanged": 14}


def test_ingest_problems_say_where_and_what(run_cpx: Run, tmp_path: Path) -> None:
    path = tmp_path / "mixed.jsonl"
    path.write_text('{"id": "a", "title": "Carers and peers", "abstract": "We held interviews."}\n{"id": "b", "title"\n', encoding="utf-8")
    done = run_cpx("ingest", str(path), "--json")
    problems = done.json["files"][0]["problems"]
    assert done.code == 5
    assert [list(row) for row in problems] == [["where", "message"]]
    assert (done.json["totals"]["added"], done.json["totals"]["failed"]) == (1, 1)


def test_add_doi_prints_a_row_for_each(run_cpx: Run) -> None:
    rows = _get(run_cpx, "add", "doi", DOI)
    assert [list(row) for row in rows] == [DOI_RESULT]


def test_enrich_prints_a_row_for_each_work(run_cpx: Run) -> None:
    done = run_cpx("enrich", DOI, "--json")
    assert done.code == 4
    assert [list(row) for row in done.json] == [DOI_RESULT]
    assert (done.json[0]["outcome"], done.json[0]["kind"], done.error["kind"]) == ("known", "unavailable", "unavailable")


@pytest.mark.parametrize("words", [("add", "doi", "10.5555/12345678"), ("enrich", DOI)])
def test_dry_run_prints_the_calls(words: tuple[str, ...], run_cpx: Run) -> None:
    assert [(list(row), row["dois"]) for row in _get(run_cpx, *words, "--dry-run")] == [(PLANNED_CALL, 1)]


def test_add_text_prints_the_work(run_cpx: Run) -> None:
    result = _get(run_cpx, "add", "text", "-", "--title", "Peers on a ward", "--year", "2021", stdin="We held interviews with carers.")
    assert list(result) == TEXT_RESULT
    assert list(result["work"]) == WORK
    assert (result["work"]["title"], result["work"]["year"]) == ("Peers on a ward", 2021)


def test_tag_prints_what_changed(run_cpx: Run) -> None:
    result = _get(run_cpx, "tag")
    assert list(result) == TAG_RESULT
    assert (result["works"], result["changed"]) == (14, [])


def test_tag_prints_the_difference_after_the_machine_was_wrong(run_cpx: Run, seeds_catalogue: Path) -> None:
    import sqlite3

    with sqlite3.connect(seeds_catalogue) as connection:
        connection.execute("DELETE FROM evidence")
        connection.execute("DELETE FROM assignments")
    connection.close()
    result = _get(run_cpx, "tag")
    assert result["changed"]
    assert all(list(row) == WORK_DIFF for row in result["changed"])


def test_tag_sheet_prints_pairs_to_judge(run_cpx: Run) -> None:
    assert all(list(row) == BLIND_SHEET for row in _get(run_cpx, "tag", "--sheet", "3", "--blind"))
    assert all(list(row) == SHEET for row in _get(run_cpx, "tag", "--sheet", "3", "--seed", "7"))


def test_tag_score_prints_figures_and_disagreements(run_cpx: Run, tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(f"work;concept;verdict\n{DOI};m.autoethno;no\n{DOI};photovoice;yes\n", encoding="utf-8")
    result = _get(run_cpx, "tag", "--score", str(path))
    assert list(result) == SCORE
    assert [list(row) for row in result["terms"]] == [TERM_SCORE] * 2
    assert [list(row) for row in (*result["schemes"], result["total"])] == [TOTAL_SCORE] * (len(result["schemes"]) + 1)
    assert [list(row) for row in result["disagreements"]] == [DISAGREEMENT] * 2
    assert (result["judged"], result["tags"]) == (2, "machine")


def test_tag_compare_prints_agreement_and_what_is_to_settle(run_cpx: Run, tmp_path: Path) -> None:
    for name, verdict in (("a.csv", "yes"), ("b.csv", "no")):
        (tmp_path / name).write_text(f"work,concept,verdict\n{DOI},photovoice,{verdict}\n", encoding="utf-8")
    result = _get(run_cpx, "tag", "--compare", str(tmp_path / "a.csv"), str(tmp_path / "b.csv"))
    assert list(result) == COMPARISON
    assert [list(row) for row in result["terms"]] == [TERM_AGREEMENT]
    assert [list(row) for row in (*result["schemes"], result["total"])] == [TOTAL_AGREEMENT] * 2
    assert [list(row) for row in result["disagreements"]] == [SETTLE]


def test_tag_stdin_prints_a_line_for_each_text(run_cpx: Run) -> None:
    lines = [
        {"id": "x1", "title": "Photovoice with carers", "abstract": "We held focus groups."},
        {"id": "x2", "title": "", "abstract": ""},
    ]
    done = run_cpx("tag", "--stdin", stdin="".join(json.dumps(line) + "\n" for line in lines))
    assert done.code == 0
    assert [list(row) for row in done.lines] == [["id", "tags", "facts"]] * 2
    assert [row["id"] for row in done.lines] == ["x1", "x2"]
    assert [list(tag) for tag in done.lines[0]["tags"]] == [TAG] * len(done.lines[0]["tags"])
    assert "Photovoice" in [tag["label"] for tag in done.lines[0]["tags"]]


@pytest.mark.parametrize(("command", "status"), [("assign", "confirmed"), ("reject", "rejected")])
def test_decision_prints_the_tag_as_it_stands(run_cpx: Run, command: str, status: str) -> None:
    result = _get(run_cpx, command, DOI, "photovoice", "--why", "read it", "--by", "ada")
    assert list(result) == DECIDED
    assert list(result["tag"]) == TAG
    assert [result["tag"][name] for name in ("origin", "status", "by", "why")] == ["person", status, "ada", "read it"]


def test_tag_dry_run_prints_what_would_change(run_cpx: Run) -> None:
    result = _get(run_cpx, "tag", "--dry-run")
    assert list(result) == TAG_RESULT
    assert (result["run"], result["works"], result["changed"]) == (None, 14, [])


def test_tag_review_prints_an_array_of_what_is_in_doubt(run_cpx: Run) -> None:
    found = _get(run_cpx, "tag", "--review")
    assert found
    assert all(list(row) == DOUBTFUL and [list(quote) for quote in row["evidence"]] == [QUOTE] * len(row["evidence"]) for row in found)
    key = found[-1]["key"]
    assert {row["key"] for row in _get(run_cpx, "tag", "--review", key)} == {key}


def test_log_prints_runs_and_one_of_them_whole(run_cpx: Run) -> None:
    _get(run_cpx, "reject", DOI, "interviews", "--why", "of others", "--by", "ada")
    found = _get(run_cpx, "log")
    assert all(list(row) == LOG_ROW for row in found)
    assert [(row["command"], row["by"], row["why"]) for row in found[:1]] == [("reject", "ada", "of others")]
    assert [row["run"] for row in found] == sorted((row["run"] for row in found), reverse=True)
    assert _get(run_cpx, "log", "--limit", "1") == found[:1]
    one, first = _get(run_cpx, "log", str(found[0]["run"])), _get(run_cpx, "log", str(found[-1]["run"]))
    assert list(one) == list(first) == [*LOG_ROW, *LOG_DETAIL]
    assert [list(row) for row in one["decisions"]] == [LOG_DECISION]
    assert all(list(row) == LOG_FILE for row in first["files"])
    assert (first["records"], first["records_standing"], len(first["works"])) == (14, 14, 14)


def test_undo_prints_what_went_and_what_came_back(run_cpx: Run) -> None:
    _get(run_cpx, "note", DOI, "read it")
    tried = _get(run_cpx, "undo", "--dry-run")
    assert (list(tried), tried["run"], tried["notes"]) == (UNDO, None, 1)
    done = _get(run_cpx, "undo", "--why", "by mistake")
    assert {**tried, "run": done["run"]} == done
    assert _get(run_cpx, "show", DOI)["notes"] == []
    noted = _get(run_cpx, "log", str(done["undone"]))
    assert (noted["undone_by"], [list(row) for row in noted["notes"]], noted["notes"][0]["standing"]) == (done["run"], [LOG_NOTE], False)
    assert _get(run_cpx, "log", "--limit", "1")[0]["why"] == "by mistake"
    back = _get(run_cpx, "undo", str(done["run"]))
    assert (back["brought_back"], len(_get(run_cpx, "show", DOI)["notes"])) == (True, 1)


def test_edit_prints_what_changed(run_cpx: Run) -> None:
    result = _get(run_cpx, "edit", DOI, "--set", "volume=7", "--unset", "container_title")
    assert list(result) == EDIT_RESULT
    assert [list(row) for row in result["changed"]] == [FIELD_CHANGE] * 2
    assert result["changed"][0] == {"field": "volume", "before": "4", "after": "7"}


def test_note_prints_all_notes_of_the_work(run_cpx: Run) -> None:
    result = _get(run_cpx, "note", DOI, "read it", "--by", "ada")
    assert list(result) == NOTED
    assert [list(row) for row in result["notes"]] == [NOTE]
    assert _get(run_cpx, "note", DOI, "--list") == result
    assert _get(run_cpx, "show", DOI)["notes"] == result["notes"]


def test_stats_missing_prints_works_that_several_cite(run_cpx: Run, tmp_path: Path) -> None:
    assert _get(run_cpx, "stats", "--missing") == []
    rows = [{"schema": 1, "id": name, "title": f"Citing {name}", "references": [{"text": "Cited", "doi": "10.5555/c"}]} for name in "ab"]
    path = tmp_path / "citing.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    _get(run_cpx, "ingest", str(path))
    (found,) = _get(run_cpx, "stats", "--missing")
    assert list(found) == MISSING
    assert found == {"doi": "10.5555/c", "text": "Cited", "year": None, "count": 2, "cited_by": ["anonndciting", "anonndcitingb"]}


def test_stats_prints_counts(run_cpx: Run) -> None:
    counted = _get(run_cpx, "stats")
    assert list(counted) == STATS
    assert (counted["works"], counted["with_text"], counted["records"]) == (14, 13, 14)


def test_config_prints_settings(run_cpx: Run) -> None:
    assert [list(row) for row in _get(run_cpx, "config")] == [SETTING] * len(VARIABLES)
    assert [list(row) for row in _get(run_cpx, "config", "user")] == [SETTING]


def test_related_prints_hits_with_reasons(run_cpx: Run) -> None:
    found = _get(run_cpx, "related", "10.1186/s43058-022-00385-0", "--limit", "3")
    assert [list(row) for row in found] == [[*HIT, "reasons"]] * 3


def test_embed_prints_what_was_read(run_cpx: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with installed(monkeypatch, FakeEmbedder()):
        assert list(_get(run_cpx, "embed")) == EMBED


def test_vocab_prints_terms(run_cpx: Run) -> None:
    assert all(list(row) == TERM for row in _get(run_cpx, "vocab", "list"))
    assert list(_get(run_cpx, "vocab", "show", "photovoice")) == TERM


def test_vocab_coverage_prints_what_the_terms_leave_out(run_cpx: Run) -> None:
    found = _get(run_cpx, "vocab", "coverage")
    assert list(found) == COVERAGE
    assert [list(found[name][0]) for name in ("works_no_text", "unused")] == [["key", "title"], ["concept", "scheme", "label"]]
    assert all(list(row) == ["phrase", "works", "example"] for row in found["phrases"])


def test_vocab_export_and_import_print_terms_and_what_changed(run_cpx: Run, tmp_path: Path) -> None:
    assert all(list(row) == TERM for row in _get(run_cpx, "vocab", "export"))
    (tmp_path / "own.toml").write_text('version = "1"\n[[extend]]\nid = "m.delphi"\nen = ["oracle round*"]\n', encoding="utf-8")
    result = _get(run_cpx, "vocab", "import", str(tmp_path / "own.toml"), "--dry-run")
    assert list(result) == VOCABULARY_IMPORT
    assert (result["read"], result["added"], result["changed"], result["problems"]) == (1, [], ["m.delphi"], [])


def test_export_jsonl_prints_details_that_say_their_schema(run_cpx: Run) -> None:
    done = run_cpx("export", "--format", "jsonl")
    assert done.code == 0, done.stderr
    assert len(done.lines) == 14
    for row in done.lines:
        assert row["schema"] == 1
        assert [name for name in row if name != "schema"] == DETAIL


def test_retractions_prints_a_row_a_work_and_a_row_a_reference(run_cpx: Run, tmp_path: Path) -> None:
    rows = _get(run_cpx, "retractions")
    assert [list(row) for row in rows] == [CHECKED] * 14
    assert {row["status"] for row in rows} == {"unchecked"}
    assert {row["reason"] for row in rows} == {"no DOI", "never checked"}
    (tmp_path / "list.txt").write_text(f"References\n1. Aho A. Power. J Care 2020. https://doi.org/{DOI}\n", encoding="utf-8")
    done = run_cpx("retractions", str(tmp_path / "list.txt"), "--json")
    assert (done.code, done.error["code"]) == (4, "remote")
    assert [list(row) for row in done.json] == [CHECKED]
    assert (done.json[0]["status"], done.json[0]["checked"]) == ("unchecked", None)


def test_check_updates_prints_what_could_not_be_asked(run_cpx: Run) -> None:
    done = run_cpx("enrich", "--check-updates", "--json")
    assert (done.code, done.error["code"]) == (4, "remote")
    assert [list(row) for row in done.json] == [UPDATE_CHANGE] * 2
    assert {(row["error"], row["kind"]) for row in done.json} == {("remote", "unavailable")}


def test_review_prints_an_array_of_what_waits(run_cpx: Run) -> None:
    assert _get(run_cpx, "enrich", "--review") == []


def test_fields_are_printed_in_the_order_asked_for(run_cpx: Run) -> None:
    assert [list(row) for row in _get(run_cpx, "search", "power", "--fields", "year,key", "--limit", "1")] == [["year", "key"]]
    assert list(_get(run_cpx, "show", DOI, "--fields", "title,doi")) == ["title", "doi"]


def test_nl_prints_one_object_a_line(run_cpx: Run) -> None:
    done = run_cpx("search", "", "--nl")
    assert [list(row) for row in done.lines] == [HIT] * 14


@pytest.mark.parametrize(("option", "between"), [("--csv", ","), ("--tsv", "\t")])
def test_csv_and_tsv_begin_with_the_names(run_cpx: Run, option: str, between: str) -> None:
    done = run_cpx("search", "", option, "--fields", "key,year")
    assert done.stdout.splitlines()[0] == f"key{between}year"
    assert len(done.stdout.splitlines()) == 15


def test_contract_page_lists_the_same_keys() -> None:
    page = (ROOT / "docs/json-contract.md").read_text(encoding="utf-8")
    parts = dict(part.split("\n", 1) for part in page.split("\n### ")[1:])
    objects = {
        "Work": WORK,
        "Hit": HIT[len(WORK) :],
        "RelatedWork": ["reasons"],
        "SavedSearch": SAVED,
        "NewWork": ["added_at"],
        "Page": PAGE,
        "EmbedResult": EMBED,
        "WorkDetail": DETAIL[len(WORK) :],
        "Tag": TAG,
        "Quote": QUOTE,
        "Explanation": EXPLANATION,
        "QueryPart": QUERY_PART,
        "Synonyms": ["words", "others"],
        "FoundStatement": STATEMENT,
        "Cited": CITED,
        "Why": WHY,
        "Likeness": ["asked", "found"],
        "AlsoSaid": ["text", "role", "work", "quoted_from"],
        "Context": ["before", "after"],
        "Brief": BRIEF,
        "BriefPart": ["heading", "quotes"],
        "BriefQuote": BRIEF_QUOTE,
        "BriefReference": BRIEF_REFERENCE,
        "BriefCoverage": BRIEF_COVERAGE,
        "WorkText": TEXT,
        "WorkStatement": WORK_STATEMENT,
        "WorkSection": SECTION,
        "WorkReference": REFERENCE,
        "WorkRecord": RECORD,
        "DoiResult": DOI_RESULT,
        "TextResult": TEXT_RESULT,
        "TagResult": TAG_RESULT,
        "WorkDiff": WORK_DIFF,
        "TagChange": TAG_CHANGE,
        "TagReading": TAG_READING,
        "ScoreResult": SCORE,
        "ReadingScore": READING_SCORE,
        "Confused": ["person", "machine", "count"],
        "ReadingDisagreement": READING_DISAGREEMENT,
        "TermScore": TERM_SCORE,
        "TotalScore": TOTAL_SCORE,
        "Disagreement": DISAGREEMENT,
        "SheetRow": SHEET,
        "Comparison": COMPARISON,
        "TermAgreement": TERM_AGREEMENT,
        "TotalAgreement": TOTAL_AGREEMENT,
        "SettleRow": SETTLE,
        "Decided": DECIDED,
        "DoubtfulTag": DOUBTFUL,
        "LogRow": LOG_ROW,
        "LogDetail": LOG_DETAIL,
        "LogFile": LOG_FILE,
        "LogDecision": LOG_DECISION,
        "LogNote": LOG_NOTE,
        "UndoResult": UNDO,
        "EditResult": EDIT_RESULT,
        "FieldChange": FIELD_CHANGE,
        "Noted": NOTED,
        "WorkNote": NOTE,
        "Fact": FACT,
        "MissingWork": MISSING,
        "CheckedReference": CHECKED,
        "UpdateChange": UPDATE_CHANGE,
        "Stats": STATS,
        "Setting": SETTING,
        "Term": TERM,
        "Coverage": COVERAGE,
        "ImportResult": VOCABULARY_IMPORT,
        "PlannedCall": PLANNED_CALL,
        "DoiCandidate": DOI_CANDIDATE,
        "Candidate": CANDIDATE,
    }
    for name, keys in objects.items():
        rows = [line.split("`")[1] for line in parts[name].split("\n## ")[0].splitlines() if line.startswith("| `")]
        assert rows == keys, name
