"""British and American spellings of one word: ``organisation`` and ``organization``, ``paediatric`` and ``pediatric``.

By rule where a rule holds for nearly all words, by a table of roots where it does not. A rule may give a word that there
is not (``exercize``): nothing is found by it, and nothing is lost.
"""

from collections.abc import Iterator

from cpx.domain.characters import words

_SHORTEST = 5
_ISE = ("e", "ed", "es", "ing", "er", "ers", "ation", "ations", "ational", "able", "ability")
"""What follows the ``is`` or ``iz`` of organise, organisation, organising ..."""
_YSE = ("e", "ed", "es", "ing", "er", "ers")
_OUR = words(
    """armour behaviour candour clamour colour demeanour endeavour favour fervour flavour harbour honour humour labour misdemeanour
    neighbour odour parlour rancour rigour rumour saviour savour splendour succour tumour valour vapour vigour"""
)
_AFTER_OUR = words("s ed ing al ally able ably hood hoods ism ist ite ites less er ers ful ly isation ization") | {""}
_RE = ("calibre", "centre", "fibre", "goitre", "litre", "lustre", "metre", "sabre", "sceptre", "sombre", "spectre", "theatre", "titre")
_ROOTS = {
    "paedi": "pedi", "paedo": "pedo", "haemo": "hemo", "haemat": "hemat", "anaem": "anem", "ischaem": "ischem", "leukaem": "leukem",
    "glycaem": "glycem", "volaem": "volem", "uraem": "urem", "anaesth": "anesth", "gynaec": "gynec", "caesar": "cesar", "caecum": "cecum",
    "aetiol": "etiol", "archaeo": "archeo", "encyclopaed": "encycloped", "faeca": "feca", "faeces": "feces", "mediaeval": "medieval",
    "palaeo": "paleo", "oedema": "edema", "oesoph": "esoph", "oestro": "estro", "foetal": "fetal", "foetus": "fetus", "coeliac": "celiac",
    "diarrhoea": "diarrhea", "homoeo": "homeo", "manoeuvr": "maneuver", "dyspnoea": "dyspnea", "apnoea": "apnea", "amoeb": "ameb",
    "programme": "program", "catalogue": "catalog", "dialogue": "dialog", "analogue": "analog", "defence": "defense", "offence": "offense",
    "pretence": "pretense", "licence": "license", "counsellor": "counselor", "traveller": "traveler", "labelled": "labeled",
    "cancelled": "canceled", "fulfilment": "fulfillment", "enrolment": "enrollment", "instalment": "installment", "skilful": "skillful",
    "wilful": "willful", "judgement": "judgment", "acknowledgement": "acknowledgment", "sceptic": "skeptic", "mould": "mold",
    "plough": "plow", "enquir": "inquir", "artefact": "artifact", "aluminium": "aluminum", "sulph": "sulf", "pyjama": "pajama",
}  # fmt: skip
"""Root of a British word -> of the American one, wherever they stand in a word."""
_WORDS = {
    "ageing": "aging", "grey": "gray", "practise": "practice", "practised": "practiced", "practising": "practicing", "tyre": "tire",
    "cheque": "check", "learnt": "learned", "fulfil": "fulfill", "fulfils": "fulfills", "enrol": "enroll", "enrols": "enrolls",
    "whilst": "while",
}  # fmt: skip
"""The same of whole words; back only to those that are no other word."""
_ONE_WAY = {"practice", "practiced", "practicing", "tire", "check", "learned", "while"}
_BACK = {american: british for british, american in _WORDS.items() if american not in _ONE_WAY}


def other_spellings(word: str, *, cut: bool = False) -> tuple[str, ...]:
    """Give the other side's spellings of a word in small letters, or of one that is cut off; () where there is one spelling only."""
    if len(word) < _SHORTEST - 1 or not word.isalpha():
        return ()
    return tuple(dict.fromkeys(one for one in _spellings(word, cut=cut) if one != word))


def _spellings(word: str, *, cut: bool) -> Iterator[str]:
    yield from _s_or_z(word, cut=cut)
    yield from _our(word)
    yield from _re(word)
    yield from (table[word] for table in (_WORDS, _BACK) if word in table)
    for british, american in _ROOTS.items():
        if british in word:
            yield word.replace(british, american)
        elif american in word:
            yield word.replace(american, british)


def _s_or_z(word: str, *, cut: bool) -> Iterator[str]:
    for letters, endings in (("is", _ISE), ("iz", _ISE), ("ys", _YSE), ("yz", _YSE)):
        for ending in (*endings, ""):
            stem = word.removesuffix(letters + ending)
            if stem != word and len(stem) > 2 and (ending or cut):  # noqa: PLR2004 - size, rise and their kin have no other spelling
                yield stem + letters[0] + ("z" if letters[1] == "s" else "s") + ending


def _our(word: str) -> Iterator[str]:
    for root in _OUR:
        short = f"{root[:-3]}or"
        if root in word:
            yield word.replace(root, short)
        elif word.startswith(short) and word[len(short) :] in _AFTER_OUR:
            yield word.replace(short, root)


def _re(word: str) -> Iterator[str]:
    for root in _RE:
        short = f"{root[:-2]}er"
        for british, american in ((root, short), (f"{root}s", f"{short}s"), (f"{root}d", f"{short}ed")):
            if word == british:
                yield american
            elif word == american:
                yield british
