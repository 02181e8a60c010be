"""What a line of a portfolio is: a holding of which instrument, cash, a derivative, a total."""

from __future__ import annotations

from enum import StrEnum

import polars as pl

from proscribe.model.verdict import Instrument
from proscribe.securities.markets import is_derivative_venue
from proscribe.securities.wording import plain_words


class LineKind(StrEnum):
    """What a line of a portfolio is about."""

    HOLDING = "holding"
    CASH = "cash"
    DERIVATIVE = "derivative"
    TOTAL = "total"


_ASSET_CLASSES: dict[Instrument, tuple[str, ...]] = {
    Instrument.EQUITY: (
        *("equity", "equities", "stock", "stocks", "common stock", "common stocks", "eq", "stk"),
        *("ordinary share", "ordinary shares", "share", "shares", "common", "common shares", "cs"),
        *("preferred stock", "preferred", "preference shares", "preferred shares", "reit", "reits"),
        *("listed equity", "domestic equity", "foreign equity", "real estate", "aktie", "aktien"),
        *("action", "actions", "accion", "acciones", "azioni", "aandelen", "股票"),
    ),
    Instrument.ADR: (
        *("adr", "adrs", "gdr", "ads", "dr", "depositary receipt", "depositary receipts"),
        *("depository receipt", "depository receipts", "american depositary receipt"),
        *("american depositary receipts", "global depositary receipt", "adr gdr", "adrs gdrs"),
        *("american depository receipt", "global depository receipt", "american depositary share"),
    ),
    Instrument.DEBT: (
        *("fixed income", "bond", "bonds", "debt", "corporate bond", "corporate bonds", "note"),
        *("government bond", "government bonds", "notes", "fi", "treasury", "treasuries"),
        *("corporate", "corporates", "government", "municipal", "municipals", "sovereign"),
        *("debenture", "debentures", "commercial paper", "certificate of deposit", "loan"),
        *("loans", "term loan", "asset backed", "mortgage backed", "sukuk", "medium term note"),
        *("fixed interest", "anleihe", "anleihen", "renten", "obligation", "obligations", "bonos"),
        *("obbligazioni", "obligaties", "债券"),
    ),
    Instrument.CONVERTIBLE: (
        *("convertible", "convertibles", "convertible bond", "convertible bonds"),
        *("convertible note", "convertible notes", "convertible preferred", "wandelanleihe"),
    ),
    Instrument.WARRANT: (
        *("warrant", "warrants", "right", "rights", "rights warrants", "warrants rights"),
        *("subscription right", "subscription rights", "optionsschein", "optionsscheine", "war"),
    ),
    Instrument.ETF: (*("etf", "etfs", "exchange traded fund", "exchange traded funds", "etp"),),
    Instrument.FUND: (
        *("fund", "funds", "mutual fund", "mutual funds", "unit trust", "unit trusts", "ucits"),
        *("investment fund", "investment funds", "money market", "money market fund", "sicav"),
        *(
            "money market funds",
            "fonds",
            "collective investment",
            "closed end fund",
            "oeic",
            "基金",
        ),
    ),
}
_CASH_CLASSES = frozenset(
    {
        *("cash", "cash and cash equivalents", "cash cash equivalents", "cash equivalents"),
        *("cash collateral and margins", "cash collateral", "margin", "margins", "collateral"),
        *("currency", "currencies", "cash and equivalents", "cash balance", "cash balances"),
        *("cash and money market", "cash and cash investments"),
        *("liquiditat", "liquide mittel", "liquidites", "liquidity", "efectivo", "kasse", "现金"),
    }
)
_FORWARD_CLASSES = frozenset(
    {"fx", "fx forward", "fx forwards", "currency forward", "currency forwards", "fx spot"}
)
_DERIVATIVE_CLASSES = frozenset(
    {
        *("future", "futures", "option", "options", "swap", "swaps", "derivative", "derivatives"),
        *("forward", "forwards", "cfd", "cfds", "equity swap", "total return swap", "index future"),
        *("index futures", "equity option", "equity options", "listed options", "equity future"),
        *("equity futures", "credit default swap", "interest rate swap", "otc derivative"),
        *("otc derivatives", "contract for difference", "structured product", "termingeschafte"),
        *("opt", "opts", "fut", "futs", "fop", "iopt", "option call", "option put", "call option"),
        *("put option", "call", "put", "options on futures", "fwd", "stock option"),
    }
)
_MIXED_CLASSES = frozenset({"cash and or derivatives", "cash and derivatives", "cash derivatives"})

_DEPOSITARY = (
    r"(?i)\b(?:ADRS?|ADS|GDRS?|GDS|NVDR|BDR|SDR)\b|\bDEPOSIT[AO]RY (?:RECEIPT|SHARE|SH|INT|RCPT)"
    r"|\b(?:AMERICAN|GLOBAL) DEPOSIT|\bNON[- ]VOTING D|\bSPON(?:SORED)?\b.* DR\b"
)
_WARRANT = r"(?i)\b(?:WARRANTS?|WTS|RIGHTS)\b|\bWT(?: EXP| \d|$)"
_ETF = r"(?i)\bETFS?\b"
_FUND = r"(?i)\b(?:UCITS|SICAV|OEIC|UNIT TRUST|MUTUAL FUND|MONEY MARKET FUND)\b"
_CONVERTIBLE = r"(?i)\b(?:CONVERTIBLES?|CONV|CVT)\b"
_DEBT = (
    r"(?i)\b\d{1,2}(?:[.,]\d{1,4})? ?%|\b\d{1,2}\.\d{1,4} (?:\d{1,2}/\d{1,2}/\d{2,4}|20\d\d)\b"
    r"|\b(?:BONDS?|NOTES?|DEBENTURES?)\b.*\b20\d\d\b"
)
_MONTHS = "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
_DERIVATIVE = (
    rf"(?i)\bFUT(?:URES?)?\b.*\b(?:{_MONTHS})[A-Z]* ?'?\d\d|\b(?:CALL|PUT)\b.*\d\d"
    r"|\b(?:TOTAL RETURN|EQUITY|CREDIT DEFAULT|INTEREST RATE) SWAP\b"
)
_FORWARD = r"(?i)\b(?:FX|CURRENCY) (?:FORWARD|FWD|SPOT)\b|^[A-Z]{3}/[A-Z]{3}\b"
_CURRENCIES = (
    "AED|ARS|AUD|BRL|CAD|CHF|CLP|CNH|CNY|COP|CZK|DKK|EGP|EUR|GBP|HKD|HUF|IDR|ILS|INR|JPY|KRW|KWD"
    "|MXN|MYR|NOK|NZD|PEN|PHP|PKR|PLN|QAR|RON|RUB|SAR|SEK|SGD|THB|TRY|TWD|USD|VND|ZAR"
)
_CASH = (
    rf"(?i)^(?:{_CURRENCIES})$|^(?:{_CURRENCIES}) CASH\b|^CASH(?: ?[-:/(]? ?(?:{_CURRENCIES})\)?)?$"
    r"|^CASH (?:AND|&|BALANCE|COLLATERAL|ACCOUNT|AT BANK|EQUIVALENT|POSITION|MARGIN|IN HAND)"
    r"|^(?:INITIAL |VARIATION |FUTURES )?MARGIN (?:BALANCE|ACCOUNT|CASH|DEPOSIT)"
    r"|^(?:US DOLLAR|EURO|POUND STERLING|JAPANESE YEN|HONG KONG DOLLAR)S?(?: CASH)?$"
)
TOTAL_LABEL = (
    r"(?i)^\s*(?:grand |sub[- ]?|net |fund |portfolio |account )?totals?"
    r"(?: (?:of |for )?(?:the )?(?:net )?(?:assets?|holdings?|portfolio|values?|market values?"
    r"|investments?|equit(?:y|ies)|cash|fund"
    r"|fixed income|securities|bonds?|positions?|account|lines?))*\s*:?\s*$"
    r"|^\s*(?:gesamt(?:summe)?|summe|sous-total|suma|totale|合计|总计|總計)\s*:?\s*$"
)

_HOLDING, _IS_CASH, _IS_DERIVATIVE = (
    LineKind.HOLDING.value,
    LineKind.CASH.value,
    LineKind.DERIVATIVE.value,
)
_OF_CASH = (_IS_CASH, Instrument.CURRENCY.value)
_OF_FORWARDS = (_IS_DERIVATIVE, Instrument.CURRENCY.value)
_OF_DERIVATIVES = (_IS_DERIVATIVE, Instrument.DERIVATIVE.value)
_UNKNOWN = (None, None)
_BY_CLASS = {
    words: (_HOLDING, instrument.value)
    for instrument, spellings in _ASSET_CLASSES.items()
    for words in spellings
}


def read_asset_class(text: str) -> tuple[str | None, str | None]:
    """Return kind and instrument that an asset class states; None for what it leaves open."""
    words = plain_words(text)
    if words in _CASH_CLASSES:
        return _OF_CASH
    if words in _FORWARD_CLASSES:
        return _OF_FORWARDS
    if words in _DERIVATIVE_CLASSES:
        return _OF_DERIVATIVES
    return _BY_CLASS.get(words, _UNKNOWN)


def _map_distinct(
    series: pl.Series, read: dict[str, tuple[str | None, str | None]]
) -> tuple[pl.Series, pl.Series]:
    kinds = {text: kind for text, (kind, _) in read.items()}
    instruments = {text: instrument for text, (_, instrument) in read.items()}
    return (
        series.replace_strict(kinds, default=None, return_dtype=pl.String),
        series.replace_strict(instruments, default=None, return_dtype=pl.String),
    )


def classify_lines(lines: pl.DataFrame) -> pl.DataFrame:
    """Tell what each line is.

    Args:
        lines: Columns ``name``, ``asset_class``, ``exchange`` (text, null where there is none),
            ``identified`` (whether a right identifier stands in the line) and ``labelled_total``
            (whether one of its cells calls it a total).

    Returns:
        Columns ``kind`` and ``instrument``. Rights to subscribe count as warrants. The
        instrument is null where neither class nor name tells it.
    """
    classes = lines["asset_class"]
    distinct = classes.drop_nulls().unique().to_list()
    kinds, instruments = _map_distinct(classes, {text: read_asset_class(text) for text in distinct})
    mixed = [text for text in distinct if plain_words(text) in _MIXED_CLASSES]
    venues = [
        text
        for text in lines["exchange"].drop_nulls().unique().to_list()
        if is_derivative_venue(text)
    ]
    frame = lines.with_columns(
        pl.Series("kind", kinds),
        pl.Series("instrument", instruments),
        classes.is_in(mixed).fill_null(value=False).alias("mixed"),
        lines["exchange"].is_in(venues).fill_null(value=False).alias("venue"),
    )
    return frame.select(_refine()).unnest("line")


def _line(kind: str, instrument: str | None) -> pl.Expr:
    return pl.struct(
        pl.lit(kind, dtype=pl.String).alias("kind"),
        pl.lit(instrument, dtype=pl.String).alias("instrument"),
    )


def _refine() -> pl.Expr:
    """Return kind and instrument of a line as a struct, the first that applies."""
    name = pl.col("name").fill_null("")
    open_kind = pl.col("kind").is_null()
    share = pl.col("instrument").is_null() | (pl.col("instrument") == Instrument.EQUITY.value)
    holding = pl.col("kind").fill_null(_HOLDING) == _HOLDING
    unclear = open_kind & (~pl.col("identified") | pl.col("mixed"))

    def named(condition: pl.Expr, pattern: str) -> pl.Expr:
        return condition & name.str.contains(pattern)

    found = (
        pl.when(pl.col("labelled_total") & ~pl.col("identified"))
        .then(_line(LineKind.TOTAL.value, None))
        .when(named(unclear, _CASH))
        .then(_line(*_OF_CASH))
        .when(named(unclear, _FORWARD))
        .then(_line(*_OF_FORWARDS))
        .when(open_kind & (pl.col("mixed") | pl.col("venue")) | named(open_kind, _DERIVATIVE))
        .then(_line(*_OF_DERIVATIVES))
    )
    for condition, pattern, instrument in (
        (share & holding, _DEPOSITARY, Instrument.ADR),
        (share & holding, _WARRANT, Instrument.WARRANT),
        (share & holding, _ETF, Instrument.ETF),
        (open_kind, _FUND, Instrument.FUND),
        (
            holding & (share | (pl.col("instrument") == Instrument.DEBT.value)),
            _CONVERTIBLE,
            Instrument.CONVERTIBLE,
        ),
        (open_kind, _DEBT, Instrument.DEBT),
    ):
        found = found.when(named(condition, pattern)).then(_line(_HOLDING, instrument.value))
    stated = pl.struct(pl.col("kind").fill_null(_HOLDING), pl.col("instrument"))
    return found.otherwise(stated).alias("line")
