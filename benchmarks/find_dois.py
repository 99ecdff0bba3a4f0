"""Measure how well DOIs are found: real works without their DOI, spoiled as imports spoil them, and works that must not be taken for them.

    python benchmarks/find_dois.py ../shared/data/crossref/works.jsonl.gz

The search is in memory: the five works that share most words, out of all (as a stand-in for a registry's ranking). A wrong
DOI is far worse than none, so what counts first is the column `wrong`.
"""

import argparse
import gzip
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from pathlib import Path
from typing import Any

from cpx.domain.parts import Name, Update
from cpx.domain.record import Record
from cpx.formats.crossref_json import read_work
from cpx.matching.doi_candidates import FLOOR, choose, judge_candidate, judge_reference, veto
from cpx.matching.doi_titles import is_generic, title_words

ROWS = 5
SEED = 20261122
LONG, SHORT, SIX = 5, 3, 6
Change = Callable[[Record, random.Random], Record | None]


@dataclass(frozen=True, slots=True)
class Index:
    """Works by their words."""

    records: Sequence[Record]
    by_word: dict[str, set[int]]

    def search(self, query: str, without: int | None = None) -> list[Record]:
        """Give the works that share most words with a query; rare words weigh more."""
        scores: defaultdict[int, float] = defaultdict(float)
        for word in set(title_words(query)):
            found = self.by_word.get(word, set())
            for row in found:
                scores[row] += 1 / len(found) + 0.2
        return [self.records[row] for row in nlargest(ROWS + 1, scores, key=lambda row: scores[row]) if row != without][:ROWS]


def build(records: Sequence[Record]) -> Index:
    by_word: dict[str, set[int]] = defaultdict(set)
    for row, record in enumerate(records):
        for word in title_words(query_of(record)):
            by_word[word].add(row)
    return Index(records, by_word)


def query_of(record: Record) -> str:
    names = [name.family or name.literal or "" for name in record.authors]
    return " ".join(filter(None, (record.title, *names, record.container_title, (record.issued or "")[:4])))


def read(paths: Iterable[Path]) -> list[Record]:
    found: dict[str, Record] = {}
    for path in paths:
        held = path.read_bytes()
        text = (gzip.decompress(held) if path.suffix == ".gz" else held).decode("utf-8")
        for record in map(read_work, messages(text.splitlines())):
            if record.doi and record.title:
                found.setdefault(record.doi, record)
    return list(found.values())


def messages(stream: Iterable[str]) -> Iterator[dict[str, Any]]:
    for line in stream:
        value = json.loads(line)
        message = value.get("message", value) if isinstance(value, dict) else {}
        items = message.get("items") if isinstance(message, dict) else None
        yield from (item for item in items if isinstance(item, dict)) if isinstance(items, list) else ([message] if message else [])


def bare(record: Record) -> Record:
    """Give a work as an import may bring it: without DOI and what comes with it."""
    return replace(record, source="ris", doi=None, source_id=None, raw="", identifiers=(), updates=(), extra={}, texts=())


# ---------------------------------------------------------------- how imports spoil a description


def capitals(record: Record, _: random.Random) -> Record:
    return replace(record, title=(record.title or "").upper())


def no_punctuation(record: Record, _: random.Random) -> Record:
    return replace(record, title=" ".join(title_words(record.title or "")))


def no_subtitle(record: Record, _: random.Random) -> Record | None:
    head, colon, _rest = (record.title or "").partition(": ")
    return replace(record, title=head) if colon else None


def one_typo(record: Record, dice: random.Random) -> Record | None:
    return misspell(record, dice, 1)


def two_typos(record: Record, dice: random.Random) -> Record | None:
    return misspell(record, dice, 2)


def misspell(record: Record, dice: random.Random, count: int) -> Record | None:
    words = (record.title or "").split(" ")
    places = [place for place, word in enumerate(words) if len(word) > LONG and word.isalpha()]
    if len(places) < count:
        return None
    for place in dice.sample(places, count):
        at = dice.randrange(1, len(words[place]) - 1)
        words[place] = words[place][:at] + words[place][at + 1 :]
    return replace(record, title=" ".join(words))


def initials(record: Record, _: random.Random) -> Record:
    return replace(
        record, authors=tuple(replace(n, given=" ".join(f"{p[0]}." for p in n.given.split()) if n.given else None) for n in record.authors)
    )


def shuffled_authors(record: Record, dice: random.Random) -> Record | None:
    return replace(record, authors=tuple(dice.sample(record.authors, len(record.authors)))) if len(record.authors) > 1 else None


def first_author_only(record: Record, _: random.Random) -> Record | None:
    return replace(record, authors=record.authors[:1]) if len(record.authors) > 1 else None


def year_later(record: Record, _: random.Random) -> Record | None:
    return replace(record, issued=str(int(record.issued[:4]) + 1)) if record.issued else None


def year_before(record: Record, _: random.Random) -> Record | None:
    return replace(record, issued=str(int(record.issued[:4]) - 1)) if record.issued else None


def title_people_year(record: Record, _: random.Random) -> Record:
    return replace(record, container_title=None, collection_title=None, volume=None, issue=None, page=None, isbn=())


def title_and_people(record: Record, dice: random.Random) -> Record:
    return replace(title_people_year(record, dice), issued=None)


def title_only(record: Record, dice: random.Random) -> Record:
    return replace(title_and_people(record, dice), authors=())


def no_type(record: Record, _: random.Random) -> Record:
    return replace(record, type=None)


def all_at_once(record: Record, dice: random.Random) -> Record | None:
    spoiled: Record | None = record
    for change in (capitals, one_typo, initials, shuffled_authors, year_later):
        spoiled = change(spoiled, dice) if spoiled else None
    return spoiled


SPOILED: tuple[Change, ...] = (
    lambda record, _: record, capitals, no_punctuation, no_subtitle, one_typo, two_typos, initials, shuffled_authors, first_author_only,
    year_later, year_before, no_type, title_people_year, title_and_people, title_only, all_at_once,
)  # fmt: skip
NAMES = ("as it is", *(change.__name__.replace("_", " ") for change in SPOILED[1:]))


# ---------------------------------------------------------------- works that are others, however like


def other_people(record: Record, dice: random.Random) -> Record:
    return replace(record, authors=tuple(Name(dice.choice(FAMILIES), dice.choice("ABCDEFGH")) for _ in record.authors or (1,)))


def a_correction(record: Record, _: random.Random) -> Record:
    return replace(record, title=f"Correction: {record.title}")


def a_silent_correction(record: Record, _: random.Random) -> Record:
    return replace(record, updates=(Update("correction-of", record.doi),))


def a_retraction(record: Record, _: random.Random) -> Record:
    return replace(record, title=f"Retraction notice to \u201c{record.title}\u201d")


def a_reply(record: Record, _: random.Random) -> Record:
    return replace(record, title=f"Reply to: {record.title}")


def a_peer_review(record: Record, _: random.Random) -> Record:
    return replace(record, title=f"Review for \u201c{record.title}\u201d", type="review")


def a_book_review(record: Record, _: random.Random) -> Record:
    return replace(record, title=f"{record.title}. By {query_of(record)[-30:]}. Pp. xii + 240. £20", type="article-journal")


def a_second_part(record: Record, _: random.Random) -> Record:
    return replace(record, title=f"{record.title}: Part 2")


def a_second_part_roman(record: Record, _: random.Random) -> Record:
    return replace(record, title=f"{record.title} II")


def a_protocol(record: Record, _: random.Random) -> Record:
    return replace(record, title=f"{record.title}: study protocol", issued=shift(record, -1))


def a_pilot(record: Record, _: random.Random) -> Record:
    return replace(record, title=f"{record.title}: a pilot study")


def another_word(record: Record, dice: random.Random) -> Record | None:
    """One word of the title is another's, all else the same: 'in men', 'in women'."""
    words = (record.title or "").split(" ")
    places = [place for place, word in enumerate(words) if len(word) > SHORT and word.isalpha()]
    if not places:
        return None
    place = dice.choice(places)
    words[place] = dice.choice([word for word in WORDS if word[:4] != words[place].lower()[:4]])
    return replace(record, title=" ".join(words))


def another_number(record: Record, _: random.Random) -> Record | None:
    changed = "".join(chr(ord("0") + (ord(sign) - ord("0") + 1) % 10) if sign in "0123456789" else sign for sign in record.title or "")
    return replace(record, title=changed) if changed != record.title else None


def another_journal(record: Record, _: random.Random) -> Record | None:
    """The same statement, printed in a second journal."""
    if not record.container_title or record.volume is None:
        return None
    return replace(record, container_title="Annals of Tests Made by Hand", volume="901", page="7001-7010", isbn=())


def three_years_later(record: Record, _: random.Random) -> Record | None:
    return replace(record, issued=shift(record, 3)) if record.issued else None


def a_preprint(record: Record, _: random.Random) -> Record | None:
    return replace(record, type="article", container_title=None, volume=None, page=None) if record.type == "article-journal" else None


def a_copy(record: Record, _: random.Random) -> Record:
    return record  # only its prefix tells


def a_chapter_of_it(record: Record, _: random.Random) -> Record | None:
    return replace(record, type="chapter", container_title=record.title) if record.type == "book" else None


def shift(record: Record, years: int) -> str | None:
    return str(int(record.issued[:4]) + years) if record.issued else None


OTHERS: tuple[Change, ...] = (
    other_people,
    a_correction,
    a_silent_correction,
    a_retraction,
    a_reply,
    a_peer_review,
    a_book_review,
    a_second_part,
    a_second_part_roman,
    a_protocol,
    a_pilot,
    another_word,
    another_number,
    another_journal,
    three_years_later,
    a_preprint,
    a_copy,
    a_chapter_of_it,
)
FAMILIES = ("Zyborra", "Quentmeier", "Ikonnikov", "Abubakar", "Vastergaard", "Oyelaran")
WORDS = ("women", "girls", "mice", "hospital", "rural", "winter", "negative", "chronic", "Norway", "theory", "without", "lower")


def measure_spoiled(index: Index, wanted: Sequence[int], change: Change) -> tuple[int, int, int, list[str]]:
    """Count works asked for, found, and at least proposed; name those for which another was taken."""
    asked = found = offered = 0
    wrong = []
    for row in wanted:
        record = index.records[row]
        spoiled = change(bare(record), random.Random(f"{SEED}{record.doi}"))
        if spoiled is None:
            continue
        asked += 1
        judged = [(other.doi or "", judge_candidate(spoiled, other)) for other in index.search(query_of(spoiled))]
        doi = choose(judged)
        found += doi == record.doi
        offered += doi == record.doi or any(other == record.doi and judgement.score >= FLOOR for other, judgement in judged)
        if doi not in (None, record.doi):
            wrong.append(f"{record.doi} -> {doi}")
    return asked, found, offered, wrong


def chosen(wanted: Record, candidates: Sequence[Record]) -> str | None:
    return choose([(record.doi or "", judge_candidate(wanted, record)) for record in candidates])


def measure_absent(index: Index, wanted: Sequence[int]) -> tuple[int, list[str]]:
    """Count works that are not in the index, and name those for which another was taken."""
    wrong = []
    for row in wanted:
        record = bare(index.records[row])
        doi = chosen(record, index.search(query_of(record), without=row))
        if doi:
            wrong.append(f"{index.records[row].doi} -> {doi}")
    return len(wanted), wrong


def measure_others(records: Sequence[Record], change: Change, judge: Callable[[Record, Record], bool]) -> tuple[int, list[str]]:
    """Count candidates that are other works, and name those that were taken."""
    asked, wrong = 0, []
    for record in records:
        other = change(record, random.Random(f"{SEED}{record.doi}"))
        if other is None:
            continue
        asked += 1
        prefix = "10.65215/copy" if change is a_copy else "10.5555/other"
        other = replace(other, doi=f"{prefix}.{asked}", raw="")
        if judge(record, other):
            wrong.append(f"{record.doi}: {record.title} / {other.title}"[:200])
    return asked, wrong


def vancouver(record: Record) -> str:
    names = ", ".join(f"{n.family or n.literal} {''.join(p[0] for p in (n.given or '').split())}".strip() for n in record.authors[:SIX])
    more = ", et al" if len(record.authors) > SIX else ""
    place = f"{record.container_title or record.publisher or ''}. {(record.issued or '')[:4]};{record.volume or ''}:{record.page or ''}"
    return f"{names}{more}. {record.title}. {place}."


def apa(record: Record) -> str:
    names = ", ".join(f"{n.family or n.literal}, {''.join(f'{p[0]}.' for p in (n.given or '').split())}" for n in record.authors[:19])
    place = f"{record.container_title or record.publisher or ''}, {record.volume or ''}, {record.page or ''}"
    return f"{names} ({(record.issued or 'n.d.')[:4]}). {record.title}. {place}."


def measure_references(index: Index, wanted: Sequence[int], style: Callable[[Record], str]) -> tuple[int, int, int, list[str]]:
    found, wrong = 0, []
    for row in wanted:
        record = index.records[row]
        line = style(record)
        doi = choose([(other.doi or "", judge_reference(line, other)) for other in index.search(line)])
        found += doi == record.doi
        if doi not in (None, record.doi):
            wrong.append(f"{record.doi} -> {doi}")
    return len(wanted), found, len(wrong), wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("works", nargs="+", type=Path, help="JSON lines of Crossref's works, or its list answers; may be packed")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="ask for each Nth work only")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="name so many wrong ones of each row")
    given = parser.parse_args()
    index = build(read(given.works))
    wanted = [row for row, record in enumerate(index.records) if record.authors and not veto(bare(record), record)][:: given.every]
    plain = [row for row in wanted if not is_generic(index.records[row].title or "")]
    records = [index.records[row] for row in plain]
    told = f"{len(wanted)} asked for (with authors, no notices), {len(plain)} with a title that tells"
    print(f"{len(index.records)} works with a title; {told}\n")
    print(f"{'works without their DOI':28}{'asked':>7}{'found':>8}{'offered':>9}{'wrong':>7}")
    for name, change in zip(NAMES, SPOILED, strict=True):
        asked, found, offered, wrong = measure_spoiled(index, wanted, change)
        shares = f"{found / max(asked, 1):8.1%}{offered / max(asked, 1):9.1%}"
        print("\n    ".join((f"{name:28}{asked:7}{shares}{len(wrong):7}", *wrong[: given.show])), flush=True)
    asked, wrong = measure_absent(index, wanted)
    print("\n    ".join((f"{'not in the registry':28}{asked:7}{'':17}{len(wrong):7}", *wrong[: given.show])), flush=True)
    for name, style in (("reference, Vancouver", vancouver), ("reference, APA", apa)):
        asked, found, count, wrong = measure_references(index, wanted, style)
        print("\n    ".join((f"{name:28}{asked:7}{found / max(asked, 1):8.1%}{'':9}{count:7}", *wrong[: given.show])), flush=True)
    print(f"\n{'other works, alike':28}{'asked':>7}{'taken':>7}{'as reference':>14}")
    for change in OTHERS:
        asked, wrong = measure_others(records, change, lambda record, other: judge_candidate(bare(record), other).accepted)
        _, printed = measure_others(records, change, lambda record, other: judge_reference(vancouver(record), other).accepted)
        both = [*wrong[: given.show], *printed[: given.show]]
        print("\n    ".join((f"{change.__name__.replace('_', ' '):28}{asked:7}{len(wrong):7}{len(printed):14}", *both)), flush=True)


if __name__ == "__main__":
    main()
