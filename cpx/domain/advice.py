"""Tell advice from description: in a sentence, in a heading, in an item of a list."""

import re

from cpx.domain.advice_words import ADVERBS, ADVICE, IMPERATIVES, NO_IMPERATIVE_BEFORE, OTHER_LISTS, PAGE_ADVICE, REPORTERS, REPORTING, WHO

_MODAL = re.compile(
    r"\b(?:should|must|ought to)\b(?! (?:not )?(?:have|be (?:noted|interpreted|viewed|read))\b)"
    r"|\b(?:we|i|authors?|findings|results|(?:study|paper|article|chapter|report)s?) (?:\w+ly |also |therefore |thus )*"
    r"(?:recommends?|advises?|urges?|calls? (?:for|on|upon)|advocates?)(?= )"
    r"|\brecommended (?:that|to|for)\b|\b(?:is|are) (?:strongly |not |therefore )?recommended\b"
    rf"|\b(?:{WHO})(?: \w+ly| also| therefore| thus)? (?:all )?(?:needs?|will need|have|has) to (?!do with)"
    rf"|\b(?:{WHO})(?: \w+)? (?:also |therefore |thus )?requires?\b"
    r"|\bneeds? to be \w+(?:ed|en|d)\b"
    r"|\bit(?: is|’s|'s) (?:\w+ly )?(?:important|essential|vital|crucial|necessary|imperative|advisable|critical) "
    r"(?:that|for\b[^.]{2,60}?\bto\b)"
)
_NO_ADVICE = re.compile(
    r"\b(?:what|how|who|whom|why|which|whether|when|where|if)\b[^,;.]{0,40}\b(?:should|must|needs? to)\b"
    r"|^(?:should|do|must)\b.*\?$"
    rf"|\b(?:{REPORTERS}|\d+ ?%|per ?cent)\b[^.;]{{0,60}}\b(?:{REPORTING})\b"
    r"|\b(?<!we )(?:believ\w+|think|thought|felt|feel|indicat\w+|respond\w*|agreed?) (?:that |strongly )?[^.;,]{0,50}\b(?:should|must)\b"
    r"|\b(?:we|authors?|i) recommended|recommended by|\bthe need to\b|\bno need to\b|\bshould you\b"
)
_TRIGGER_WORDS = (
    "should|must|ought|recommend|advis|urge|call for|calls for|call on|calls on|call upon|advocate|need|require|it's |it’s |it is |"
    "have to|has to"
)
_TRIGGERS = tuple(_TRIGGER_WORDS.split("|"))
_CJK = re.compile(r"应该|应当|建议(?!的)|必须|应(?=考虑|加强|重视|当|鼓励|提供|确保|注意|采取|优先)|務必|べき|推奨")
_ADVICE = re.compile(rf"\b(?:{ADVICE})\b|建议|原则", re.IGNORECASE)
_PAGE_ADVICE = re.compile(rf"\b(?:{PAGE_ADVICE})\b|建议", re.IGNORECASE)
_OTHER_LIST = re.compile(rf"\b(?:{OTHER_LISTS})\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_HEAD_OF_ITEM = 80


def advises(sentence: str) -> bool:
    """Tell whether a sentence says what somebody should do; not one that asks whether, or reports who said so."""
    low = sentence.casefold()
    if not low.isascii() and _CJK.search(low):
        return True
    # Most sentences have none of these, and looking for them is ten times faster than the patterns.
    return any(word in low for word in _TRIGGERS) and bool(_MODAL.search(low)) and not _NO_ADVICE.search(low)


def is_imperative(item: str) -> bool:
    """Tell whether an item tells its reader to do something: 'Provide opportunities ...', 'Clearly highlight ...'."""
    words = [word.casefold().replace("’", "'") for word in _WORDS.findall(item[:_HEAD_OF_ITEM])]
    while words and words[0] in ADVERBS:
        words.pop(0)
    if not words or words[0] not in IMPERATIVES:
        return False
    return len(words) == 1 or words[1] not in NO_IMPERATIVE_BEFORE


def announces_advice(line: str) -> bool:
    """Tell whether a heading or the line above a list announces advice."""
    return bool(_ADVICE.search(line))


def announces_other(line: str) -> bool:
    """Tell whether a heading or the line above a list announces something that is no advice: aims, findings, people."""
    return bool(_OTHER_LIST.search(line))


def speaks_of_advice(page: str) -> bool:
    """Tell whether a page says anywhere that it gives advice."""
    return bool(_PAGE_ADVICE.search(page))
