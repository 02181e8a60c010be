"""OpenFIGI's answers: which number, ticker and venue belong to one share class.

The interface names no issuer. An entry is a share class (``shareClassFIGI``) with its name and a
line for each venue; who issued it shows by its name, or by a number that another source prints for
an issuer. A number that was asked about stands in its lines, where the file keeps the questions
(``proscribe enrich`` does). Options, futures, indices and currencies have no issuer: they are
counted and passed over.
"""

from __future__ import annotations

from collections.abc import Iterator

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.listing import Listing, NameKind, ParsedEdition, SecurityLine, SecurityType
from proscribe.model.source import Snapshot, Source
from proscribe.sources.draft import Draft
from proscribe.sources.figi.answers.answer import Found, read_answers
from proscribe.sources.findings import Findings

_KEY = "openfigi"
_PARTIAL = "Answers to the questions that were asked, not the whole register."
_NO_ISSUER = frozenset({"Comdty", "Curncy", "Index"})
_DERIVED = frozenset(
    {"Option", "Future", "Equity Option", "Index Option", "SWAP", "CFD", "Strategy"}
)
_DEBT_SECTORS = frozenset({"Corp", "Govt", "M-Mkt", "Mtge", "Muni"})
_TYPES = {
    "ADR": SecurityType.ADR,
    "Closed-End Fund": SecurityType.FUND,
    "Common Stock": SecurityType.EQUITY,
    "Convertible": SecurityType.CONVERTIBLE,
    "Depositary Receipt": SecurityType.ADR,
    "Dutch Cert": SecurityType.ADR,
    "ETP": SecurityType.ETF,
    "Equity WRT": SecurityType.WARRANT,
    "Fund of Funds": SecurityType.FUND,
    "GDR": SecurityType.ADR,
    "Mutual Fund": SecurityType.FUND,
    "NVDR": SecurityType.ADR,
    "NY Reg Shrs": SecurityType.ADR,
    "Open-End Fund": SecurityType.FUND,
    "Preference": SecurityType.EQUITY,
    "REIT": SecurityType.EQUITY,
    "Receipt": SecurityType.ADR,
    "Right": SecurityType.WARRANT,
    "Unit": SecurityType.EQUITY,
    "Warrant": SecurityType.WARRANT,
}
# Codes of exchanges that are also the ISO code of another country, by the country they mean.
_COUNTRIES = {
    code: country
    for country, codes in {
        "AR": "AM",
        "AU": "AO PF SI",
        "BA": "BT",
        "BB": "BA",
        "BM": "BH",
        "BR": "BO",
        "BS": "BM",
        "BW": "BG",
        "CA": "BF DJ DK DM TK TN TO TR TV TW",
        "CH": "SX XK",
        "DE": "BQ GB GE GQ GT GW LA LU PG TH",
        "ES": "SA",
        "JP": "JE JO",
        "RS": "SG",
        "VN": "VU",
    }.items()
    for code in codes.split()
}
_READ = frozenset({"figi", "name", "ticker", "exchCode", "compositeFIGI", "securityType",
                   "marketSector", "shareClassFIGI", "securityType2", "securityDescription",
                   "metadata", "uniqueID", "uniqueIDFutOpt"})  # fmt: skip


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read the answers of one or several files.

    Raises:
        QuarantineError: A file is no answer, breaks off, is an error message, or is about nothing
            that somebody has issued.
    """
    findings = Findings()
    classes: dict[str, list[Found]] = {}
    read = [read_answers(file) for file in snapshot.files]
    passed = 0
    for each in (each for answers in read for each in answers.found):
        if _has_no_issuer(each):
            passed += 1
            continue
        for field in each.item.keys() - _READ:
            findings.note(f"unread field {field}", each.locator)
        classes.setdefault(_class(each), []).append(each)
    if passed and not classes:
        raise QuarantineError(
            f"all {passed} instruments are options, futures and the like, which have no issuer.",
            where=Place(file=snapshot.files[0].name),
            remedy="Ask for securities: add securityType2 to the question.",
        )
    moments = [answers.asked_at for answers in read if answers.asked_at is not None]
    return ParsedEdition(
        listings=tuple(
            (_listing(key, found, findings), found[0].locator) for key, found in classes.items()
        ),
        published=max(moments, key=str, default=None),
        records=sum(len(answers.found) for answers in read),
        warnings=findings.sentences(),
        complete=False,
        note=_PARTIAL,
        extras=tuple(_extras(passed, sum(answers.unanswered for answers in read))),
    )


def _extras(passed: int, unanswered: int) -> Iterator[tuple[str, str]]:
    if passed:
        yield "options, futures and the like passed over", str(passed)
    if unanswered:
        yield "questions without an answer", str(unanswered)


def _has_no_issuer(each: Found) -> bool:
    kinds = {_text(each, "securityType"), _text(each, "securityType2")}
    return _text(each, "marketSector") in _NO_ISSUER or bool(kinds & _DERIVED)


def _class(each: Found) -> str:
    for field in ("shareClassFIGI", "compositeFIGI"):
        if _text(each, field):
            return _text(each, field)
    return _text(each, "figi")


def _listing(key: str, found: list[Found], findings: Findings) -> Listing:
    draft = Draft(id=f"{_KEY}-{key}", schema="Company", findings=findings)
    numbers = dict(each.asked for each in found if each.asked is not None)
    draft.securities.append(
        SecurityLine(
            type=_type(found[0]),
            figi=key,
            name=_text(found[0], "name") or None,
            isin=numbers.get("isin"),
            cusip=numbers.get("cusip"),
            sedol=numbers.get("sedol"),
        )
    )
    for each in found:
        draft.name(_text(each, "name"), NameKind.PRIMARY)
        draft.securities += _lines(each)
    return draft.build()


def _lines(each: Found) -> Iterator[SecurityLine]:
    code = _text(each, "exchCode")
    isin = each.asked[1] if each.asked is not None and each.asked[0] == "isin" else None
    yield SecurityLine(
        type=_type(each),
        figi=_text(each, "figi"),
        isin=isin,
        ticker=_ticker(_text(each, "ticker"), code),
        venue=code or None,
    )


def _ticker(ticker: str, code: str) -> str | None:
    """Return a ticker with its market, in the form that says which country a code means."""
    if not ticker:
        return None
    if code in _COUNTRIES:
        return f"{_COUNTRIES[code]}:{ticker}"
    return f"{ticker} {code}".rstrip()


def _type(each: Found) -> SecurityType:
    if _text(each, "marketSector") in _DEBT_SECTORS:
        return SecurityType.DEBT
    for field in ("securityType", "securityType2"):
        kind = _TYPES.get(_text(each, field))
        if kind is not None:
            return kind
    return SecurityType.OTHER


def _text(each: Found, field: str) -> str:
    value = each.item.get(field)
    return "" if value is None else " ".join(str(value).split())


SOURCE = Source(
    key=_KEY,
    authority="openfigi",
    title="Identifiers of securities (OpenFIGI)",
    joins_files=True,
    habit_days=365,
    parse=parse,
)
