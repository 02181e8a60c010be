"""What the columns of a portfolio file mean, however their headers are written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from proscribe.model.errors import InputError, Place
from proscribe.securities.identifiers import SCHEMES
from proscribe.securities.wording import plain_words

# Spellings in plain words; what stands in brackets and a currency at the end are taken off first.
SPELLINGS = {
    "isin": (
        *("isin", "isin code", "isin number", "isin no", "code isin", "isin nummer", "id isin"),
        *("security isin", "international securities identification number"),
    ),
    "cusip": ("cusip", "cusip number", "cusip no", "cusip code", "id cusip", "cusip 9", "cins"),
    "sedol": ("sedol", "sedol code", "sedol number", "id sedol", "id sedol1", "sedol 1"),
    "figi": ("figi", "composite figi", "share class figi", "bbgid", "id bb global", "bb global id"),
    "lei": ("lei", "lei code", "issuer lei", "lei issuer", "legal entity identifier"),
    "identifier": (
        *("identifier", "security id", "security identifier", "instrument id", "asset id"),
        *("security number", "security no", "instrument identifier", "id", "sec id", "secid"),
        *("identifiant", "kennnummer", "wertpapierkennung", "security code", "instrument code"),
        *("sec no", "sec number", "asset identifier", "security identification", "securityid"),
    ),
    "ticker": (
        *("ticker", "symbol", "ticker symbol", "stock symbol", "trading symbol", "bb ticker"),
        *("bloomberg ticker", "bloomberg code", "bbg ticker", "ric", "reuters code", "stock code"),
        *("exchange ticker", "local ticker", "ticker code", "code", "kurzel", "mnemo", "mnemonic"),
        *("证券代码", "股票代码", "代码", "證券代碼", "股份代號"),
        *("symbol cusip", "tickersymbol", "borsenkurzel"),
    ),
    "exchange": (
        *("exchange", "market", "mic", "exchange mic", "mic code", "stock exchange", "exch"),
        *(
            "listing exchange",
            "exchange name",
            "exchange code",
            "primary exchange",
            "trading venue",
        ),
        *("listing market", "market identifier code", "venue", "place of listing", "borse"),
        *(
            "handelsplatz",
            "borsenplatz",
            "place de cotation",
            "mercado",
            "mercato",
            "交易所",
            "市场",
        ),
        *("listing country", "market country", "country of listing", "exchange country"),
    ),
    "name": (
        *("name", "security name", "security", "security description", "description"),
        *("instrument", "instrument name", "holding"),
        *("holding name", "holdings", "asset name", "asset", "stock"),
        *("stock name", "name of security", "title", "long name", "short name"),
        *("security long name", "security short name", "security desc", "asset description"),
        *("investment", "investment name", "fund holding", "issue", "issue name", "issuer or name"),
        *("bezeichnung", "wertpapier", "wertpapierbezeichnung", "titel", "libelle"),
        *("designation", "nom", "nombre", "descripcion", "valor"),
        *("descrizione", "titolo", "naam", "证券名称", "名称", "股票名称", "證券名稱"),
        *("security description 1", "security description line 1", "security desc 1"),
        *("asset long name", "instrument description", "security title", "wertpapiername"),
        *("titelbezeichnung", "name des wertpapiers", "secname", "contract", "contract name"),
        *("description of security", "contract description"),
    ),
    "issuer": (
        *("issuer", "issuer name", "name of issuer", "issuer long name", "issuer short name"),
        *("security issuer", "issuing company", "issuing entity", "issuer company", "issuer desc"),
        *("issuer description", "issuer legal name", "company", "company name", "name of company"),
        *("obligor", "borrower", "obligor name", "borrower name"),
        *("emittent", "emittentin", "name des emittenten"),
        *("emittentenname", "emetteur", "nom de l emetteur", "societe", "emisor", "emisora"),
        *("nombre del emisor", "emittente", "nome emittente", "emissor", "uitgevende instelling"),
        *("unternehmen", "发行人", "发行主体", "发行人名称"),
        *("发行机构", "發行人", "公司", "公司名称"),
        *("公司名稱", "发行公司", "發行公司", "эмитент", "наименование эмитента", "発行体"),
        *("name of the issuer", "issuers", "issuers name", "issuer entity", "issuer guarantor"),
        *("co issuer", "co issuer name", "coissuer", "legal name", "legal entity name"),
        *("borrower obligor", "obligor borrower", "borrowers", "obligors", "debtor", "debtor name"),
        *("schuldner", "schuldnerin", "schuldnername", "kreditnehmer", "name der emittentin"),
        *("emettrice", "nom emetteur", "emprunteur", "debiteur", "emisor nombre", "deudor"),
        *(
            "prestatario",
            "nombre de la emisora",
            "借款人",
            "债务人",
            "債務人",
            "发行方",
            "发债主体",
        ),
        *("発行者", "発行者名", "発行会社", "発行体名", "債務者", "借入人"),
    ),
    # Whoever else stands behind the issuer: what bars it may bear on the line, and need not.
    "parent": (
        *("parent", "parent name", "parent company", "parent issuer", "parent company name"),
        *("ultimate parent", "ultimate parent name", "ultimate parent company", "ult parent"),
        *("ult parent name", "ultimate parent issuer", "ultimate issuer", "issuer parent"),
        *("issuer ultimate parent", "issuer parent name", "parent entity"),
        *("id bb ultimate parent co name", "ultimate owner", "ultimate parent entity"),
        *("guarantor", "guarantor name", "guaranteed by", "mutter", "muttergesellschaft"),
        *("konzern", "konzernmutter", "garant", "garantiegeber", "societe mere", "maison mere"),
        *("garante", "matriz", "母公司", "最终母公司", "担保人", "擔保人", "гарант"),
        *("материнская компания",),
        *(
            "guarantors",
            "guarantor s",
            "guarantor entity",
            "guarantor issuer",
            "guarantee provider",
        ),
        *("ult parent company", "ult parent co", "parent co", "parent co name", "parents"),
        *("holding company", "holding company name", "group company", "parent group"),
        *("controlling shareholder", "controlling company", "controlling entity", "controlled by"),
        *("majority shareholder", "majority owner"),
        *("burge", "burgin", "garantin", "garantiegeberin", "konzernobergesellschaft"),
        *("obergesellschaft", "holdinggesellschaft", "mehrheitsaktionar", "hauptaktionar"),
        *("garants", "garant de lemission", "societe holding", "actionnaire majoritaire"),
        *("avalista", "garantes", "sociedad matriz", "empresa matriz", "sociedad dominante"),
        *("accionista mayoritario", "担保方", "担保机构", "保证人", "保證人", "母公司名称"),
        *("母公司名稱", "控股股东", "控股股東", "实际控制人", "保証人", "保証会社", "親会社"),
        *("親会社名", "最終親会社", "支配株主"),
    ),
    # What a paper is on: a party as well, read beside whatever else names the line.
    "underlying": (
        *("underlying", "underlying name", "underlying security", "underlying asset"),
        *("underlying issuer", "underlying company", "underlying instrument", "underlyings"),
        *("underlying description", "underlying security name", "reference entity"),
        *("reference entity name", "reference asset", "reference obligation", "reference name"),
        *("basiswert", "basiswerte", "basiswertname", "referenzschuldner", "sous jacent"),
        *("entite de reference", "subyacente", "activo subyacente", "entidad de referencia"),
        *("sottostante", "标的", "标的证券", "标的名称", "標的", "参考实体", "原資産", "参照組織"),
    ),
    # Whoever else has to do with a line: as little read as what a paper is on, and as much a party.
    "party": (
        *("owner", "owners", "owner name", "legal owner", "registered owner", "beneficial owner"),
        *("beneficial owners", "beneficial owner name", "ubo", "ubos", "ubo name"),
        *("ultimate beneficial owner", "ultimate beneficial owners", "ultimate beneficiary"),
        *("holder", "holders", "holder name", "registered holder", "shareholder", "shareholders"),
        *("shareholder name", "major shareholder", "stockholder", "nominee", "nominee name"),
        *("beneficiary", "beneficiaries", "beneficiary name", "counterparty", "counterparties"),
        *("counterparty name", "counter party", "cpty", "cparty", "swap counterparty", "lender"),
        *("lenders", "lender name", "creditor", "creditors", "sponsor", "sponsor name", "manager"),
        *("manager name", "fund manager", "investment manager", "asset manager", "adviser"),
        *("advisor", "broker", "broker name", "executing broker", "prime broker", "dealer"),
        *("clearing broker", "custodian", "custodian name", "custodian bank", "sub custodian"),
        *("subcustodian", "depositary", "depository", "depositary bank", "trustee"),
        *("trustee name", "agent", "paying agent", "administrator", "arranger", "underwriter"),
        *("originator", "servicer", "seller", "buyer", "purchaser", "client name"),
        *("customer name", "insurer", "protection seller", "protection buyer", "assignor"),
        *("assignee", "affiliate", "affiliates", "affiliated company", "subsidiary"),
        *("subsidiaries", "subsidiary name", "related party", "related parties", "partner"),
        *("joint venture partner", "acquirer", "former name", "formerly", "previous name"),
        *("alias", "aliases", "also known as", "eigentumer", "eigentumerin", "inhaber"),
        *("inhaberin", "wirtschaftlich berechtigter", "wirtschaftlich berechtigte"),
        *("wirtschaftlicher eigentumer", "berechtigter", "aktionar", "aktionare", "aktionarin"),
        *("anteilseigner", "anteilsinhaber", "gesellschafter", "gesellschafterin"),
        *("gegenpartei", "gegenparteien", "kontrahent", "geschaftspartner", "kreditgeber"),
        *("kreditgeberin", "darlehensgeber", "darlehensnehmer", "glaubiger", "verwalter"),
        *("vermogensverwalter", "fondsmanager", "makler", "depotbank", "verwahrstelle"),
        *("verwahrer", "lagerstelle", "treuhander", "treuhanderin", "begunstigter"),
        *("begunstigte", "tochter", "tochtergesellschaft", "proprietaire", "proprietaires"),
        *("proprietaire effectif", "beneficiaire effectif", "beneficiaires effectifs"),
        *("beneficiaire", "beneficiaires", "ayant droit economique", "detenteur", "detenteurs"),
        *("titulaire", "porteur", "actionnaire", "actionnaires", "contrepartie"),
        *("contreparties", "preteur", "creancier", "depositaire", "banque depositaire"),
        *("courtier", "gestionnaire", "gerant", "fiduciaire", "mandataire", "filiale"),
        *("propietario", "titular", "titular real", "tenedor", "beneficiario"),
        *("beneficiario final", "beneficiario efectivo", "accionista", "accionistas"),
        *("contraparte", "acreedor", "prestamista", "custodio", "depositario", "gestor"),
        *("gestora", "fiduciario", "filial", "proprietario", "titolare", "titolare effettivo"),
        *("beneficiario effettivo", "azionista", "azionisti", "controparte", "creditore"),
        *("finanziatore", "banca depositaria", "intermediario", "gestore", "controllata"),
        *("beneficiario efetivo", "acionista", "acionistas", "credor", "custodiante"),
        *("corretora", "administrador", "eigenaar", "aandeelhouder", "tegenpartij", "bewaarder"),
        *("uiteindelijk belanghebbende", "begunstigde", "houder", "владелец", "собственник"),
        *("бенефициар", "конечныи бенефициар", "акционер", "акционеры", "контрагент"),
        *("кредитор", "заемщик", "депозитарии", "брокер", "поручитель", "股东", "股東"),
        *("股东名称", "股東名稱", "大股东", "实控人", "受益人", "受益所有人", "最终受益人"),
        *("最终受益所有人", "实益拥有人", "實益擁有人", "所有人", "所有者", "持有人", "持有者"),
        *(
            "名义持有人",
            "代持人",
            "交易对手",
            "交易对手方",
            "交易對手",
            "对手方",
            "贷款人",
            "放款人",
        ),
        *(
            "出借人",
            "债权人",
            "債權人",
            "保荐人",
            "管理人",
            "基金管理人",
            "经纪商",
            "经纪人",
            "券商",
        ),
        *(
            "托管人",
            "託管人",
            "托管行",
            "托管银行",
            "存托人",
            "受托人",
            "受託人",
            "代理人",
            "客户名称",
        ),
        *("子公司", "关联方", "关联公司", "株主", "大株主", "実質的支配者", "受益者", "取引相手"),
        *("債権者", "受託者", "名義人"),
    ),
    "quantity": (
        *("quantity", "shares", "units", "qty", "share quantity", "no of shares", "nominal"),
        *("number of shares", "shares held", "position size", "par value", "par amount", "par"),
        *("shares par", "shares par value", "face amount", "face value", "nominal value"),
        *("original face", "current face", "principal amount", "quantity held", "amount held"),
        *("units held", "holding quantity", "position quantity", "shares or principal amount"),
        *(
            "settled quantity",
            "balance",
            "nominal amount",
            "shareholding",
            "shares par amount",
            "anzahl",
            "stuck",
            "stuckzahl",
        ),
        *("nominale", "menge", "bestand", "quantite", "nombre de titres", "cantidad"),
        *("titulos", "quantita", "aantal", "数量", "持股数量", "數量"),
        *("trade date quantity", "td quantity", "settlement date quantity", "sd quantity"),
        *("order quantity", "order qty", "filled quantity", "executed quantity"),
        *("share par value", "shares par qty", "stuck nom", "stuck nominale", "stk nominale"),
        *("stk", "position", "quantity shares", "order shares"),
    ),
    "price": (
        *("price", "market price", "unit price", "last price", "closing price", "close", "px last"),
        *("price per share", "price local", "local price", "current price", "share price"),
        *("kurs", "preis", "cours", "precio", "prezzo", "koers", "价格", "價格"),
        *("mark price", "last", "market price local", "base price", "base market price"),
        *("local market price", "closing mark", "limit price", "order price", "trade price"),
        *("execution price", "avg price", "average price", "fill price", "akt kurs"),
        *("kurs aktuell", "stuckpreis", "ausfuhrungskurs", "limit", "nav per share"),
    ),
    "market_value": (
        *("market value", "mkt value", "mv", "value", "market val", "mkt val", "mktval"),
        *("fair value", "market value base", "base market value", "total value", "position value"),
        *("total market value", "current value", "valuation", "market capitalisation held"),
        *("base value", "ending market value", "market worth", "amount", "kurswert", "marktwert"),
        *("wert", "gegenwert", "depotwert", "valeur de marche", "valorisation", "montant"),
        *("valor de mercado", "controvalore", "valore di mercato", "marktwaarde", "市值"),
        *("market value usd", "total value usd", "net market value"),
        *("market value in base", "base mv", "kurswert in euro", "wert in euro"),
        *("aktueller wert", "gesamtwert", "kurswert gesamt", "marktwert in euro"),
        *("market value total", "kurswert eur"),
    ),
    "currency": (
        *("currency", "ccy", "cur", "curr", "currency code", "base currency", "valuation currency"),
        *("reporting currency", "market value currency", "value currency", "position currency"),
        *(
            "iso currency",
            "wahrung",
            "devise",
            "divisa",
            "moneda",
            "valuta",
            "货币",
            "币种",
            "貨幣",
        ),
        *("currency primary", "base currency code", "trade currency", "order currency"),
        *("currency symbol", "settlement currency", "wahrg", "whg"),
    ),
    "weight": (
        *("weight", "weighting", "weight percent", "percent weight", "portfolio weight", "wgt"),
        *("pct of fund", "percent of fund", "of fund", "of net assets", "percent of net assets"),
        *("of portfolio", "percent of portfolio", "of assets", "of total", "pct", "percent"),
        *(
            "market value percent",
            "percent net assets",
            "fund weight",
            "gewicht",
            "gewichtung",
            "poids",
            "peso",
            "权重",
        ),
        *("percent of acct", "percent of account", "of acct", "of account", "percent of nav"),
        *("of nav", "nav percent", "percent of market value", "percent of mv", "anteil"),
        *("anteil in", "portfolioanteil", "depotanteil"),
    ),
    "account": (
        *("account", "account number", "account no", "account id", "account name", "portfolio"),
        *("portfolio id", "portfolio name", "portfolio code", "fund", "fund name", "fund code"),
        *("acct", "client account", "custody account", "depot", "depotnummer", "konto", "compte"),
        *("cuenta", "conto", "账户"),
        *("client account id", "source account number", "source account name"),
        *("reporting account number", "reporting account name", "client fund id", "fund id"),
        *("fund number", "account num", "acct no", "acct number", "acct id", "depot nr"),
        *("kontonummer", "depot nummer", "account code", "kunde depot"),
    ),
    "asset_class": (
        *("asset class", "asset type", "security type", "instrument type", "type", "product type"),
        *("sec type", "holding type", "asset category", "category", "investment type"),
        *("security class", "asset group", "wertpapierart", "gattung", "anlageklasse"),
        *("type d actif", "classe d actif", "tipo de activo", "资产类别"),
        *("asset category code", "security type code", "sec class", "produktart"),
        *("instrumentart", "asset class code"),
    ),
    "sector": (
        "sector",
        "gics sector",
        "industry",
        "industry sector",
        "gics",
        "branche",
        "secteur",
    ),
    "location": (
        *(
            "location",
            "country",
            "country code",
            "country of risk",
            "issuer country",
            "iso country",
        ),
        *("country of incorporation", "country of domicile", "domicile", "country name"),
        *("risk country", "incorporation country", "land", "pays", "pais", "paese", "国家"),
    ),
    "acquired": (
        *("acquired", "acquisition date", "purchase date", "date acquired"),
        *("held since", "open date", "buy date", "date of purchase", "acquired on", "tax lot date"),
        *("lot date", "opened", "kaufdatum", "date d achat", "fecha de compra"),
        *("open date time", "date opened", "lot open date", "datum des kaufs", "erwerbsdatum"),
    ),
    # The day of a trade; in a file without sides, since when the position is held.
    "traded": (
        *("trade date", "transaction date", "execution date", "order date", "date of trade"),
        *("traded", "trade day", "trade dt", "run date", "date traded", "trade date time"),
        *("handelsdatum", "handelstag", "abschlusstag", "ausfuhrungsdatum", "ausfuhrungstag"),
        *("auftragsdatum", "date d operation", "date de transaction", "fecha de operacion"),
        *("data operazione", "成交日期", "交易日期"),
    ),
    "side": (
        *("side", "action", "transaction", "transaction type", "trade type", "order side"),
        *("order action", "buy sell", "b s", "buy or sell", "trade side", "trade action"),
        *("direction", "buy sell indicator", "side of trade", "transaction code", "activity type"),
        *("position side", "long short", "l s", "position type", "buy sell code", "b s ind"),
        *("kauf verkauf", "geschaftsart", "auftragsart", "transaktion", "transaktionsart"),
        *("transaktionen", "umsatzart", "vorgang", "sens", "type d operation", "operation"),
        *("achat vente", "operacion", "tipo de operacion", "compra venta", "acquisto vendita"),
        *("tipo operazione", "koop verkoop", "买卖方向", "买卖", "交易方向", "買賣"),
    ),
    "investor": (
        *("investor", "investor type", "investor class", "investor status", "investor kind"),
        *("anleger", "investisseur", "inversor", "investitore"),
    ),
    "issued": (
        *("issued", "issue date", "date of issue", "issuance date", "dated date", "issued on"),
        *("ausgabedatum", "emissionsdatum", "date d emission"),
    ),
    "matures": (
        *("matures", "maturity", "maturity date", "date of maturity", "redemption date", "expiry"),
        *("expiry date", "expiration date", "final maturity", "matures on", "falligkeit"),
        *("endfalligkeit", "echeance", "vencimiento", "scadenza", "到期日"),
    ),
    # Known, so that none of them is taken for one of the above; read by nobody.
    "local_currency": (
        *("market currency", "local currency", "trading currency", "price currency"),
        *("local currency code", "local ccy", "dev kurs", "kurswahrung"),
    ),
    "national_number": ("wkn", "valoren", "valorennummer", "valor number", "valoren nr"),
    "notional": ("notional", "notional value", "exposure", "notional amount"),
    "rate": ("fx rate", "exchange rate", "rate", "fx"),
    "local_value": ("local market value", "market value local", "local value"),
    "cost": (
        *("cost", "book value", "book cost", "cost basis", "purchase price", "average cost"),
        *("unit cost", "cost basis total", "average cost basis", "einstandspreis", "kaufwert"),
        *("einstandswert", "einstandskurs"),
    ),
    "accrual_date": ("accrual date",),
    "coupon": ("coupon", "coupon rate", "interest rate"),
}

IDENTIFIERS = ("isin", "cusip", "sedol", "figi", "lei")
# Who stands behind a line beside the name of the security.
PARTIES = ("issuer", "parent")
# Of these, a name that is only alike is a doubt wherever it stands.
OF_PARTIES = frozenset({*PARTIES, "underlying", "party"})
PARTY_WORDS = frozenset(
    word for meaning in OF_PARTIES for word in SPELLINGS[meaning] if " " not in word
)
"""What a party is called: such a word stands beside its name in a text as above a column."""
IDENTIFYING = (*IDENTIFIERS, "identifier", "ticker", "name", "issuer")
_NOT_READ = frozenset(
    {
        *("national_number", "notional", "rate", "local_value", "cost", "accrual_date", "coupon"),
        *("underlying", "party"),
    }
)
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_CURRENCY_AT_END = re.compile(r"[\s_\-/(\[]+(?:in\s+)?([A-Z]{3})[)\]]?\s*\Z")
_NOT_CURRENCIES = frozenset({"MIC", "ISO", "BBG", "LEI", "RIC", "PCT", "NAV", "NUM", "FIG"})
_SHOWN_HEADERS = 12
_ENOUGH_KNOWN = 3
_CERTAIN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Which column of a file means what.

    Attributes:
        headers: The headers as in the file, made unique.
        columns: Meaning to header, of the columns whose meaning is known.
        currency: Currency that the header of the market value names; None otherwise.
        percent: Whether the header of the weights says that they are per cent.
        seconds: Kind and header of further columns that look like an identifier already found.
        beside: Header and meaning of columns that are read as nothing: whoever they surely name
            counts. Of a party's, whoever they may name.
        warnings: What is odd about the headers, one sentence each.
        told: What a person said that columns mean, by header; empty for none of these.
    """

    headers: tuple[str, ...]
    columns: dict[str, str]
    seconds: tuple[tuple[str, str], ...] = ()
    beside: tuple[tuple[str, str | None], ...] = ()
    currency: str | None = None
    percent: bool = False
    warnings: tuple[str, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=1)
def _meanings() -> dict[str, str]:
    return {words: meaning for meaning, spellings in SPELLINGS.items() for words in spellings}


@lru_cache(maxsize=4096)
def column_meaning(header: str) -> str | None:
    """Return what a column means by its header; None where it is not known."""
    meanings = _meanings()
    bare = _BRACKETS.sub(" ", header)
    without_currency = _CURRENCY_AT_END.sub("", header)
    percent = header.replace("%", " percent ")
    for candidate in (header, percent, bare, bare.replace("%", " percent "), without_currency):
        meaning = meanings.get(plain_words(candidate))
        if meaning is not None:
            return meaning
    words = plain_words(header).split()
    named = [kind for kind in IDENTIFIERS if kind in words]
    if len(named) > 1:
        return "identifier"
    return named[0] if named else None


def header_score(cells: Sequence[str], told: Mapping[str, str] | None = None) -> int:
    """Tell how well a line would do as the header; 0 where it cannot be one.

    ``Currency,USD`` and ``Name,My Fund`` are facts about a fund, no headers; of a line
    with a single known word only a true identifier counts, or a name among others.

    Args:
        cells: The cells of the line.
        told: What a person said that columns mean; a line with all those headers is the header.
    """
    if told and set(told) <= {*(names := unique_headers(cells))}:
        return 2 * _CERTAIN + sum(bool(told.get(one) or column_meaning(one)) for one in names)
    filled = [cell for cell in cells if cell.strip()]
    found = {column_meaning(cell) for cell in filled} - {None}
    if not found & set(IDENTIFYING):
        return 0
    known = len(found)
    if known >= _ENOUGH_KNOWN or known == len(filled) or (known > 1 and known * 3 >= len(filled)):
        return _CERTAIN + known
    return known if found & set(IDENTIFIERS) or len(filled) >= _ENOUGH_KNOWN else 0


def read_layout(headers: Sequence[str], file: str, told: Mapping[str, str] | None = None) -> Layout:
    """Tell what each column of a file means.

    Args:
        headers: Its headers.
        file: The file, for errors.
        told: What a person said that columns mean, which counts before what their headers say.

    Raises:
        InputError: No column says what is held.
    """
    unique, told = unique_headers(headers), told or {}
    columns: dict[str, str] = {}
    warnings = []
    seconds: list[tuple[str, str]] = []
    meant = _meant(headers, unique, told)
    for name, meaning in meant:
        if meaning in columns and meaning in IDENTIFYING + _READ:
            words = meaning.replace("_", " ")
            warnings.append(
                f"The columns {columns[meaning]!r} and {name!r} both look like the {words}: "
                f"{columns[meaning]!r} is read, the other only looked through for whom it names."
            )
            if meaning in SCHEMES:
                seconds.append((meaning, name))
        columns.setdefault(meaning, name)
    if not set(columns) & set(IDENTIFYING):
        raise no_identifying_column(headers, file)
    if "side" not in columns and "traded" in columns:
        columns.setdefault("acquired", columns["traded"])
        del columns["traded"]
    elif "side" in columns and "traded" not in columns:
        bare = next((name for name in unique if plain_words(name) in _BARE_DAYS), None)
        columns |= {} if bare is None else {"traded": bare}
    return Layout(
        headers=unique,
        columns=columns,
        seconds=tuple(seconds),
        beside=_beside(unique, columns, dict(meant)),
        currency=_currency(headers, columns.get("market_value") if told else None),
        percent="weight" in columns and _says_percent(columns["weight"]),
        warnings=tuple(warnings),
        told=told,
    )


def _meant(
    headers: Sequence[str], unique: Sequence[str], told: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Return columns with their meaning; of two issuers the second is the name, if none else is."""
    meant = [
        (name, meaning)
        for header, name in _strong_first(headers, unique, told)
        if (meaning := told[name] if name in told else column_meaning(header))
    ]
    issuers = [name for name, meaning in meant if meaning == "issuer" and name not in told]
    if len(issuers) > 1 and not any(meaning == "name" for _, meaning in meant):
        meant[meant.index((issuers[1], "issuer"))] = (issuers[1], "name")
    return meant


def _beside(
    headers: Sequence[str], read: Mapping[str, str], meant: Mapping[str, str]
) -> tuple[tuple[str, str | None], ...]:
    """Return header and meaning of what is to be looked through for whom it names."""
    counted = {name for meaning, name in read.items() if meaning not in _NOT_READ}
    return tuple((name, meant.get(name)) for name in headers if name not in counted)


def _strong_first(
    headers: Sequence[str], unique: Sequence[str], told: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Return headers with their unique names, those last that may as well mean another thing.

    What a person said of a column comes first.
    """
    pairs = list(zip(headers, unique, strict=True))
    return sorted(pairs, key=lambda pair: (pair[1] not in told, plain_words(pair[0]) in _WEAK))


def _says_percent(header: str) -> bool:
    return "%" in header or not {"pct", "percent", "percentage"}.isdisjoint(
        plain_words(header).split()
    )


# What a custodian may print of an account, or of another quantity, beside the security's own.
_WEAK = frozenset(
    {
        *("short name", "title", "code", "id", "amount", "balance", "settled quantity"),
        *("settlement date quantity", "sd quantity", "account name", "settlement currency"),
        *(
            "limit",
            "limit price",
            "position",
            "last",
            "position type",
            "transaction code",
            "sec class",
        ),
        *("company", "company name", "parent", "guarantor", "guarantors", "legal name"),
        *("legal entity name", "co issuer", "co issuer name", "coissuer", "debtor", "debtor name"),
        *("contract", "contract name", "contract description"),
    }
)
# The day of a trade, in a file of trades.
_BARE_DAYS = frozenset({"date", "datum", "day", "fecha", "data", "日期"})
_READ = (
    *("exchange", "quantity", "market_value", "currency", "weight", "account", "asset_class"),
    *("location", "acquired", "issued", "matures", "price", "side", "investor", "parent"),
)
# What a column can be said to mean.
MEANINGS = (*IDENTIFYING, *_READ, "traded")


def no_identifying_column(headers: Sequence[str], file: str) -> InputError:
    """Return the error for a file in which no column says what is held."""
    filled = [repr(header.strip()) for header in headers if header.strip()]
    more = "" if len(filled) <= _SHOWN_HEADERS else f" and {len(filled) - _SHOWN_HEADERS} more"
    found = f"found: {', '.join(filled[:_SHOWN_HEADERS])}{more}" if filled else "there is no header"
    return InputError(
        f"no column says what is held, so no line can be screened; {found}.",
        where=Place(file=file),
        remedy="Name at least one column isin, cusip, sedol, figi, lei, ticker or name.",
    )


def unique_headers(headers: Sequence[str]) -> tuple[str, ...]:
    """Return headers made unique, each one without words called by its place."""
    # Of each name how often it was met, so that thousands of equal headers take no time.
    met: dict[str, int] = {}
    for place, header in enumerate(headers, start=1):
        name = unique = header if header.strip() else f"column {place}"
        count = met.get(name, 0)
        while unique in met:
            count += 1
            unique = f"{name} ({count})"
        met[name] = max(count, 1)
        met.setdefault(unique, 1)
    return tuple(met)


def _currency(headers: Sequence[str], value: str | None) -> str | None:
    """Return the currency in the header of the market value; ``value``: the one that is it."""
    for header in headers:
        named = _CURRENCY_AT_END.search(header)
        is_value = column_meaning(header) == "market_value" if value is None else header == value
        if named is not None and named[1] not in _NOT_CURRENCIES and is_value:
            return named[1]
    return None
