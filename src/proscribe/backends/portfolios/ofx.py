"""Portfolios as OFX or QFX: the positions of investment statements, with their securities.

A file without positions is read for its open orders, and one without those for its trades.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from proscribe.backends.portfolios.ofx_text import Element, OfxError, decode, parse
from proscribe.backends.portfolios.statement import StatementFile, refuse

_STATEMENT = "INVSTMTRS"
_POSITIONS = ("POSSTOCK", "POSMF", "POSDEBT", "POSOPT", "POSOTHER")
_ORDERS = (
    *("OOBUYDEBT", "OOBUYMF", "OOBUYOPT", "OOBUYOTHER", "OOBUYSTOCK"),
    *("OOSELLDEBT", "OOSELLMF", "OOSELLOPT", "OOSELLOTHER", "OOSELLSTOCK"),
)
_TRADES = (
    *("BUYDEBT", "BUYMF", "BUYOPT", "BUYOTHER", "BUYSTOCK"),
    *("SELLDEBT", "SELLMF", "SELLOPT", "SELLOTHER", "SELLSTOCK", "REINVEST", "INCOME", "TRANSFER"),
)
_SECURITIES = ("STOCKINFO", "MFINFO", "DEBTINFO", "OPTINFO", "OTHERINFO")
_CLASSES = {
    "STOCKINFO": "stock", "MFINFO": "mutual fund", "DEBTINFO": "bond", "OPTINFO": "option",
    "POSSTOCK": "stock", "POSMF": "mutual fund", "POSDEBT": "bond", "POSOPT": "option",
}  # fmt: skip
_KINDS = {"CUSIP": "CUSIP", "ISIN": "ISIN", "SEDOL": "SEDOL", "FIGI": "FIGI", "LEI": "LEI"}
_TICKERS = frozenset({"TICKER", "SYMBOL"})
_DAY = 8
_Row = dict[str, str]


class OfxFile(StatementFile):
    """A statement in OFX, read whole."""

    def __init__(self, path: Path, content: bytes) -> None:
        file = str(path)
        try:
            root = parse(decode(content))
        except OfxError as error:
            remedy = "Download it again, as OFX or QFX, or ask for CSV."
            raise refuse(file, f"the OFX file cannot be read: {error}.", remedy, error.line) from (
                error
            )
        rows, warnings = _read(root)
        if not rows:
            raise refuse(
                file,
                "the OFX file holds no position of an investment account.",
                "Download the statement of the securities account, not of a bank or card account.",
            )
        days = {_day(one.value("DTASOF")) for one in root.every(_STATEMENT)} - {""}
        facts = {"As of": max(days)} if days else {}
        if len(days) > 1:
            warnings.append(f"The statements are of different days: {', '.join(sorted(days))}.")
        super().__init__(rows, facts=facts, warnings=warnings)


def _read(root: Element) -> tuple[list[_Row], list[str]]:
    """Return the rows of the first kind there is, and what else the file holds, in words."""
    securities = _securities(root)
    statements = list(root.every(_STATEMENT))
    rows: list[_Row] = []
    warnings = []
    for what, read in (("position", _positions), ("open order", _orders), ("trade", _trades)):
        found = [row for one in statements for row in read(one, securities)]
        if rows and found:
            count = f"1 {what}" if len(found) == 1 else f"{len(found)} {what}s"
            warnings.append(f"The file also holds {count}, not read here.")
        elif found:
            rows = [*found]
            if what == "position":
                rows += [row for one in statements for row in _cash(one)]
    return rows, warnings


def _securities(root: Element) -> dict[tuple[str, str], Element]:
    return {
        _key(one.find("SECINFO")): one for one in root.every(*_SECURITIES) if one.find("SECINFO")
    }


def _key(parent: Element | None) -> tuple[str, str]:
    if parent is None:
        return "", ""
    return parent.value("SECID", "UNIQUEID"), parent.value("SECID", "UNIQUEIDTYPE").upper()


def _described(holder: Element, securities: dict[tuple[str, str], Element]) -> _Row:
    """Return what a file says of the security of a position or trade."""
    unique, kind = _key(holder)
    security = securities.get((unique, kind))
    column = "Ticker" if kind in _TICKERS else _KINDS.get(kind, "Identifier")
    row = dict.fromkeys(("ISIN", "CUSIP", "SEDOL", "FIGI", "LEI", "Identifier", "Ticker"), "")
    row |= {column: unique, "Name": "", "Asset class": "", "Maturity": ""}
    if security is None:
        return row
    info = security.find("SECINFO")
    if info is not None:
        row["Name"] = info.value("SECNAME")
        row["Ticker"] = row["Ticker"] or info.value("TICKER")
    row["Asset class"] = _CLASSES.get(security.name, "")
    row["Maturity"] = _day(security.value("DTMAT"))
    # An option names what it is on by the latter's number.
    underlying, kind = _key(security)
    column = _KINDS.get(kind, "")
    if column and not row[column]:
        row[column] = underlying
    return row


def _account(statement: Element) -> _Row:
    return {"Account": statement.value("INVACCTFROM", "ACCTID")}


def _money(holder: Element, statement: Element) -> str:
    return (
        holder.value("CURRENCY", "CURSYM")
        or holder.value("ORIGCURRENCY", "CURSYM")
        or statement.value("CURDEF")
    )


def _positions(statement: Element, securities: dict[tuple[str, str], Element]) -> Iterator[_Row]:
    for position in statement.every(*_POSITIONS):
        held = position.find("INVPOS")
        if held is None:
            continue
        row = _account(statement) | _described(held, securities)
        row["Asset class"] = row["Asset class"] or _CLASSES.get(position.name, "")
        yield row | {
            "Position side": held.value("POSTYPE"),
            "Quantity": held.value("UNITS"),
            "Price": held.value("UNITPRICE"),
            "Market value": held.value("MKTVAL"),
            "Currency": _money(held, statement),
        }


def _cash(statement: Element) -> Iterator[_Row]:
    balance = statement.value("INVBAL", "AVAILCASH")
    if balance.strip("+-0.,"):
        money = statement.value("CURDEF")
        yield _account(statement) | {
            "Name": f"CASH {money}".strip(),
            "Asset class": "cash",
            "Market value": balance,
            "Currency": money,
        }


def _orders(statement: Element, securities: dict[tuple[str, str], Element]) -> Iterator[_Row]:
    for order in statement.every(*_ORDERS):
        terms = order.find("OO")
        if terms is not None:
            side = _side(order, order.name.removeprefix("OO"))
            yield (
                _account(statement)
                | _described(terms, securities)
                | {
                    "Side": side,
                    "Quantity": terms.value("UNITS"),
                    "Price": terms.value("LIMITPRICE"),
                    "Currency": _money(terms, statement),
                    "Trade date": _day(terms.value("DTPLACED")),
                }
            )


def _trades(statement: Element, securities: dict[tuple[str, str], Element]) -> Iterator[_Row]:
    for trade in statement.every(*_TRADES):
        terms = trade.find("INVBUY") or trade.find("INVSELL") or trade
        yield (
            _account(statement)
            | _described(terms, securities)
            | {
                "Side": _side(trade, trade.name),
                "Quantity": terms.value("UNITS"),
                "Price": terms.value("UNITPRICE"),
                "Market value": terms.value("TOTAL"),
                "Currency": _money(terms, statement),
                "Trade date": _day(terms.value("INVTRAN", "DTTRADE")),
            }
        )


def _side(trade: Element, name: str) -> str:
    """Return the word for what a trade does: its own, as a short sale has one, else its kind."""
    own = next(
        (
            text
            for kind in ("BUYTYPE", "SELLTYPE", "OPTBUYTYPE", "OPTSELLTYPE")
            if (text := trade.value(kind))
        ),
        "",
    )
    return own or name


def _day(text: str) -> str:
    """Return the day of ``20240510160000[-5:EST]`` as ``2024-05-10``; other texts as they are."""
    start = text[:_DAY]
    return (
        f"{start[:4]}-{start[4:6]}-{start[6:]}" if start.isdigit() and len(start) == _DAY else text
    )
