"""What Chinese sentences claim: rules over masked sentences, which set no words apart."""

from __future__ import annotations

import re

from proscribe.claims.rulebook import RuleSet
from proscribe.claims.rules import Rule
from proscribe.claims.wording import Wording
from proscribe.model.claim import ClaimType, DateRole, Modality

_CLAUSE = re.compile(r"[；。：“”]|，(?:但|而|并|不过|然而|因为|由于)|但")
_NEGATED = re.compile(r"未被?|没有?|尚未|不再|从未|并未|并非|不会|不|拒绝|无意|否认")
_CONDITIONAL = re.compile(r"如果|若|一旦|假如|除非")
_POSSIBLE = re.compile(
    r"可能|或将?(?=[\u4e00-\u9fff\ue000-\uf8ff])|考虑|要求|呼吁|敦促|建议|威胁|担心|担忧|"
    r"是否|讨论|传(?:出|闻)|"
    r"有望|恐(?:将|被|遭)|研究将|权衡|施压|提议"
)
_PLANNED = re.compile(r"拟|计划|打算|将于|将会|将要|准备|预计|即将|决定将?(?=从)")
_AIM = re.compile(
    r"(?:请求|寻求|试图|力争|争取|希望|要求|申请)[^。；，]{0,5}\Z|(?:诉讼|上诉|起诉)"
    r"[^。；，]{0,20}\Z"
)
_NEAR, _REACH = 12, 70


def read_wording(text: str, start: int) -> Wording:
    """Return how the words before a verb put it.

    Args:
        text: The masked sentence.
        start: Where the verb begins.
    """
    clause = _CLAUSE.split(text[max(0, start - _REACH) : start])[-1]
    near = re.split("[，、]", clause)[-1][-_NEAR:]
    modality = Modality.ASSERTED
    if _CONDITIONAL.search(clause):
        modality = Modality.CONDITIONAL
    elif _POSSIBLE.search(clause):
        modality = Modality.POSSIBLE
    elif _PLANNED.search(clause):
        modality = Modality.PLANNED
    return Wording(
        modality=modality,
        negated=_NEGATED.search(near) is not None,
        aim=_AIM.search(clause) is not None,
    )


def _rule(name: str, words: str, **marks: object) -> Rule:
    return Rule(name=name, words=words, wording=read_wording, **marks)  # type: ignore[arg-type]


# What another verb has for its object is none of these: A is moved off, B is put on.
_MANY = r"(?P<subjects>(?:(?!将|把|移出|剔除|移除|除名)[^。；：]){1,160}?)"
_ONES = (
    r"(?P<subjects>(?:{X}(?:[（(][^）)]{1,40}[）)])?(?:等?[、和及与]|等(?={G})|以及|，以及)"
    r"?(?:其|的|旗下|另外?|其他)?){1,16}等?)"
)
_SO = (
    r"(?:仍|仍然|依然|继续|目前|尚|还|已经?|也|均|都|同时|一[并起]|再次|正式|{T}|此前|去年|"
    r"今年|于|在|当地时间|"
    r"随后|曾|其后|又|先后|随即|因此|[，])*"
)
_PUT = r"(?:列入|加入|纳入|增列?入|新增[至到]|添加[到至进]?|放入|置于|列进|拉入|拉进|写入|收入)"
_NO_HONOUR = (
    r"(?!年度|最佳|重点|优秀|推荐|候选|推荐|百强|富豪|福布斯|供应商|采购|上市|"
    r"示范|试点|成分股|观察)"
)
_LIST = (
    rf"[^。；，、]{{0,14}}?(?:{{L}}|{_NO_HONOUR}(?<!企业)(?:黑名单|(?<!产品)"
    rf"(?<!重点企业)(?<!候选人)名单|清单))"
)
_AS = r"[^。；，]{0,16}?(?:{A}|军方|军事|涉军|军工|制裁对象|制裁目标|恐怖|{L}|黑名单|特别指定)"
_OFF = r"(?:移除|移出|剔除|删除|除名|撤下|去除|拿掉|摘除|划掉|撤出|移走|删去)"
_CALLED = r"(?:列为|指定为|认定为|归为|定为|认定属于|标记为|定性为)"
_BY = r"(?:{A}(?:和|及|与)?){0,2}"
_COURT = r"(?:(?P<court>{K})|法院|法官|法庭)"
_NO_COURT = r"(?!.*(?:{K}|法官|法院)[^。]*(?:裁|判|撤销|宣布))"
_SANCTIONS = r"(?:的?[^。；，]{0,14}?)(?:制裁|限制性措施|出口管制)"
_LISTED = (
    _rule("puts on a list", rf"(?:将|把){_MANY}{_SO}(?P<verb>{_PUT}){_LIST}"),
    _rule("calls", rf"(?:将|把){_MANY}{_SO}(?P<verb>{_CALLED}){_AS}"),
    _rule(
        "is put on a list",
        rf"{_ONES}{_SO}(?:未|没有|尚未|并未|从未|可能|或|恐|拟|也|不)*(?P<verb>(?:被|遭|获)"
        rf"{_BY}[^。；，]{{0,8}}?(?:{_PUT})){_LIST}",
    ),
    _rule(
        "is called",
        rf"{_ONES}{_SO}(?:未|没有)*(?P<verb>(?:被|遭){_BY}[^。；，]{{0,8}}?(?:{_CALLED})){_AS}",
    ),
    _rule(
        "sanctions against",
        rf"对(?!此){_MANY}{_SO}(?P<verb>实施|施加|采取|进行|追加|发起|启动|祭出|加以|实行)"
        rf"了?{_SANCTIONS}",
    ),
    _rule(
        "announces sanctions",
        rf"(?P<verb>宣布|公布|出台|实施|推出)(?:了)?(?:针?对)(?!此){_MANY}(?:的)(?:新|"
        rf"一系列|新一轮|经济|金融)*制裁",
    ),
    _rule(
        "sanctions",
        r"(?P<agent>{A})[^。；：]{0,16}?(?P<verb>制裁|拉黑)了?(?!执行|办公室|规定|措施|"
        r"委员会|法|政策|风险|清单|名单|的)(?P<subjects>(?:(?!规避|逃避|措施)[^。；，：])"
        r"*?{X}[^。；：]{0,80})",
    ),
    _rule("is sanctioned", rf"{_ONES}{_SO}(?P<verb>(?:遭|受到?|被){_BY}(?:的)?(?:制裁|拉黑))"),
    _rule(
        "is on a list",
        rf"{_ONES}{_SO}(?:不|没有)?(?P<verb>在|留在|位于|列于|名列|身处|处于|在列于)"
        rf"{_BY}(?:的)?{_LIST}(?:上|之列|之中|中|内)?",
    ),
    _rule(
        "puts on a list, including",
        rf"(?P<verb>{_PUT}){_LIST}[^。；]{{0,24}}?(?:其中)?(?:包括|包含|涵盖|有){_MANY}(?=[。；]|\Z)",
    ),
    _rule(
        "list gains",
        rf"(?:{{L}}|名单|清单)[^。；，]{{0,6}}?(?P<verb>新增|增加|添加)了?{_MANY}(?=[。；，]|\Z)",
    ),
)
_DELISTED = (
    _rule(
        "takes off a list",
        rf"(?:将|把){_MANY}{_SO}从[^。；]{{0,20}}?(?:{{L}}|名单|清单)"
        rf"[^。；，]{{0,4}}?(?P<verb>{_OFF})",
    ),
    _rule(
        "takes off, list last",
        rf"(?:将|把){_MANY}{_SO}(?P<verb>移出|剔除出|移除出|剔出|撤出){_LIST}",
    ),
    _rule(
        "is taken off",
        rf"{_ONES}{_SO}(?:未|没有|尚未|可能|或)*被?(?:{_BY})从[^。；]{{0,20}}?(?:{{L}}|"
        rf"名单|清单)[^。；，]{{0,4}}?(?P<verb>被?{_OFF})",
    ),
    _rule(
        "leaves a list",
        rf"{_ONES}{_SO}(?:因[^。；，]{{1,30}}，)?(?:未|没有|尚未|可能|或)*(?P<verb>(?:被|获){_BY}?(?:移出|剔除出|"
        rf"移除出)|移出|退出|脱离|摆脱){_LIST}",
    ),
    _rule(
        "lifts sanctions",
        rf"^{_NO_COURT}.*?(?P<verb>解除|取消|撤销|撤回|终止|废除)(?:了)?(?:对)(?!此)"
        rf"(?P<subjects>[^。；：]{{1,80}}?)(?:的?)[^。；，]{{0,10}}?(?:制裁|限制|指定|列名|"
        rf"禁令|冻结|认定)",
    ),
)
_WHO = (
    r"(?:投资者|投资人|投资机构|公民|人士|企业|公司|个人|供应商|实体|机构|基金|银行|"
    r"国民|美国人|{A}人(?!士)|{G}|金融机构|任何人|出口商)"
)
_BOUND = rf"(?P<bound>(?:{{A}}|美国|英国|欧盟|欧洲|任何|所有|的|和)*{_WHO}(?:[和及与]{_WHO})?)"
_DEAL = (
    r"(?:购买|买卖|买入|投资|持有|交易|出售|供应|出口|提供|从事|进行|往来|合作|采购|使用|入境|与)"
)
_PROHIBITED = (
    _rule(
        "may not deal",
        rf"{_BOUND}(?:将|均|已|都|从{{T}}起|自{{T}}起|也|，)*(?P<verb>被禁止|禁止|不得|"
        rf"不能|不准|不可|无法|被限制|遭禁止)(?P<subjects>[^。；]{{0,60}})",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    _rule(
        "forbids",
        rf"(?P<verb>禁止|限制|不准|不允许)"
        rf"{_BOUND}(?P<subjects>[^。；]{{0,14}}?{_DEAL}[^。；]{{0,60}})",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    _rule(
        "forbids it to",
        r"(?P<verb>禁止|限制)(?P<subjects>{X}(?:[、和及与]{X}){0,6})(?:从事|参与|进行|开展|在|与)",
        role=DateRole.EFFECTIVE,
    ),
    _rule(
        "assets are frozen",
        r"(?P<subjects>[^。；，：]{0,60}?)(?:的|在)?[^。；，：]{0,14}?(?:资产|资金|财产|"
        r"账户)[^。；，：]{0,10}?(?:将|已|均|都|会)*(?P<verb>被冻结|遭冻结|冻结)",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    _rule(
        "freezes assets",
        r"(?P<verb>冻结)了?(?P<subjects>[^。；，：]{0,60}?)(?:的|在)"
        r"?[^。；，：]{0,14}?(?:资产|资金|财产|账户)",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    _rule(
        "needs a licence",
        r"(?P<verb>(?:须|需|必须|需要|要求)[^。；，]{0,8}?(?:申请|取得|获得|办理|事先)"
        r"[^。；，]{0,8}?许可证?)(?P<subjects>[^。；]{0,60})",
        loose=True,
        dated=False,
    ),
    _rule(
        "ban takes effect",
        r"(?:禁令|限制措施|制裁|禁止令)[^。；，]{0,16}?(?P<verb>生效)",
        role=DateRole.EFFECTIVE,
    ),
)
_SELL = r"(?:出售|抛售|剥离|清仓|处置|减持|脱手|卖出|撤资|出清|清空|转让)"
_DIVEST = (
    _rule(
        "must sell by",
        rf"(?P<verb>须|必须|应当?|需要?|要求|限(?:令|期)?|可以?|有义务|被要求|获准)"
        rf"[^。；]{{0,30}}?(?P<date>{{T}})(?:之?前|以前|止|之前)"
        rf"?[^。；]{{0,16}}?{_SELL}(?P<subjects>[^。；]{{0,50}})",
        role=DateRole.DEADLINE,
        loose=True,
        aims=True,
    ),
    _rule(
        "by a day must sell",
        rf"(?P<date>{{T}})(?:之?前|以前|止)?[，]?[^。；]{{0,30}}?(?P<verb>须|必须|应当?|"
        rf"需要?|要求)[^。；]{{0,24}}?{_SELL}(?P<subjects>[^。；]{{0,50}})",
        role=DateRole.DEADLINE,
        loose=True,
        aims=True,
    ),
    _rule(
        "last day to sell",
        rf"{_SELL}(?P<subjects>[^。；]{{0,50}}?)的(?P<verb>最后期限|截止日期?|期限)"
        rf"[^。；]{{0,10}}?(?P<date>{{T}})",
        role=DateRole.DEADLINE,
        loose=True,
        aims=True,
    ),
)
_ENJOINED = (
    _rule(
        "court stays",
        rf"{_COURT}[^。；]{{0,60}}?(?P<verb>暂停|暂缓|中止|叫停|暂时(?:禁止|阻止|冻结|中止)"
        rf"|阻止|临时禁止|搁置)(?P<subjects>[^。；]{{1,100}})",
        loose=True,
    ),
    _rule(
        "injunction",
        rf"{_COURT}[^。；]{{0,40}}?(?P<verb>(?:颁布|发布|下达|发出|批准|签发|颁发|作出)"
        rf"(?:了)?[^。；，]{{0,12}}?(?:初步|临时)[禁限]?[制令]*)(?P<subjects>[^。；]{{0,100}})",
        loose=True,
    ),
)
_ANNULLED = (
    _rule(
        "court annuls",
        rf"{_COURT}[^。；]{{0,60}}?(?P<verb>撤销|推翻|废除|取消|裁定[^。；]{{0,30}}?无效|"
        rf"宣布[^。；]{{0,30}}?无效)(?:了)?(?P<subjects>[^。；]{{0,100}})",
        loose=True,
    ),
    _rule(
        "is annulled by a court",
        r"(?P<subjects>[^。；]{1,80}?)被(?P<court>{K})(?P<verb>撤销|推翻|废除|取消|宣布无效)",
        loose=True,
    ),
)
_UPHELD = (
    _rule(
        "court dismisses",
        rf"{_COURT}[^。；]{{0,50}}?(?P<verb>驳回)(?:了)?(?!{{A}})"
        rf"(?P<subjects>[^。；]{{0,90}}?)(?:的|提起的|提出的)?[^。；]{{0,20}}?(?:诉讼|上诉|"
        rf"请求|申请|起诉|要求)",
        loose=True,
    ),
    _rule(
        "court holds it may",
        rf"{_COURT}[^。；]{{0,24}}?(?:裁定|判定|认定|裁决)[^。；]{{0,6}}?{{A}}(?P<verb>有权|可以|"
        rf"有充分|有理由)[^。；]{{0,10}}?(?:将|把|对)(?P<subjects>[^。；]{{1,90}})",
        loose=True,
    ),
    _rule(
        "court upholds",
        rf"{_COURT}[^。；]{{0,50}}?(?P<verb>维持|支持{{A}}|裁定{{A}}胜诉)(?:了)"
        rf"?(?P<subjects>[^。；]{{0,90}})",
        loose=True,
    ),
)
_NOT_YET = "".join(f"(?<!{one})" for one in ("将", "考虑", "拟", "准备", "可能", "计划", "有权"))
_SUED = (
    _rule(
        "brings a suit",
        rf"{_ONES}[^。；：“”]{{0,40}}?{_NOT_YET}(?P<verb>起诉|提起(?:了)?(?:行政)?诉讼|提起(?:了)"
        rf"?上诉|状告|控告|将{{A}}告上|入禀|提出(?:司法)?(?:诉讼|上诉|复核)|提告)",
        aims=True,
    ),
)
_LICENCE = (
    _rule(
        "issues a licence",
        r"(?P<verb>(?:发布|签发|颁发|发放|批准|授予|给予|延长|续签|发出|出具)"
        r"[^。；，]{0,14}?(?:通用许可证?|一般许可证?|许可证?|豁免))(?P<subjects>[^。；]{0,80})",
        loose=True,
    ),
    _rule(
        "gets a licence",
        r"(?P<subjects>{X})[^。；，]{0,20}?(?P<verb>(?:获得|取得|获发|获批|获)"
        r"[^。；，]{0,20}?(?:许可证?|豁免))",
    ),
    _rule(
        "licence allows",
        r"(?P<verb>(?:通用|一般)许可证?[^。；]{0,20}?(?:允许|授权|准许))"
        r"(?P<subjects>[^。；]{0,80})",
        loose=True,
    ),
)
_PENALTY = (
    _rule(
        "fines",
        r"对(?P<subjects>[^。；：]{1,60}?)(?P<verb>处以|开出|作出|罚款|判处)"
        r"[^。；]{0,10}?(?P<value>{N})",
    ),
    _rule(
        "is fined",
        r"(?P<subject>{X})[^。；]{0,30}?(?P<verb>(?:被|遭)[^。；，]{0,8}?(?:罚款|处罚|处以|"
        r"罚))[^。；]{0,8}?(?P<value>{N})",
    ),
    _rule(
        "agrees to pay",
        r"(?P<subject>{X})[^。；]{0,20}?(?P<verb>同意|将|须|需|已)?(?:支付|缴纳)"
        r"[^。；]{0,8}?(?P<value>{N})[^。；]{0,14}?(?:罚款|罚金|和解|违反)",
    ),
)
_REMOVE = r"(?:摘牌|除牌|退市|下市|终止上市|取消上市|撤销上市)"
_EXCHANGE = (
    _rule(
        "exchange removes",
        rf"(?:将|把|对|令|使){_MANY}(?:的)?(?:股票|股份|存托凭证|证券|ADR|ADS)?(?:予以|"
        rf"进行|实施|启动)?(?P<verb>{_REMOVE})",
    ),
    _rule(
        "is removed",
        rf"{_ONES}(?:的)?(?:股票|股份|存托凭证|证券|ADR|ADS)?{_SO}(?:不会|没有|未)?(?:被|"
        rf"遭|将|从|自|{{V}}|会|可能|面临|正式|强制|在)*(?P<verb>{_REMOVE})",
    ),
)
_HALT = (
    _rule(
        "trading halts",
        r"(?P<subjects>[^。；：]{0,60}?)(?P<verb>停牌|暂停(?:股份|股票)?(?:交易|买卖)|"
        r"交易(?:将|已|被)?[^。；，]{0,12}?暂停|停止交易|暂停(?=[。，]))",
        loose=True,
    ),
)
_INDEX = (
    _rule(
        "index removes",
        rf"(?P<agent>{{V}})[^。；]{{0,30}}?(?:将|把){_MANY}(?:从[^。；，]{{0,14}}?)"
        rf"?指数[^。；，]{{0,6}}?(?P<verb>{_OFF})",
    ),
    _rule(
        "index drops, names last",
        rf"(?P<agent>{{V}})[^。；]{{0,20}}?从[^。；，]{{0,14}}?指数[^。；，]{{0,4}}?(?P<verb>{_OFF})"
        rf"{_MANY}(?=[。；，]|\Z)",
        role=DateRole.EFFECTIVE,
    ),
    _rule(
        "index removes it from",
        rf"(?P<agent>{{V}})[^。；]{{0,30}}?(?:将|把){_MANY}(?P<verb>剔除出|移除出|移出|剔出|撤出)"
        rf"[^。；，]{{0,16}}?指数",
        role=DateRole.EFFECTIVE,
    ),
    _rule(
        "is removed from an index",
        rf"{_ONES}[^。；]{{0,10}}?被?[^。；]{{0,12}}?从?[^。；，]{{0,10}}指数[^。；，]{{0,4"
        rf"}}?(?P<verb>{_OFF})",
    ),
)
_SHARES = (
    r"(?:的)?(?:[A-H]股|港股|美股|股价|股票|股份|存托凭证|ADR|ADS|在[^。；，]{1,8}?|"
    r"今[日天]|昨[日天]|周.|{T}|当日|首日|收盘|开盘|盘中|的|一度|公司|，)*"
)
_PRICE_CHANGE = (
    _rule("shares move", rf"(?P<subject>{{C}}|{{O}}){_SHARES}[^。；%]{{0,30}}?(?P<value>{{R}})"),
    _rule("shares move, more", rf"(?:^|[，。])(?:股价|{_SHARES})[^。；%]{{0,24}}?(?P<value>{{R}})"),
)
_PRICE = (
    _rule(
        "shares at a price",
        rf"(?P<subject>{{C}}|{{O}}){_SHARES}[^。；]{{0,40}}?(?P<verb>报|收报|收于|收盘于|"
        rf"至|跌至|涨至|收在|开于|为)(?:每股)?(?P<value>{{N}})(?!的?(?:罚|净|营|利|资|美元))",
    ),
)
_BECAUSE = r"(?P<because>[^。；]{2,140})"
_REASON = (
    _rule("gives as reason", rf"(?P<verb>理由是|原因是|理由为|原因在于){_BECAUSE}"),
    _rule("on the ground", r"以(?P<because>[^。；，]{2,80}?)(?P<verb>为由)"),
    _rule(
        "because of",
        rf"(?P<verb>(?<![\u4e00-\u9fff])因(?:为|涉嫌|其)|(?<=[，、])(?:由于|因))"
        rf"(?=[^。；]{{0,60}}?(?:军|支持|参与|向|涉|伊朗|国家安全|人权)){_BECAUSE}",
    ),
)
_ALLEGATION = (
    _rule(
        "accuses",
        r"(?P<agent>{A})[^。；：“”{A}]{0,12}?(?P<verb>指控|指责|认定|声称|指称|称|指|认为)"
        r"(?P<subjects>{X}[^。；，]{0,20}?)(?P<because>(?:多次|曾|长期|与|为|向|支持|协助|"
        r"帮助|利用|参与|涉嫌|从事|属于|隶属|由|违反|运输|窃取|提供)[^。；]{2,120})".replace(
            "{A}]", "]"
        ),
        modality=Modality.ALLEGED,
    ),
)
_DENIAL = (
    _rule(
        "denies", r"(?P<subject>{C}|{P}|{G}|{O})[^。；]{0,30}?(?P<verb>否认|驳斥|反驳)", aims=True
    ),
)
RULES: tuple[RuleSet, ...] = (
    (ClaimType.LISTED, ("单", "制裁", "军", "拉黑"), _LISTED),
    (ClaimType.DELISTED, ("单", "解除", "取消", "撤"), _DELISTED),
    (
        ClaimType.PROHIBITED,
        ("禁", "不得", "不能", "不准", "不可", "无法", "冻结", "许可", "生效", "限制"),
        _PROHIBITED,
    ),
    (
        ClaimType.DIVEST_BY,
        ("售", "剥离", "清仓", "处置", "减持", "卖出", "撤资", "出清", "转让"),
        _DIVEST,
    ),
    (ClaimType.ENJOINED, ("停", "暂", "中止", "阻止", "搁置", "禁"), _ENJOINED),
    (ClaimType.ANNULLED, ("撤销", "推翻", "废除", "取消", "无效"), _ANNULLED),
    (
        ClaimType.UPHELD,
        ("驳回", "维持", "支持", "胜诉", "有权", "可以", "有充分", "有理由"),
        _UPHELD,
    ),
    (ClaimType.SUED, ("诉", "告", "入禀"), _SUED),
    (ClaimType.LICENCE, ("许可", "豁免"), _LICENCE),
    (ClaimType.PENALTY, ("罚", "支付", "缴纳", "处以"), _PENALTY),
    (ClaimType.EXCHANGE_REMOVED, ("牌", "市"), _EXCHANGE),
    (ClaimType.TRADING_HALT, ("停牌", "暂停", "停止交易"), _HALT),
    (ClaimType.INDEX_REMOVED, ("指数",), _INDEX),
    (ClaimType.PRICE_CHANGE, ("%", "百分之", "％"), _PRICE_CHANGE),
    (ClaimType.PRICE, ("元", "$"), _PRICE),
    (ClaimType.REASON, ("由", "因"), _REASON),
    (ClaimType.ALLEGATION, ("指", "称", "认"), _ALLEGATION),
    (ClaimType.DENIAL, ("否认", "驳"), _DENIAL),
)
