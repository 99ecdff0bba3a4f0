"""Tell the language of a text by its script, then by its commonest words."""

import re
from collections import Counter, defaultdict
from functools import cache
from math import lcm

_SCRIPTS = {
    "kana": re.compile(r"[\u3040-\u30ff]"),
    "zh": re.compile(r"[\u3400-\u9fff\uf900-\ufaff]"),
    "ko": re.compile(r"[\uac00-\ud7af\u1100-\u11ff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
}
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_COMMON = {
    "en": "the of and to in a is that for with as was were are by on this from be or an which not have has it at we their these been "
    "our more between can how who than they its may what when had there will should through study results",
    "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie "
    "nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch wurde wurden",
    "fr": "le la les de des du et en un une est que qui dans pour sur par au aux avec ce cette ces ne pas plus ont été sont se il "
    "elle nous leur leurs ou mais comme entre être l d à",
    "es": "el la los las de del y en un una que es por con para se su sus al lo como más no fue fueron son este esta estos entre ha "
    "han sobre también o pero sin desde cuando muy ser",
    "pt": "o a os as de do da dos das e em um uma que é por com para se sua seu no na nos nas ao à mais não foi foram são este esta "
    "entre como também ou mas pelo pela sobre ser há estudo",
    "it": "il lo la i gli le di del della dei delle e in un una che è per con si da dal dalla nel nella al alla ai sono non più come "
    "anche stato stati questo questa tra ha hanno ma o su essere studio",
    "nl": "de het een en van in is dat op te voor met zijn die niet aan er om ook als dan maar bij door nog naar uit over worden "
    "wordt werd werden heeft hebben deze dit tussen hun kan of zij",
    "sv": "och i att det som en på är av för med den till har de inte om ett han men var från vi kan ska eller efter vid mellan denna "
    "dessa samt hos också blev genom deras hur studien",
    "da": "og i at det som en på er af for med den til har de ikke om et han men var fra vi kan skal eller efter ved mellem denne "
    "disse samt hos også blev gennem deres hvordan blive mere end der",
    "no": "og i at det som en på er av for med den til har de ikke om et han men var fra vi kan skal eller etter ved mellom denne "
    "disse samt hos også ble gjennom deres hvordan bli mer enn der",
    "fi": "ja on ei että oli se hän joka mutta sekä tai kun niin myös ovat olivat tämä tämän ne kuin siitä voi jotka sen mukaan olla "
    "tutkimuksen tutkimus ollut vain",
    "pl": "i w na z do się że nie jest o oraz jak to przez dla od po za ale są był była było były które który która ich może także "
    "między badania badanie celem",
    "tr": "ve bir bu ile için olarak da de daha olan çok en sonra göre kadar gibi ise veya her olduğu arasında çalışma tarafından değil "
    "üzerinde bulundu edildi",
}


@cache
def _weights() -> dict[str, list[tuple[str, int]]]:
    """Give word -> language -> weight; a word that many languages share says little of each."""
    table: dict[str, list[str]] = defaultdict(list)
    for language, words in _COMMON.items():
        for word in dict.fromkeys(words.split()):
            table[word].append(language)
    return {word: [(language, _WHOLE // len(languages)) for language in languages] for word, languages in table.items()}


_SAMPLE = 1000
_WHOLE = lcm(*range(1, len(_COMMON) + 1))
"""The weight of a word that one language has alone; it parts evenly among any number of them."""
_KANA_TO_HAN, _SIGNS_TO_LETTERS = 10, 5
_ENOUGH, _LEAD = 1.5, 1.25


def tell_language(content: str) -> str | None:
    """Give a primary subtag (``en``, ``zh``) or None where neither script nor words are enough."""
    sample = content[:_SAMPLE]
    return _by_script(sample) or _by_words(sample)


def _by_script(sample: str) -> str | None:
    """Tell the languages that their script gives away; a Chinese or Korean sign weighs more than a Latin letter."""
    if sample.isascii():
        return None
    letters = len(_LETTER.findall(sample))
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS.items()}
    kana, han = counts.pop("kana"), counts["zh"]
    if kana * _KANA_TO_HAN >= han > 0 and (kana + han) * _SIGNS_TO_LETTERS >= letters:
        return "ja"
    best = max(counts, key=counts.__getitem__)
    share = _SIGNS_TO_LETTERS if best in {"zh", "ko"} else 2
    return best if counts[best] > 1 and counts[best] * share >= letters else None


def _by_words(sample: str) -> str | None:
    scores: dict[str, int] = defaultdict(int)
    weights = _weights()
    counts = Counter(_WORD.findall(sample.casefold()))
    for word in weights.keys() & counts.keys():
        count = counts[word]
        for language, weight in weights[word]:
            scores[language] += count * weight
    if not scores:
        return None
    best = max(scores, key=scores.__getitem__)
    first, second = scores.pop(best), max(scores.values(), default=0)
    return best if first >= _ENOUGH * _WHOLE and first >= _LEAD * second else None
