"""Where tickers are listed: every way files and data vendors name a market.

A market is keyed by its country (ISO 3166), because tickers are unique within
one country and the exchanges of one country share them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from proscribe.securities.countries import COUNTRIES, country_code
from proscribe.securities.wording import plain_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """The exchanges of one country.

    Attributes:
        country: ISO 3166 code.
        mics: ISO 10383 codes.
        codes: What stands after a space: Bloomberg's country and exchange codes.
        suffixes: What stands after a dot: Yahoo's and Reuters' suffixes.
        names: What stands in a column of exchanges.
        digits: Length to which a code of digits is filled with zeros; 1 means that
            leading zeros are dropped; 0 leaves it as it is.
    """

    country: str
    mics: str = ""
    codes: str = ""
    suffixes: str = ""
    names: tuple[str, ...] = ()
    digits: int = 0


_US_NAMES = (
    *("New York Stock Exchange Inc.", "New York Stock Exchange", "NYSE", "NYQ", "NYS"),
    *("Nyse Mkt Llc", "NYSE MKT", "NYSE American", "American Stock Exchange", "AMEX", "ASE"),
    *("NYSE Arca", "NYSEARCA", "ARCA", "PCX"),
    *("NASDAQ", "NASDAQ Stock Market", "NASDAQ Global Select Market", "NASDAQ Global Market"),
    *("NASDAQ Capital Market", "NASDAQGS", "NASDAQGM", "NASDAQCM", "NMS", "NGM", "NCM"),
    *("Cboe BZX formerly known as BATS", "Cboe BZX", "BATS", "BZX", "IEX", "Investors Exchange"),
    *("OTC", "OTC Markets", "OTC Markets Group", "OTC US", "OTCMKTS", "OTC Bulletin Board"),
    *("OTCBB", "OTCQX", "OTCQB", "OTC Pink", "Pink Sheets", "PINK", "PNK", "OQB", "OQX"),
    *("Grey Market", "Other OTC"),
)

MARKETS = (
    Market(
        country="US",
        mics="XNYS ARCX XASE AMXO XNAS XNGS XNMS XNCM XNIM BATS BATY XCBO EDGA EDGX IEXG MEMX "
        "EPRL LTSE MIHI XCHI XBOS XPHL XPSX XCIS OOTC OTCM OTCB OTCQ PINX PINC PSGM EXPM XOTC "
        "CAVE FINR",
        codes="US UN UQ UW UR UA UP UV UU UF UB UC UD UM UT UX VF VK VJ VG VL VP VY PQ",
        suffixes="US N O OQ K PK OB",
        names=_US_NAMES,
    ),
    Market(
        country="HK",
        mics="XHKG XGEM",
        codes="HK H1 H2",
        suffixes="HK HKG",
        names=(
            *("Hong Kong Exchanges And Clearing Ltd", "Hong Kong Exchanges and Clearing"),
            *("Hong Kong Stock Exchange", "Stock Exchange of Hong Kong", "HKEX", "HKSE", "SEHK"),
            *("HKG", "HKEX Main Board", "香港交易所", "香港联合交易所", "港交所"),
        ),
        digits=1,
    ),
    Market(
        country="CN",
        mics="XSHG XSHE BJSE XSSC XSEC XBEI SHSC SZSC",
        codes="C1 C2 CG CS JC",
        suffixes="SS SH SZ BJ",
        names=(
            *("Shanghai Stock Exchange", "Shanghai", "SSE", "SHSE", "SHH", "SHA", "SHG"),
            *("Shenzhen Stock Exchange", "Shenzhen", "SZSE", "SHZ", "SHE"),
            *("Beijing Stock Exchange", "BSE Beijing", "Stock Connect Shanghai"),
            *("Stock Connect Shenzhen", "STAR Market", "ChiNext"),
            *("上海证券交易所", "深圳证券交易所", "北京证券交易所", "上交所", "深交所"),
        ),
        digits=6,
    ),
    Market(
        country="TW",
        mics="XTAI ROCO",
        codes="TT",
        suffixes="TW TWO",
        names=(
            *("Taiwan Stock Exchange", "TWSE", "TAI", "Gretai Securities Market", "TPEX"),
            *("Taipei Exchange", "Taipei Stock Exchange", "TWO"),
        ),
        digits=4,
    ),
    Market(
        country="KR",
        mics="XKRX XKOS XKON",
        codes="KS KQ KF KP KE",
        suffixes="KS KQ",
        names=(
            *("Korea Exchange (Stock Market)", "Korea Exchange (Kosdaq)", "Korea Exchange", "KRX"),
            *("KOSPI", "KOSPI Stock Market", "KOSDAQ", "KONEX", "KSC", "KOE"),
            "Korea Stock Exchange",
        ),
        digits=6,
    ),
    Market(
        country="JP",
        mics="XTKS XJPX XNGO XFKA XSAP XJAS XSBI CHIJ",
        codes="JP JT JN JF JS JQ JX",
        suffixes="T JP",
        names=(
            *("Tokyo Stock Exchange", "TSE", "TYO", "JPX", "Japan Exchange", "Tokyo", "TKS"),
            *("Nagoya Stock Exchange", "Fukuoka Stock Exchange", "Sapporo Securities Exchange"),
        ),
        digits=4,
    ),
    Market(
        country="IN",
        mics="XNSE XBOM XCAL",
        codes="IN IS IB IG",
        suffixes="NS BO NSE BSE",
        names=(
            *("National Stock Exchange Of India", "NSE", "NSI", "Bse Ltd", "BSE", "BSE India"),
            *("Bombay Stock Exchange", "BOM"),
        ),
    ),
    Market(
        country="SG",
        mics="XSES",
        codes="SP",
        suffixes="SI",
        names=("Singapore Exchange", "Singapore Exchange Ltd", "SGX", "SES"),
    ),
    Market(
        country="MY",
        mics="XKLS XLFX MESQ",
        codes="MK MQ",
        suffixes="KL",
        names=("Bursa Malaysia", "Kuala Lumpur Stock Exchange", "KLSE", "KLS"),
        digits=4,
    ),
    Market(
        country="ID",
        mics="XIDX",
        codes="IJ",
        suffixes="JK",
        names=("Indonesia Stock Exchange", "Jakarta Stock Exchange", "IDX", "JKT"),
    ),
    Market(
        country="TH",
        mics="XBKK XMAI",
        codes="TB",
        suffixes="BK",
        names=("Stock Exchange Of Thailand", "Thailand Stock Exchange", "SET"),
    ),
    Market(
        country="PH",
        mics="XPHS",
        codes="PM",
        suffixes="PS",
        names=("Philippine Stock Exchange Inc.", "Philippine Stock Exchange", "PSE"),
    ),
    Market(
        country="VN",
        mics="XSTC XHNX HSTC",
        codes="VN VM VH",
        suffixes="VN HN",
        names=("Ho Chi Minh Stock Exchange", "HOSE", "Hanoi Stock Exchange", "HNX"),
    ),
    Market(
        country="PK",
        mics="XKAR",
        codes="PA PK",
        suffixes="KA",
        names=(
            *("Karachi Stock Exchange (Guarantee) Limited", "Karachi Stock Exchange"),
            *("Pakistan Stock Exchange", "PSX"),
        ),
    ),
    Market(country="LK", mics="XCOL", codes="SL", suffixes="CM", names=("Colombo Stock Exchange",)),
    Market(country="BD", mics="XDHA XCHG", codes="BD", names=("Dhaka Stock Exchange",)),
    Market(country="KZ", mics="XKAZ AIXK", codes="KZ KX", names=("Kazakhstan Stock Exchange",)),
    Market(
        country="AU",
        mics="XASX CHIA ASXP XNEC",
        codes="AU AT AH AQ",
        suffixes="AX",
        names=(
            *("Asx - All Markets", "ASX", "Australian Securities Exchange", "ASX Ltd"),
            *("Australian Stock Exchange", "Cboe Australia"),
        ),
    ),
    Market(
        country="NZ",
        mics="XNZE",
        codes="NZ",
        suffixes="NZ",
        names=("New Zealand Exchange Ltd", "New Zealand Exchange", "NZX", "NZE"),
    ),
    Market(
        country="CA",
        mics="XTSE XTSX XTNX XCNQ NEOE XATS OMGA PURE CHIC",
        codes="CT CV CF TG",
        suffixes="TO V NE",
        names=(
            *("Toronto Stock Exchange", "TSX", "TOR", "TSX Toronto Exchange"),
            *("TSX Venture Exchange", "TSXV", "TSX Venture", "VAN", "Canadian Securities Exchange"),
            *("Canadian National Stock Exchange", "CSE", "CNQ", "Cboe Canada", "NEO Exchange"),
            "Aequitas NEO Exchange",
        ),
    ),
    Market(
        country="MX",
        mics="XMEX BIVA",
        codes="MM MF MU",
        suffixes="MX",
        names=("Bolsa Mexicana De Valores", "Mexico Stock Exchange", "BMV", "BIVA", "MEX"),
    ),
    Market(
        country="BR",
        mics="BVMF XBSP XSAO",
        codes="BZ BS BV BN",
        suffixes="SA",
        names=("XBSP", "B3", "B3 S.A.", "Bovespa", "BM&F Bovespa", "Sao Paulo", "SAO"),
    ),
    Market(
        country="AR",
        mics="XBUE XMEV XBCX XROS",
        codes="AR AF AC",
        suffixes="BA",
        names=("Bolsa De Comercio De Buenos Aires", "Buenos Aires Stock Exchange", "BYMA", "BUE"),
    ),
    Market(
        country="CL",
        mics="XSGO XBCL",
        codes="CI CC CE",
        suffixes="SN",
        names=("Santiago Stock Exchange", "Bolsa De Comercio De Santiago", "SGO"),
    ),
    Market(
        country="CO",
        mics="XBOG",
        codes="CB CX",
        suffixes="CL",
        names=("Bolsa De Valores De Colombia", "Colombia Stock Exchange", "BVC"),
    ),
    Market(
        country="PE",
        mics="XLIM",
        codes="PE",
        suffixes="LM",
        names=("Bolsa De Valores De Lima", "Lima Stock Exchange", "BVL"),
    ),
    Market(
        country="GB",
        mics="XLON AIMX AQXE AQSE CHIX BATE TRQX TREU",
        codes="LN LI LO EU PZ QX",
        suffixes="L IL AQ LN",
        names=(
            *("London Stock Exchange", "LSE", "LON", "IOB", "AIM", "London Stock Exchange AIM"),
            *("London Stock Exchange (international)", "London Stock Exchange (OTC and ITR)"),
            *("LSE International Order Book", "Aquis Exchange", "AQS"),
        ),
    ),
    Market(
        country="DE",
        mics="XETR XFRA FRAB XSTU XMUN XBER XDUS XHAM XHAN XGAT TGAT XQTX",
        codes="GR GY GF GS GM GD GH GI QT",
        suffixes="DE F BE DU HM HA MU SG",
        names=(
            *("Xetra", "Deutsche Boerse", "Deutsche Börse", "Deutsche Boerse Xetra", "GER"),
            *("Frankfurt", "Frankfurt Stock Exchange", "FRA", "Boerse Frankfurt", "Tradegate"),
            *("Stuttgart Stock Exchange", "Boerse Stuttgart", "STU", "Munich Stock Exchange"),
            *("Berlin Stock Exchange", "Dusseldorf Stock Exchange", "Hamburg Stock Exchange"),
            *("Hanover Stock Exchange", "Gettex"),
        ),
    ),
    Market(
        country="FR",
        mics="XPAR ALXP XMLI AQEU",
        codes="FP",
        suffixes="PA",
        names=("Nyse Euronext - Euronext Paris", "Euronext Paris", "PAR", "EPA", "ENX Paris"),
    ),
    Market(
        country="NL",
        mics="XAMS CEUX TQEX",
        codes="NA",
        suffixes="AS",
        names=("Euronext Amsterdam", "Nyse Euronext - Euronext Amsterdam", "AMS"),
    ),
    Market(
        country="BE",
        mics="XBRU ALXB MLXB",
        codes="BB",
        suffixes="BR",
        names=("Nyse Euronext - Euronext Brussels", "Euronext Brussels", "BRU", "EBR"),
    ),
    Market(
        country="PT",
        mics="XLIS ALXL ENXL",
        codes="PL",
        suffixes="LS",
        names=("Nyse Euronext - Euronext Lisbon", "Euronext Lisbon", "LIS", "ELI"),
    ),
    Market(
        country="IE",
        mics="XDUB XMSM XESM XPOS",
        codes="ID",
        suffixes="IR",
        names=(
            *("Irish Stock Exchange - All Market", "Irish Stock Exchange", "Euronext Dublin"),
            *("ISE", "DUB"),
        ),
    ),
    Market(
        country="IT",
        mics="XMIL MTAA ETLX EXGM BGEM",
        codes="IM IC IF TE",
        suffixes="MI TI",
        names=("Borsa Italiana", "Euronext Milan", "Milan Stock Exchange", "MIL", "EuroTLX", "BIT"),
    ),
    Market(
        country="ES",
        mics="XMAD XMCE XBAR XVAL XBIL",
        codes="SM SQ SN",
        suffixes="MC MA",
        names=("Bolsa De Madrid", "BME", "Madrid Stock Exchange", "BME Spanish Exchanges", "MCE"),
    ),
    Market(
        country="CH",
        mics="XSWX XVTX XBRN XQMH",
        codes="SW VX SE BW",
        suffixes="SW VX S",
        names=("SIX Swiss Exchange", "SIX", "SWX", "Swiss Exchange", "EBS", "BX Swiss"),
    ),
    Market(
        country="AT",
        mics="XWBO XVIE WBAH",
        codes="AV XA",
        suffixes="VI",
        names=("Wiener Boerse Ag", "Wiener Borse", "Vienna Stock Exchange", "VIE"),
    ),
    Market(
        country="SE",
        mics="XSTO FNSE XNGM XSAT",
        codes="SS SF NG KA",
        suffixes="ST",
        names=(
            *("Nasdaq Omx Nordic", "Nasdaq Stockholm", "Nasdaq Omx Stockholm", "STO"),
            *("Stockholm Stock Exchange", "Nordic Growth Market", "Spotlight Stock Market"),
        ),
    ),
    Market(
        country="DK",
        mics="XCSE FNDK DSME",
        codes="DC DF",
        suffixes="CO",
        names=(
            *("Omx Nordic Exchange Copenhagen A/S", "Nasdaq Copenhagen", "CPH"),
            *("Nasdaq Omx Copenhagen", "Copenhagen Stock Exchange"),
        ),
    ),
    Market(
        country="FI",
        mics="XHEL FNFI FSME",
        codes="FH FF",
        suffixes="HE",
        names=("Nasdaq Omx Helsinki Ltd.", "Nasdaq Helsinki", "HEL", "Helsinki Stock Exchange"),
    ),
    Market(
        country="NO",
        mics="XOSL XOAS MERK",
        codes="NO NS",
        suffixes="OL",
        names=("Oslo Bors Asa", "Oslo Bors", "Oslo Børs", "Euronext Oslo", "OSL"),
    ),
    Market(
        country="IS",
        mics="XICE FNIS",
        codes="IR RF",
        suffixes="IC",
        names=("Nasdaq Iceland", "Nasdaq Omx Iceland", "ICE Iceland"),
    ),
    Market(
        country="PL",
        mics="XWAR XNCO",
        codes="PW PD",
        suffixes="WA",
        names=("Warsaw Stock Exchange/Equities/Main Market", "Warsaw Stock Exchange", "WSE"),
    ),
    Market(
        country="CZ",
        mics="XPRA XRMZ",
        codes="CP CK CD",
        suffixes="PR",
        names=("Prague Stock Exchange", "Prague"),
    ),
    Market(
        country="HU",
        mics="XBUD",
        codes="HB",
        suffixes="BD",
        names=("Budapest Stock Exchange", "BUD"),
    ),
    Market(
        country="RO",
        mics="XBSE XRAS",
        codes="RO RE RQ",
        suffixes="RO",
        names=("Bucharest Stock Exchange", "BVB"),
    ),
    Market(country="BG", mics="XBUL", codes="BU", names=("Bulgarian Stock Exchange",)),
    Market(country="HR", mics="XZAG", codes="ZA", names=("Zagreb Stock Exchange",)),
    Market(country="SI", mics="XLJU", codes="SV", names=("Ljubljana Stock Exchange",)),
    Market(
        country="EE",
        mics="XTAL FNEE",
        codes="ET",
        suffixes="TL",
        names=("Nasdaq Tallinn", "Tallinn Stock Exchange"),
    ),
    Market(country="LV", mics="XRIS FNLV", codes="LR LG", suffixes="RG", names=("Nasdaq Riga",)),
    Market(country="LT", mics="XLIT FNLT", codes="LH", suffixes="VS", names=("Nasdaq Vilnius",)),
    Market(
        country="LU",
        mics="XLUX EMTF",
        codes="LX",
        suffixes="LU",
        names=("Luxembourg Stock Exchange",),
    ),
    Market(country="CY", mics="XCYS", codes="CY YC", names=("Cyprus Stock Exchange",)),
    Market(country="MT", mics="XMAL", codes="MV", names=("Malta Stock Exchange",)),
    Market(
        country="GR",
        mics="XATH ASEX ENAX HOTC",
        codes="GA AA AP",
        suffixes="AT",
        names=("Athens Exchange S.A. Cash Market", "Athens Stock Exchange", "ATHEX", "ATH"),
    ),
    Market(
        country="RU",
        mics="MISX RTSX XMOS SPBE XPIC",
        codes="RM RX RU RT RN RR",
        suffixes="ME MM RTS",
        names=(
            *("Moscow Exchange", "Standard-Classica-Forts", "MOEX", "MICEX", "MICEX-RTS", "MCX"),
            *("RTS Stock Exchange", "Moscow Interbank Currency Exchange", "SPB Exchange"),
            *("Saint Petersburg Stock Exchange", "Московская биржа"),
        ),
    ),
    Market(country="UA", mics="XUAX UKEX PFTS", codes="UK UZ", names=("Ukrainian Exchange",)),
    Market(
        country="TR",
        mics="XIST",
        codes="TI TS TF",
        suffixes="IS",
        names=("Istanbul Stock Exchange", "Borsa Istanbul", "BIST", "IST"),
    ),
    Market(
        country="IL",
        mics="XTAE",
        codes="IT",
        suffixes="TA",
        names=("Tel Aviv Stock Exchange", "TASE", "TLV"),
    ),
    Market(
        country="SA",
        mics="XSAU XNOM",
        codes="AB",
        suffixes="SR SAU",
        names=("Saudi Stock Exchange", "Tadawul", "Saudi Exchange", "SAU"),
        digits=4,
    ),
    Market(
        country="AE",
        mics="XADS XDFM DIFX",
        codes="UH DH DU DB",
        suffixes="AE AD DU1",
        names=(
            *("Abu Dhabi Securities Exchange", "ADX", "Dubai Financial Market", "DFM"),
            *("Nasdaq Dubai", "Dubai International Financial Exchange"),
        ),
    ),
    Market(
        country="QA",
        mics="DSMD",
        codes="QD",
        suffixes="QA",
        names=("Qatar Exchange", "Qatar Stock Exchange", "Doha Securities Market"),
    ),
    Market(
        country="KW",
        mics="XKUW",
        codes="KK",
        suffixes="KW",
        names=("Kuwait Stock Exchange", "Boursa Kuwait"),
    ),
    Market(country="BH", mics="XBAH", codes="BI", names=("Bahrain Bourse",)),
    Market(country="OM", mics="XMUS", codes="OM", names=("Muscat Stock Exchange",)),
    Market(country="JO", mics="XAMM", codes="JR", names=("Amman Stock Exchange",)),
    Market(
        country="EG",
        mics="XCAI NILX",
        codes="EY EC EI",
        suffixes="CA",
        names=("Egyptian Exchange", "EGX", "The Egyptian Exchange"),
    ),
    Market(
        country="ZA",
        mics="XJSE A2XX YLDX",
        codes="SJ AJ",
        suffixes="JO J",
        names=("Johannesburg Stock Exchange", "JSE", "JNB", "JSE Limited", "A2X Markets"),
    ),
    Market(country="NG", mics="XNSA", codes="NL", names=("Nigerian Exchange", "NGX")),
    Market(country="KE", mics="XNAI", codes="KN", names=("Nairobi Securities Exchange",)),
    Market(country="MA", mics="XCAS", codes="MC", names=("Casablanca Stock Exchange",)),
    Market(country="MU", mics="XMAU", codes="MP", names=("Stock Exchange Of Mauritius",)),
)

# Futures and options: their codes are no tickers of an issuer, and may look like one.
DERIVATIVE_VENUES = (
    *("Ice Futures U.S.", "IFUS", "Ice Futures Europe", "IFEU", "Index And Options Market"),
    *("Chicago Mercantile Exchange", "CME", "XCME", "XIOM", "GLBX", "Chicago Board Of Trade"),
    *("CBOT", "XCBT", "New York Mercantile Exchange", "NYMEX", "XNYM", "COMEX", "XCEC"),
    *(
        "Cboe Futures Exchange",
        "XCBF",
        "Cboe Options Exchange",
        "Eurex",
        "XEUR",
        "Eurex Deutschland",
    ),
    *("Euronext Derivatives", "Osaka Exchange", "Osaka Securities Exchange", "XOSE"),
    *("Hong Kong Futures Exchange", "XHKF", "Montreal Exchange", "XMOD", "Sydney Futures Exchange"),
    *("XSFE", "Singapore Exchange Derivatives", "XSIM", "China Financial Futures Exchange", "CCFX"),
    *("Taiwan Futures Exchange", "XTAF", "Korea Exchange (Futures Market)", "XKFE", "FX", "OTC FX"),
)

# What stands behind six digits for the mainland's exchanges; elsewhere these are other countries.
_CHINESE_CODES = frozenset({"SH", "SS", "SZ"})
_CODE_LENGTH = 6
_CONNECTED = re.compile(r"\b(?:connect|northbound|southbound)\b|\bstock ?connect")
_PLACES = (
    ("hong kong", "HK"),
    ("shanghai", "CN"),
    ("shenzhen", "CN"),
    ("new york stock exchange", "US"),
    ("nyse", "US"),
    ("nasdaq stock", "US"),
    ("nasdaq global", "US"),
    ("otc markets", "US"),
)
BY_COUNTRY = {market.country: market for market in MARKETS}


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {code: market.country for market in MARKETS for code in market.codes.split()}


@lru_cache(maxsize=1)
def _suffixes() -> dict[str, str]:
    return {suffix: market.country for market in MARKETS for suffix in market.suffixes.split()}


@lru_cache(maxsize=1)
def _names() -> dict[str, str | None]:
    names: dict[str, str | None] = dict.fromkeys(map(plain_words, DERIVATIVE_VENUES))
    for market in MARKETS:
        spellings = (*market.mics.split(), *market.names)
        names.update(dict.fromkeys(map(plain_words, spellings), market.country))
    return names


@lru_cache(maxsize=1)
def _venues() -> frozenset[str]:
    return frozenset(map(plain_words, DERIVATIVE_VENUES))


def is_derivative_venue(exchange: str) -> bool:
    """Tell whether futures and options are traded there."""
    return plain_words(exchange) in _venues()


def spaced_market(code: str, symbol: str) -> str | None:
    """Return the country of ``SYMBOL CODE``, as Bloomberg and OFAC write tickers.

    Bloomberg's country codes go first, then ISO 3166, which OFAC uses (``ZCH DE``).
    CN and CH mean China with a code of digits: all Chinese tickers are digits. With
    letters they mean Canada (Bloomberg) and Switzerland (ISO).
    """
    if code in {"CN", "CH"}:
        return _china_or_not(code, symbol)
    if code in _CHINESE_CODES and symbol.isdigit() and len(symbol) == _CODE_LENGTH:
        return "CN"
    return _codes().get(code) or (code if code in COUNTRIES else None)


def dotted_market(suffix: str, symbol: str) -> str | None:
    """Return the country of ``SYMBOL.SUFFIX``, as Yahoo and Reuters write tickers."""
    if suffix in {"CN", "CH"}:
        return _china_or_not(suffix, symbol)
    return _suffixes().get(suffix) or (suffix if suffix in COUNTRIES else None)


def _china_or_not(code: str, symbol: str) -> str:
    if symbol.isdigit():
        return "CN"
    return "CA" if code == "CN" else "CH"


def named_market(exchange: str, symbol: str) -> str | None:
    """Return the country of an exchange as a column of exchanges names it.

    Args:
        exchange: Its name, MIC or code, or a country.
        symbol: The ticker, which decides where a code means two markets.
    """
    words = plain_words(exchange)
    if words in _names():
        return _names()[words]
    return (
        spaced_market(words.upper(), symbol)
        or country_code(exchange)
        or _market_of_words(words, symbol)
    )


def _market_of_words(words: str, symbol: str) -> str | None:
    """Return the country of a market by its place, however the rest of its name is written.

    What Hong Kong and the mainland trade through each other is told by the code: six digits are a
    mainland share, fewer may be either.
    """
    if _CONNECTED.search(words):
        mainland = symbol.isdigit() and len(symbol) == _CODE_LENGTH
        return "CN" if mainland and "southbound" not in words else None
    return next((country for place, country in _PLACES if words.startswith(place)), None)


def is_known_exchange(exchange: str) -> bool:
    """Tell whether the name of an exchange is in our table."""
    return plain_words(exchange) in _names() or named_market(exchange, "") is not None
