"""The regulations behind the regimes that Canada's list prints as countries."""

from __future__ import annotations

from dataclasses import dataclass

_BETWEEN_LANGUAGES = ("|", " / ", "/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """A regime of the list.

    Attributes:
        key: How ids call it, also where its printed name has changed.
        regulations: Title of the regulations.
    """

    key: str
    regulations: str


def _sema(key: str, name: str) -> Regime:
    return Regime(key=key, regulations=f"Special Economic Measures ({name}) Regulations")


_JVCFOR = "Justice for Victims of Corrupt Foreign Officials Regulations"
_BURMA = _sema("mm", "Burma")
# The English half of what is printed, in small letters.
REGIMES = {
    "belarus": _sema("by", "Belarus"),
    "burma": _BURMA,
    "china": _sema("cn", "People's Republic of China"),
    "extremist settler violence": _sema("settlers", "Extremist Settler Violence"),
    "guatemala": _sema("gt", "Guatemala"),
    "haiti": _sema("ht", "Haiti"),
    "hamas terrorist attacks": _sema("hamas", "Hamas Terrorist Attacks"),
    "iran": _sema("ir", "Iran"),
    "justice for victims of corrupt foreign officials regulations (jvcfor)": Regime(
        key="jvcfor", regulations=_JVCFOR
    ),
    "libya": _sema("ly", "Libya"),
    "moldova": _sema("md", "Moldova"),
    "myanmar": _BURMA,
    "myanmar (burma)": _BURMA,
    "nicaragua": _sema("ni", "Nicaragua"),
    "north korea": _sema("kp", "Democratic People's Republic of Korea"),
    "people's republic of china": _sema("cn", "People's Republic of China"),
    "russia": _sema("ru", "Russia"),
    "south sudan": _sema("ss", "South Sudan"),
    "sri lanka": _sema("lk", "Sri Lanka"),
    "sudan": _sema("sd", "Sudan"),
    "syria": _sema("sy", "Syria"),
    "ukraine": _sema("ua", "Ukraine"),
    "venezuela": _sema("ve", "Venezuela"),
    "zimbabwe": _sema("zw", "Zimbabwe"),
}


def halves(text: str) -> tuple[str, ...]:
    """Return both halves of a text in two languages, English first.

    A bar parts ``Oil/chemical tanker | Pétrolier/chimiquier``; where there is none, a slash.
    """
    between = next((mark for mark in _BETWEEN_LANGUAGES if mark in text), None)
    if between is None:
        return (text.strip(),)
    return tuple(filter(None, (half.strip() for half in text.split(between))))


def english_half(text: str) -> str:
    """Return the English half of ``Russia / Russie``, or the whole of what has one language."""
    return next(iter(halves(text)), "")


def regime_of(program: str) -> Regime | None:
    """Return the regime of the English name printed; None where it is not known."""
    return REGIMES.get(program.lower().replace("’", "'"))
