"""Words that stand between a name and another, or between a name and what is said of it.

They are written as names are folded: without accents, in small letters, in simplified Chinese.
"""

from __future__ import annotations

# Papers that banks write on the shares of others, as each language calls them.
_PAPERS = """
    stock stocks share bond bonds note notes warrant certificate certificates tracker basket index
    loan loans swap swaps future futures option options turbo mini knock out knockout barrier
    open end reverse convertible bonus discount express factor leverage leveraged long short
    trs cds cfd cln frn cd cp libor sofr euribor pct percent
    aktie aktien anleihe anleihen aktienanleihe genussschein schuldschein zertifikat zertifikate
    optionsschein optionsscheine schein turbo hebel faktor unlimited
    discountzertifikat bonuszertifikat hebelzertifikat expresszertifikat wandelanleihe
    action actions obligation obligations certificat certificats bon billet titre titres
    accion acciones bono bonos obligacion obligaciones certificado certificados pagare titulo
    azione azioni obbligazione obbligazioni certificato certificati titoli
    acao acoes obrigacao obrigacoes titulos
"""
_ENGLISH = """
    and or nor not no by for with via on in at to from of the an as is was are were be been am
    formerly former previously prior known fka aka dba nka renamed rename alias aliases called
    named now once under per through behalf against versus vs plus minus incl including excl
    excluding except without ex late ne successor predecessor
    guaranteed guarantee guarantees guarantor guarantors gtd gteed secured backed insured
    issued issuer issuers issue owned owner owns controlled controls held holder holds acquired
    bought sold merged subsidiary subsidiaries affiliate affiliates affiliated unit branch arm
    parent linked underlying exposure into over about between within upon
    has have had does do did who whom whose which that this it its if than
    sanctioned listed banned barred blacklisted buy sell own client customer supplier vendor
    payment invoice beneficiary order account attn regarding re jv entity both all any each
    http https www com net org html
"""
_GERMAN = """
    und oder von vom der die das den dem des durch fur auf aus mit bei zu zum zur im am an ist
    sind war ein eine einer eines nicht ohne ausser gegen nach uber unter sowie bzw wie auch
    ehemals ehemalige ehemaliger vormals fruher fruhere zuvor bisher vorher genannt umbenannt
    jetzt heute alias firmiert garantiert garantierte garant garantin burge verburgt begeben
    emittent emittentin emittiert tochter tochtergesellschaft mutter gehort gehorend besitz anteil
    anteile beteiligung basiswert bezogen inklusive exklusive namens auftrag
"""
_FRENCH = """
    et ou de du des la le les un une par pour avec chez sur dans en au aux est sans contre sous
    anciennement ancien ancienne autrefois precedemment dit dite nomme nommee appele renomme
    garanti garantie garant emis emise emetteur filiale detenu detenue controlee controle
    appartenant societe nom compte ordre lie liee
"""
_SPANISH = """
    el los las por para con del al como antes anteriormente antigua antiguo antiguamente conocida
    conocido llamada denominada ahora garantizado garantizada garante avalado emitido emitida
    emisor filial propiedad controlada sobre sin contra vinculado nombre cuenta
"""
_ITALIAN = """
    di del della dello dei degli delle da dal dalla dai su sul sulla il lo gli gia prima ora
    precedentemente denominata nota noto chiamata garantito garantita garante emesso emessa
    emittente controllata controllato posseduta legato conto nome tra fra con senza
"""
_PORTUGUESE = """
    do dos das pelo pela pelos para com em no na nos nas uma antiga antigo antigamente
    anteriormente conhecida conhecido chamada denominada agora garantido garantida emitido
    emitida emissor detida controlada sobre sem
"""
LINKS = frozenset(
    word
    for words in (_PAPERS, _ENGLISH, _GERMAN, _FRENCH, _SPANISH, _ITALIAN, _PORTUGUESE)
    for word in words.split()
)
"""Words of Latin letters that part names."""

OF = frozenset("of de di del della du des do da dos das von der dell d".split())  # noqa: SIM905
"""Those of them behind which a name may go on: ``Bank of China``."""

BEFORE = tuple(
    """
    及 与 和 或 由 原 的 之 对 向 给 是 被 同 跟 以及 或者 还有 加 连同 包括 除 非 即 含 原名
    原称 前称 前身 曾用名 又名 别名 简称 更名 改名 前 名为 挂钩 担保 持有 购买 买入 卖出 出售
    关于 投资 基于 追踪 委托 代表 通过 公司 集团 有限公司 母公司 子公司 附属公司 股东 发行人
    担保人 の と や は が を に も 旧 元 または 及び 株式会社
    """.split()  # noqa: SIM905
)
"""What stands before a name in Chinese or Japanese."""

BEHIND = tuple(
    """
    及 与 和 或 的 之 等 是 被 以及 或者 还有 旗下 是否 担保 保证 提供 发行 持有 拥有 控股
    全资 附属 子公司 母公司 关联 挂钩 相关 股票 股份 债券 债 票据 权证 认股证 认购证 认沽证
    牛熊证 期权 期货 证书 存托凭证 正股 有限公司 有限责任公司 股份有限公司 集团 公司 の と や は
    が を に も 社債 株式 株 債券 または 及び
    """.split()  # noqa: SIM905
)
"""What stands behind a name in Chinese or Japanese."""
