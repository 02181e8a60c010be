"""One question to OpenFIGI: a number, or a ticker with the country of its market."""

from __future__ import annotations

from dataclasses import dataclass

Answer = dict[str, object]

_ID_TYPES = {
    "isin": "ID_ISIN",
    "cusip": "ID_CUSIP",
    "sedol": "ID_SEDOL",
    "figi": "ID_BB_GLOBAL",
    "ticker": "TICKER",
}
# What OpenFIGI calls the market of a country, where a ticker is asked about.
_MARKETS = {
    "AU": "AU", "BR": "BZ", "CA": "CN", "CH": "SW", "CN": "CH", "DE": "GR", "ES": "SM",
    "FR": "FP", "GB": "LN", "HK": "HK", "IN": "IN", "IT": "IM", "JP": "JP", "KR": "KS",
    "NL": "NA", "RU": "RM", "SE": "SS", "SG": "SP", "TW": "TT", "US": "US", "ZA": "SJ",
}  # fmt: skip
NUMBERS = ("isin", "cusip", "sedol", "figi")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked.

    Attributes:
        kind: ``isin``, ``cusip``, ``sedol``, ``figi`` or ``ticker``.
        value: The number in its plain form, or a ticker as ``HK:1810``.
    """

    kind: str
    value: str

    @property
    def job(self) -> dict[str, str]:
        """The question as OpenFIGI takes it."""
        kind, value = _ID_TYPES[self.kind], self.value
        if self.kind == "cusip" and value[:1].isalpha():
            kind = "ID_CINS"
        if self.kind != "ticker":
            return {"idType": kind, "idValue": value}
        country, _, symbol = value.partition(":")
        market = _MARKETS.get(country)
        place = {} if market is None else {"exchCode": market}
        return {"idType": kind, "idValue": symbol.replace(".", "/"), **place}

    @property
    def can_be_asked(self) -> bool:
        """Whether it says enough: a ticker needs a market that OpenFIGI has a code for."""
        return self.kind != "ticker" or self.value.partition(":")[0] in _MARKETS


def is_whole(answer: Answer) -> bool:
    """Return whether an answer is one: instruments, each with a FIGI, or why there are none."""
    data = answer.get("data")
    if data is None:
        return any(isinstance(answer.get(word), str) for word in ("warning", "error"))
    return isinstance(data, list) and all(
        isinstance(each, dict) and isinstance(each.get("figi"), str) and each["figi"]
        for each in data
    )
