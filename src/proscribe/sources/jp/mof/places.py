"""Countries as the list writes them: in Japanese, in English, or in both at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proscribe.sources.countries import country_code
from proscribe.sources.jp.mof.texts import is_japanese, parts_of

# Names no table of territories has, and what the list says beside a nationality.
_CODES = {
    "サウディ・アラビア": "sa",
    "スロバキア共和国": "sk",
    "タンザニア共和国": "tz",
    "ハイチ共和国": "ht",
    "スーダン人": "sd",
    "エチオピアと思われる": "et",
    "ソビエト社会主義共和国連邦": "suhh",
    "Commune of Bouhechana, Daïra de Lakhezara, Guelma, Algeria": "dz",
}
_SENTENCES = {
    "米国。また、シリア国籍も所持していると見られる。": ("us", "sy"),
    "2002年にクウェート国籍を剥奪された。": (),
}
_BRACKET = re.compile(r"\s*\([^()]*\)")


def country_codes(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield (text, code) for each country of a cell; None where it is not known."""
    if text in _SENTENCES:
        yield from ((text, code) for code in _SENTENCES[text])
        return
    for part in parts_of(text):
        code = _code(part)
        if code is None:
            yield from ((each, _code(each)) for each in _split(part))
        else:
            yield part, code


def _code(text: str) -> str | None:
    bare = _BRACKET.sub("", text).strip(" 、,")
    return _CODES.get(bare) or country_code(bare)


def _split(text: str) -> list[str]:
    """Split several countries, or one in two languages (``Egypt`` after its Japanese name)."""
    if is_japanese(text):
        match = re.match(r"([^A-Za-z]+?)\s*([A-Z][A-Za-z ,.'-]+)\Z", text)
        if match is not None:
            return list(match.groups())
        return [each for each in re.split(r"[、,]|又は|及び", text) if each.strip()]
    return [text]
