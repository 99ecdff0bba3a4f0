"""Phrases that many works share and no term of the vocabulary covers: candidates for new terms.

Read are runs of words between punctuation, function words and matches of the vocabulary, in languages that put spaces between
words. There is no grammar in it: words that are seldom part of a name are on a list, the rest is counting.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from cpx.domain.characters import words
from cpx.tagging.fold import fold
from cpx.tagging.matcher import Matcher
from cpx.tagging.vocabulary import Vocabulary

SHORTEST, LONGEST = 2, 4
"""Words of a phrase."""
MOST = 400_000
"""Phrases counted at once; beyond it those seen once are forgotten, so that memory stays bounded."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NEARLY = 0.7
"""Of two phrases, one within the other, the shorter is left out where the longer is found this often beside it."""
_GLUE = frozenset(("of",))
_FUNCTION = words("""
a about above across after again against all almost along also although among amongst an and another any are around as at be
because been before being below between beyond both but by can cannot could despite did do does doing done down due during each
either else especially etc even ever every few first for four from further had has have having he her here hers him his how
however i if in into is it its itself just last least less many may me might more most much must my near need needs neither never
next no nor not now off often on once one only onto or other others our ours out over own per perhaps rather s same second she
should since so some still such t than that the their theirs them themselves then there therefore these they third this those
though three through throughout thus to together too toward towards two under until up upon us use used uses using very via was
we well were what when where whereas whether which while who whom whose why will with within without would yet you your de la le
les des et en un une der die das und""")
_SELDOM = words("""
abstract according aim aimed aims analysed analyzed approach article author authors background based became become better
called case change chapter chapters conclusion conclusions conducted consider considered describe described describes develop
developed discuss discussed discusses draw drawing draws effect effects emerged examine examined examines example examples
existing explore explored explores finding findings focus focused found future given good greater high higher highlight
highlights identified identify important improve improved include included includes including increase increased indicate
indicated informed introduction involved key kind known lack large led limited long low made main major make makes making
method methods new number objective objectives order paper part particular particularly possible potential present presented
presents previous problem process provide provided provides purpose range recent related report reported result results
review reviewed role set several show showed shown shows significant significantly similar small specific studies study
suggest suggested suggests take taken term terms understand understanding various way ways work working year years twenty
thirty forty fifty hundred""")
_STOP = _FUNCTION | _SELDOM


@dataclass(slots=True)
class _Seen:
    """In how many works a phrase stands, its spellings, and the first of these works."""

    example: int
    works: int = 0
    last: int = -1
    spellings: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A frequent phrase: as it is written most often, in how many works, and the number of the first of them."""

    text: str
    works: int
    example: int


class PhraseCounter:
    """Count phrases over works, one after the other."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Make ready to see what the vocabulary covers, terms that only people assign too."""
        concepts = {key: replace(one, auto=True, replaced_by=None, deprecated=False) for key, one in vocabulary.concepts.items()}
        self._matcher = Matcher(replace(vocabulary, concepts=concepts))
        self._names = {_key(fold(one.pref_label).text.split()) for one in concepts.values()}
        self._seen: dict[str, _Seen] = {}

    def add(self, work: int, texts: Iterable[str]) -> None:
        """Count each phrase of a work once."""
        for text in texts:
            for phrase in self._read(text):
                key = _key(phrase)
                seen = self._seen.get(key)
                if seen is None:
                    seen = self._seen[key] = _Seen(work)
                if seen.last != work:
                    seen.last = work
                    seen.works += 1
                    seen.spellings[" ".join(phrase)] += 1
        if len(self._seen) > MOST:
            self._seen = {key: seen for key, seen in self._seen.items() if seen.works > 1}

    def _read(self, text: str) -> Iterator[Sequence[str]]:
        for run in _runs(text, [match[:2] for match in self._matcher.find(text)]):
            yield from _grams(run)

    def frequent(self, most: int, at_least: int = 2) -> list[Phrase]:
        """Give the most frequent phrases, those left out that are part of a longer one nearly as frequent."""
        found = [(key, seen) for key, seen in self._seen.items() if seen.works >= at_least and key not in self._names]
        found.sort(key=lambda item: (-item[1].works, -item[0].count(" "), item[0]))
        longer = _parts_of_longer(found)
        kept = (seen for key, seen in found if longer.get(key, 0) < _NEARLY * seen.works)
        return [Phrase(_spelling(seen), seen.works, seen.example) for seen in islice(kept, most)]


def _spelling(seen: _Seen) -> str:
    return min(seen.spellings, key=lambda text: (-seen.spellings[text], text))


def _parts_of_longer(found: Iterable[tuple[str, _Seen]]) -> dict[str, int]:
    """Give each phrase that is part of a longer one, with the works of the most frequent of those."""
    most: dict[str, int] = {}
    for key, seen in found:
        line = key.split(" ")
        for size in range(SHORTEST, len(line)):
            for start in range(len(line) - size + 1):
                part = _key(line[start : start + size])
                most[part] = max(most.get(part, 0), seen.works)
    return most


def _runs(text: str, covered: Sequence[tuple[int, int]]) -> Iterator[list[str]]:
    """Yield runs of words that may be parts of names: broken by what the vocabulary covers, punctuation and function words."""
    run: list[str] = []
    end, spans = 0, iter([*covered, (len(text) + 1, len(text) + 1)])
    span = next(spans)
    for found in _WORD.finditer(text):
        while span[1] <= found.start():
            span = next(spans)
        is_covered = span[0] < found.end()
        if run and (is_covered or text[end : found.start()] not in (" ", "-", "\n")):
            yield run
            run = []
        end = found.end()
        if is_covered:
            continue
        word = found.group().lower()
        if _is_stop(word):
            if run:
                yield run
            run = []
        else:
            run.append(word)
    if run:
        yield run


def _is_stop(word: str) -> bool:
    return word not in _GLUE and (
        word in _STOP or (len(word) == 1) or (word.endswith("ly") and len(word) > len("family")) or word >= "\u2e80"
    )


def _grams(run: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the phrases of a run: none begins or ends with ``of``, or ends as a verb's past does."""
    for start in range(len(run) - SHORTEST + 1):
        for size in range(SHORTEST, min(LONGEST, len(run) - start) + 1):
            gram = run[start : start + size]
            if gram[0] not in _GLUE and gram[-1] not in _GLUE and not gram[-1].endswith("ed"):
                yield gram


def _key(phrase: Sequence[str]) -> str:
    """Put singular and plural together."""
    *first, last = phrase or [""]
    if last.endswith("ies"):
        last = f"{last[:-3]}y"
    elif not last.endswith("ss"):
        last = last.removesuffix("s")
    return " ".join([*first, last])
