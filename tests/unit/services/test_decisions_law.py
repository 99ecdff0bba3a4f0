"""Human decisions survive any sequence of new vocabularies, tagging again, joins and undo: the last word on a term stands."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from catalogue_tools import ABSTRACT, AHO, BERG, record, rows, save, troubles
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cpx.domain.concept import Verdict
from cpx.errors import BadUsage, NotFound
from cpx.services.join import join_works
from cpx.services.run import writing_run
from cpx.services.tag import decide, tag_works
from cpx.services.undo import undo
from cpx.store.catalogue import CatalogueFile
from cpx.store.concepts import write_vocabulary
from cpx.store.works import find_by_doi

REPLACED, SUCCESSOR = "m.interview.semi", "m.interview"
TERMS = (REPLACED, SUCCESSOR, "m.photovoice", "p.nurses")
OWN = f'version = "1"\n[[concept]]\nid = "{REPLACED}"\nreplaced_by = "{SUCCESSOR}"\n'
DOIS = ("10.5555/a", "10.5555/b")


class Decisions(RuleBasedStateMachine):
    """A catalogue of two works, and what people said of them, kept beside it as a list."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "catalogue.db"
        self.said: list[tuple[int, int, str, str]] = []
        self.out: set[int] = set()
        self.join: int | None = None
        self.is_replaced = False

    def teardown(self) -> None:
        if self.path.exists():
            assert troubles(self.path) == []
        self.folder.cleanup()

    @initialize()
    def fill(self) -> None:
        save(
            self.path,
            *(
                record(f"Sharing power {doi}", doi=doi, issued="2020", authors=(AHO, BERG)[place:], abstract=f"{ABSTRACT} {doi}")
                for place, doi in enumerate(DOIS)
            ),
        )

    def opened(self) -> CatalogueFile:
        return CatalogueFile(self.path, writable=True)

    @rule(work=st.integers(0, 1), term=st.sampled_from(TERMS), verdict=st.sampled_from(list(Verdict)))
    def say(self, work: int, term: str, verdict: Verdict) -> None:
        with self.opened() as file:
            row = find_by_doi(file.connection, DOIS[work])
            assert row is not None
            decided = decide(file, row, term, verdict, by="ana", why=f"{len(self.said)}")
        self.said.append((decided.run, work, decided.tag.concept or "", verdict.value))

    @rule()
    def tag_again(self) -> None:
        with self.opened() as file:
            tag_works(file)

    @rule(dropped=st.sets(st.sampled_from(TERMS)))
    def change_vocabulary(self, dropped: set[str]) -> None:
        """Write a vocabulary without some terms, and with other labels: the next run brings the first one back."""
        with self.opened() as file, writing_run(file, "test", {}) as run, file.batch() as connection:
            kept = [replace(one, pref_label=f"{one.pref_label}!") for one in run.vocabulary.concepts.values() if one.id not in dropped]
            write_vocabulary(connection, kept, "9", "other")

    @rule()
    def replace_a_term(self) -> None:
        """Have an own file beside the catalogue name the successor of a term, or take that file away again."""
        own = self.path.with_name("vocabulary.toml")
        if self.is_replaced:
            own.unlink()
        else:
            own.write_text(OWN, encoding="utf-8")
        self.is_replaced = not self.is_replaced
        self.tag_again()

    @precondition(lambda self: self.join is None)
    @rule()
    def make_one(self) -> None:
        with self.opened() as file, writing_run(file, "test", {}) as run, file.batch() as connection:
            keep, gone = (find_by_doi(connection, doi) for doi in DOIS)
            join_works(file, keep or 0, gone or 0, tagger=run.tagger, run=run.id, reason="a test")
            self.join = run.id

    @rule(number=st.integers(0, 40))
    def take_back(self, number: int) -> None:
        """Take back, or bring back, any run but the first, which brought the works."""
        last = rows(self.path, "SELECT max(id) FROM runs")[0]
        wanted = 2 + number % last
        if wanted == self.join and self.said and self.said[-1][0] > wanted:
            return  # what was said of one work after the join is said of either after the split
        try:
            with self.opened() as file:
                done = undo(file, wanted)
        except (BadUsage, NotFound):
            return
        if done.undone == self.join and not done.brought_back:
            self.join = None
        (self.out.discard if done.brought_back else self.out.add)(done.undone)

    @invariant()
    def what_people_said_stands(self) -> None:
        if not self.path.exists():
            return
        found = {
            (work, concept): verdict for work, concept, verdict in rows(self.path, "SELECT work, concept, verdict FROM current_decisions")
        }
        with CatalogueFile(self.path) as file:
            places = [find_by_doi(file.connection, doi) for doi in DOIS]
        for (place, term), verdicts in self.standing(places).items():
            # Of two works that became one a rejection outlives a confirmation, whichever was later.
            assert found.pop((place, term)) in verdicts, (place, term)
        assert not found

    def standing(self, places: list[int | None]) -> dict[tuple[int | None, str], set[str]]:
        """Give what may stand for each work and term: the last word said of it, or of either work before they were one."""
        last: dict[tuple[int, str], str] = {}
        for run, work, term, verdict in self.said:
            if run not in self.out:
                last[work, term] = verdict
        if self.is_replaced:  # what was said of the successor itself goes before
            went = {work: last.pop((work, term)) for work, term in list(last) if term == REPLACED}
            last = {(work, SUCCESSOR): verdict for work, verdict in went.items()} | last
        merged: dict[tuple[int | None, str], set[str]] = {}
        for (work, term), verdict in last.items():
            merged.setdefault((places[work], term), set()).add(verdict)
        return merged


TestDecisions = Decisions.TestCase
TestDecisions.settings = settings(stateful_step_count=5)
