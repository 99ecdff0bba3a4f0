"""A vocabulary of one's own beside the catalogue: it holds for all that tags, and nothing that a person decided is lost by it."""

from pathlib import Path

import pytest
from catalogue_tools import ABSTRACT, AHO, record, rows, save, troubles, work_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cpx.domain.concept import Verdict
from cpx.domain.query import Filters
from cpx.domain.tag import Tag
from cpx.errors import BadUsage, NotFound
from cpx.services.add import Described, add_text
from cpx.services.run import writing_run
from cpx.services.search import search
from cpx.services.shipped import OWN_FILE, OWN_FOLDER, shipped_vocabulary, tagger_with, vocabulary_for
from cpx.services.tag import decide, tag_lines, tag_works
from cpx.services.undo import undo
from cpx.services.vocabulary import list_terms, show_term
from cpx.store.catalogue import CatalogueFile
from cpx.store.decisions import Decision, add_decision

KEY = "aho2024sharing"
SEMI, TRUST = "m.interview.semi", "p.trust"
TRUST_TERM = f'[[concept]]\nid = "{TRUST}"\nscheme = "setting"\nlabel = "Trust building"\nbroader = "p.setting"\nen = ["trust grew*"]\n'
REPLACED = f'[[concept]]\nid = "{SEMI}"\nreplaced_by = "m.interview"\n'


@pytest.fixture
def tagged(path: Path) -> Path:
    save(path, record(authors=(AHO,), issued="2024", doi="10.5555/one", abstract=ABSTRACT))
    return path


def own(path: Path, entries: str, name: str = OWN_FILE) -> None:
    """Write the own vocabulary beside a catalogue; none where there are no entries."""
    file = path.parent / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(f'version = "1"\n{entries}', encoding="utf-8")


def retag(path: Path) -> list[str]:
    with CatalogueFile(path, writable=True) as file:
        return [label for diff in tag_works(file).changed for label in (*diff.added, *(f"-{label}" for label in diff.removed))]


def by_hand(path: Path, term: str, verdict: Verdict, why: str | None = None) -> None:
    with CatalogueFile(path, writable=True) as file:
        decide(file, work_of(path, KEY).id, term, verdict, by="Ada", why=why)


def tags(path: Path) -> dict[str, Tag]:
    return {str(one.concept): one for one in work_of(path, KEY).tags if one.concept}


def found(path: Path, **filters: str) -> list[str]:
    with CatalogueFile(path) as file, file.reading() as connection:
        return [hit.key for hit in search(connection, "", filters=Filters(**{name: (value,) for name, value in filters.items()}))]


def test_vocabulary_of_a_place_without_own_files_is_that_of_cpx(path: Path) -> None:
    assert vocabulary_for(path) is shipped_vocabulary() is vocabulary_for(None)
    assert tagger_with(vocabulary_for(path)) is tagger_with(vocabulary_for(None))


@pytest.mark.parametrize("name", [OWN_FILE, f"{OWN_FOLDER}/trust.toml"])
def test_own_terms_tag_what_comes_and_wait_for_tag_with_what_is_there(tagged: Path, name: str) -> None:
    own(tagged, TRUST_TERM, name)
    with CatalogueFile(tagged, writable=True) as file:
        add_text(file, ABSTRACT, Described(title="Other wards", author=("Aho, Ada",), year="2020"))
    assert TRUST not in tags(tagged)
    assert found(tagged, setting="trust building") == ["aho2020other"]
    assert retag(tagged) == ["Trust building"]
    assert tags(tagged)[TRUST].evidence[0].quote == "Trust grew"
    assert retag(tagged) == []
    assert sorted(found(tagged, setting="p.setting")) == ["aho2020other", KEY]
    assert troubles(tagged) == []


def test_file_and_folder_hold_together(path: Path) -> None:
    own(path, TRUST_TERM)
    own(path, '[[extend]]\nid = "p.trust"\nen = ["trusting*"]\n[[extend]]\nid = "m.delphi"\nen = ["oracle*"]\n', f"{OWN_FOLDER}/more.toml")
    concepts = vocabulary_for(path).concepts
    assert concepts[TRUST].alt_labels == {"en": ("trust grew*", "trusting*")}
    assert [(concepts[key].origin, concepts[key].file) for key in (TRUST, "m.delphi", "m.rct")] == [
        ("own", "more.toml"),
        ("changed", "more.toml"),
        ("shipped", None),
    ]


def test_own_file_is_read_anew_when_it_changes(path: Path) -> None:
    own(path, TRUST_TERM)
    assert TRUST in vocabulary_for(path).concepts
    own(path, TRUST_TERM.replace("Trust building", "Trust-building"))
    assert vocabulary_for(path).concepts[TRUST].pref_label == "Trust-building"
    (path.parent / OWN_FILE).unlink()
    assert vocabulary_for(path) is shipped_vocabulary()


def test_texts_without_a_catalogue_are_tagged_with_own_terms_too(path: Path) -> None:
    own(path, TRUST_TERM)
    (row,) = tag_lines(['{"id": 1, "abstract": "Trust grew slowly."}'], path)
    assert [one["concept"] for one in row["tags"]] == [TRUST]


def test_broken_own_file_is_refused_before_anything_is_written(tagged: Path) -> None:
    own(tagged, '[[concept]]\nid = "m.a"\nlabel = "A"\nscheme = "method"\nbroader = "m.colect"\n')
    with pytest.raises(BadUsage, match=r"vocabulary\.toml, line 3: m\.a: broader 'm\.colect' is not known; did you mean m\.collect\?"):
        retag(tagged)
    assert rows(tagged, "SELECT count(*) FROM runs WHERE command = 'tag'") == [0]
    assert found(tagged, method="semi-structured interviews") == [KEY]


def test_term_that_is_turned_off_is_only_a_persons(tagged: Path) -> None:
    own(tagged, f'[[concept]]\nid = "{SEMI}"\nauto = false\n')
    assert retag(tagged) == ["Interviews", "-Semi-structured interviews"]
    by_hand(tagged, "semi-structured interviews", Verdict.CONFIRMED)
    assert retag(tagged) == []
    assert tags(tagged)[SEMI].status == "confirmed"


def test_term_that_is_turned_off_is_not_given_by_rules_either(path: Path) -> None:
    text = ['{"id": 1, "abstract": "We asked people aged 65 to 80 years about their wards."}']
    (row,) = tag_lines(text, path)
    own(path, "".join(f'[[concept]]\nid = "{one["concept"]}"\nauto = false\n' for one in row["tags"]))
    (after,) = tag_lines(text, path)
    assert row["tags"]
    assert after["tags"] == []


def test_replaced_term_leads_to_its_successor(tagged: Path) -> None:
    own(tagged, REPLACED)
    retag(tagged)
    assert SEMI not in tags(tagged)
    assert found(tagged, method=SEMI) == found(tagged, method="semi-structured interviews") == [KEY]
    by_hand(tagged, SEMI, Verdict.CONFIRMED)
    assert tags(tagged)["m.interview"].status == "confirmed"


def test_machines_tag_on_a_replaced_term_counts_for_its_successor_at_once(tagged: Path) -> None:
    before = tags(tagged)[SEMI]
    own(tagged, REPLACED)
    save(tagged, record("Other wards", authors=(AHO,), issued="2020", doi="10.5555/two"))
    moved = tags(tagged)
    assert SEMI not in moved
    assert moved["m.interview"].evidence == before.evidence
    assert troubles(tagged) == []


@pytest.mark.parametrize("verdict", list(Verdict))
def test_decision_on_a_replaced_term_goes_over_and_comes_back(tagged: Path, verdict: Verdict) -> None:
    by_hand(tagged, SEMI, verdict, why="page 4")
    before = tags(tagged)[SEMI]
    for _ in range(2):
        own(tagged, REPLACED)
        retag(tagged)
        after = tags(tagged)["m.interview"]
        assert (after.status, after.by, after.at, after.why) == (verdict, "Ada", before.at, "page 4")
        assert SEMI not in tags(tagged)
        own(tagged, "")
        retag(tagged)
        back = tags(tagged)
        assert (back[SEMI].status, back[SEMI].why) == (verdict, "page 4")
        assert back.get("m.interview") is None or back["m.interview"].origin == "machine"
    assert troubles(tagged) == []


def test_decision_made_on_the_successor_itself_goes_before(tagged: Path) -> None:
    by_hand(tagged, SEMI, Verdict.REJECTED)
    by_hand(tagged, "m.interview", Verdict.CONFIRMED)
    own(tagged, REPLACED)
    retag(tagged)
    assert tags(tagged)["m.interview"].status == "confirmed"


def test_rejection_counts_where_two_decisions_meet(tagged: Path) -> None:
    by_hand(tagged, SEMI, Verdict.REJECTED)
    by_hand(tagged, "m.interview.depth", Verdict.CONFIRMED)
    own(tagged, f'{REPLACED}[[concept]]\nid = "m.interview.depth"\nreplaced_by = "m.interview"\n')
    retag(tagged)
    assert tags(tagged)["m.interview"].status == "rejected"


def test_undo_of_a_decision_reaches_it_where_it_went(tagged: Path) -> None:
    by_hand(tagged, SEMI, Verdict.REJECTED)
    (run,) = rows(tagged, "SELECT max(id) FROM runs")
    own(tagged, REPLACED)
    retag(tagged)
    with CatalogueFile(tagged, writable=True) as file:
        undo(file, run)
    retag(tagged)
    assert tags(tagged)["m.interview"].origin == "machine"
    own(tagged, "")
    retag(tagged)
    assert tags(tagged)[SEMI].origin == "machine"


STEPS = st.lists(st.sampled_from(["replaced", "plain", "off", *Verdict]), max_size=4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_decisions_survive_any_changes_of_the_vocabulary(built: bytes, tmp_path: Path, steps: list[str | Verdict]) -> None:
    path = tmp_path / "catalogue.db"
    path.write_bytes(built)
    said: dict[str, Verdict] = {}
    state = "plain"
    with CatalogueFile(path, writable=True) as file:
        for step in (*steps, "plain"):
            if isinstance(step, Verdict):
                decide(file, 1, SEMI, step, by="Ada")
                said["m.interview" if state == "replaced" else SEMI] = step
            else:
                state = step
                own(path, {"replaced": REPLACED, "off": f'[[concept]]\nid = "{SEMI}"\nauto = false\n'}.get(step, ""))
                with writing_run(file, "note", {}):
                    pass  # any command that writes brings the vocabulary in
        tag_works(file)
    after = {concept: tag.status for concept, tag in tags(path).items() if tag.origin == "person"}
    assert after == said


@pytest.fixture
def built(tagged: Path) -> bytes:
    return tagged.read_bytes()


REPLACE, FREE = "replace", "free"


@pytest.mark.parametrize(
    ("steps", "wanted"),
    [
        (((SEMI, Verdict.CONFIRMED), REPLACE, 2, FREE, 4), {SEMI: "confirmed"}),
        (((SEMI, Verdict.CONFIRMED), 2, REPLACE, 3), {"m.interview": "confirmed"}),
        (((SEMI, Verdict.CONFIRMED), 2, REPLACE, 3, FREE), {SEMI: "confirmed"}),
        (((SEMI, Verdict.CONFIRMED), (SEMI, Verdict.REJECTED), REPLACE, 3), {"m.interview": "confirmed"}),
        (((SEMI, Verdict.CONFIRMED), ("m.interview", Verdict.REJECTED), REPLACE, 3), {"m.interview": "confirmed"}),
        (((SEMI, Verdict.CONFIRMED), ("m.interview", Verdict.REJECTED), REPLACE, FREE, 2, REPLACE), {"m.interview": "rejected"}),
    ],
    ids=["undone where it went", "brought back later", "brought back and freed", "the word before", "under the successor's", "back again"],
)
def test_undo_and_replacement_meet_in_any_order(tagged: Path, steps: tuple[object, ...], wanted: dict[str, str]) -> None:
    for step in steps:
        if isinstance(step, tuple):
            by_hand(tagged, *step)
        elif isinstance(step, int):
            with CatalogueFile(tagged, writable=True) as file:
                undo(file, step)
        else:
            own(tagged, REPLACED if step == REPLACE else "")
            retag(tagged)
    assert dict(rows(tagged, "SELECT concept, verdict FROM current_decisions")) == wanted
    assert troubles(tagged) == []


def test_decisions_of_one_run_are_told_apart(tagged: Path) -> None:
    with CatalogueFile(tagged, writable=True) as file, file.batch() as connection:
        for concept in (SEMI, "m.interview"):
            add_decision(connection, 1, Decision(work=1, concept=concept, verdict=Verdict.CONFIRMED, by="Ada"))
    for entries in (REPLACED, ""):
        own(tagged, entries)
        retag(tagged)
    assert [tags(tagged)[key].status for key in (SEMI, "m.interview")] == ["confirmed", "confirmed"]


def test_term_that_is_gone_stays_in_the_file(tagged: Path) -> None:
    own(tagged, TRUST_TERM)
    retag(tagged)
    by_hand(tagged, TRUST, Verdict.CONFIRMED)
    (tagged.parent / OWN_FILE).unlink()
    retag(tagged)
    assert tags(tagged)[TRUST].status == "confirmed"
    assert found(tagged, setting=TRUST) == [KEY]
    assert rows(tagged, "SELECT id FROM concepts WHERE deprecated") == [TRUST]


def test_term_that_is_gone_can_be_spoken_about_where_it_stands(tagged: Path) -> None:
    save(tagged, record("Another study of wards", authors=(AHO,), issued="2025", doi="10.5555/two"))
    own(tagged, TRUST_TERM)
    by_hand(tagged, TRUST, Verdict.CONFIRMED)
    (tagged.parent / OWN_FILE).unlink()
    by_hand(tagged, "TRUST  building", Verdict.REJECTED)
    assert tags(tagged)[TRUST].status == "rejected"
    with CatalogueFile(tagged, writable=True) as file, pytest.raises(NotFound, match=r"\(p\.trust\) is in no vocabulary any more"):
        decide(file, work_of(tagged, "aho2025another").id, TRUST, Verdict.CONFIRMED)


def test_deprecated_term_is_nobodys_to_give_and_can_be_rejected_where_it_stands(tagged: Path) -> None:
    own(tagged, "".join(f'[[concept]]\nid = "{one}"\ndeprecated = true\n' for one in (SEMI, "m.photovoice")))
    with pytest.raises(NotFound, match="'Photovoice'") as caught:
        by_hand(tagged, "photovoice", Verdict.CONFIRMED)
    assert "cpx vocab show m.photovoice" in str(caught.value.hint)
    by_hand(tagged, SEMI, Verdict.REJECTED)
    assert tags(tagged)[SEMI].status == "rejected"


@pytest.mark.parametrize("name", [OWN_FILE, OWN_FOLDER])
def test_link_that_leads_nowhere_does_not_take_the_own_terms_away(tagged: Path, name: str) -> None:
    (tagged.parent / name).symlink_to(tagged.parent / "not mounted")
    with pytest.raises(NotFound, match="is a link that leads nowhere"):
        retag(tagged)
    assert rows(tagged, "SELECT count(*) FROM runs") == [1]


def test_file_remembers_that_works_are_to_be_tagged_again(tagged: Path) -> None:
    behind = "SELECT value FROM meta WHERE name = 'tags_behind'"
    assert rows(tagged, behind) == []
    own(tagged, TRUST_TERM)
    save(tagged, record("Other wards", authors=(AHO,), issued="2020", doi="10.5555/two"))
    assert rows(tagged, behind) == ["1"]
    with CatalogueFile(tagged, writable=True) as file:
        tag_works(file, [1])
    assert rows(tagged, behind) == ["1"]
    retag(tagged)
    assert rows(tagged, behind) == []


def test_terms_say_where_they_come_from(path: Path) -> None:
    own(path, f'{TRUST_TERM}[[concept]]\nid = "p.leaders"\nauto = false\n{REPLACED}')
    terms = {term.concept: term for term in list_terms(catalogue=path)}
    assert [(terms[key].origin, terms[key].file) for key in (TRUST, "p.leaders", "m.rct")] == [
        ("own", OWN_FILE),
        ("changed", OWN_FILE),
        ("shipped", None),
    ]
    assert [terms[key].auto for key in (TRUST, "p.leaders", SEMI)] == [True, False, False]
    assert (terms[SEMI].deprecated, terms[SEMI].replaced_by) == (True, "m.interview")
    assert show_term(SEMI, path) == terms[SEMI]
    assert show_term("semi-structured interviews", path).concept == "m.interview"
    assert show_term("trust building", path) == terms[TRUST]
