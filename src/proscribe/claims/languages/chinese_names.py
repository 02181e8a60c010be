"""Names in Chinese texts: by their form, by where they stand, and again wherever they recur."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from proscribe.claims.names import Name
from proscribe.model.claim import EntityKind

_HAN = r"[\u4e00-\u9fff·]"
_NUMBERS = {
    sign: number for number, sign in enumerate("一二三四五六七八九", start=1)
} | {"两": 2, "俩": 2}  # fmt: skip
_COUNT = r"(?P<count>\d[\d,]*|[一二两三四五六七八九十百]+|数十|数|多|几|若干|部分|约\d+|逾\d+)"
_MEMBERS = (
    r"(?:公司|企业|实体|机构|个人|人士|银行|船只|油轮|船舶|商人|研究所|大学|工厂|厂商|"
    r"供应商|自然人|法人|"
    r"高管|官员|寡头|电视台|航空公司|运营商)"
)
_NATION = r"(?:中国|俄罗斯|伊朗|朝鲜|外国|香港|内地|大陆|中资|境外|白俄罗斯|叙利亚|土耳其|印度)"
_GROUP = re.compile(
    rf"(?:其他|另外?)?{_COUNT}(?:家|个|名|艘|位|所|多家|余家|多名)(?:{_NATION}|其他|大型|"
    rf"主要|国有|相关|军工|子|分|附属|关联|"
    rf"科技|电信|电讯|芯片|半导体|船运|航运|石油|国防|和|、)"
    rf"{{0,6}}(?:{_MEMBERS}(?:[和及与、]{_MEMBERS})*)"
)
_PLURAL = re.compile(
    rf"(?:有关|相关|部分|多家|一些|其他|不少|众多|这些)?{_NATION}(?:军工|科技|电信|芯片|大型|国有)?"
    rf"(?:企业|实体|公司|银行|油轮)(?![\u4e00-\u9fff]{{0,3}}(?:名单|清单))"
)
_FORM = (
    r"(?:股份有限公司|有限责任公司|有限公司|集团公司|公司|集团|控股|科技|技术|银行|航空|"
    r"重工|电子|半导体|通信|电信|"
    r"能源|石油|激光|船务|船舶|国际|证券|保险|研究院|研究所|科学院|大学|工业|网络|软件|"
    r"生物|移动|联通|数码|智能)"
)
_WORD = r"[\u4e00-\u9fff·A-Za-z0-9]"
# ``合锐微电子装备集团``: what it makes stands between two forms.
_MAKES = r"(?:装备|设备|材料|器件|仪器|制造|信息|工程|实业|系统|发展|产业|投资)"
_FORMED = re.compile(rf"{_HAN}{{2,14}}?{_FORM}(?:{_FORM})*(?:{_MAKES}(?:{_FORM})+)?")
_PUT = (
    r"(?:列入|列为|加入|纳入|添加|移出|移除|剔除|除名|拉入|认定|指定|从|等|实施|采取|施加|"
    r"的制裁|的禁令|的认定|"
    r"的投资|的决定|的指定|的指控|及其|、|和|以及|与)"
)
# ``中国电信`` is a company; ``中国电信企业`` are several.
_NATIONAL = re.compile(
    r"(?<![家名个])(?:中国|俄罗斯|伊朗)(?:电信|移动|联通|石油|石化|海油|海洋石油|中车|银行|"
    r"航空|铁建|中铁|"
    r"[\u4e00-\u9fff]{2,8}?(?:集团|公司|银行|总公司))(?!企业|公司|行业|市场|运营商|巨头|实体)"
)
_SLOTS = (
    re.compile(rf"(?:将|把|对|针对|撤销|制裁|包括)(?P<name>{_WORD}{{2,10}}?)(?={_PUT})"),
    re.compile(rf"(?:^|[，。；：、])(?P<name>{_WORD}{{2,12}}?)(?=等{_COUNT}[家个名艘])"),
    re.compile(
        rf"(?:^|[。！？；，、“”》）\s]|此前|以及|[和与对])(?P<name>{_WORD}{{2,10}}?)"
        r"(?=(?:[（(][^）)]{2,40}[）)])?(?:方面|随后|此前|尚未?|拒绝|不会|也|则|已|均|都|仍|还|再次|正式|"
        r"周.|今日|昨日|今天|昨天|"
        r"在|于|没有|立即|发言人|创始人|董事长|首席执行官|[A-H]?股股?价?|港股|股票|股份|"
        r"当日|\d+月|\d+日)*"
        r"(?:被|遭|表示|称|说|回应|否认|股价|港股|[AH]股|公告|发布|起诉|提起|宣布|认为|"
        r"强调|声明|仍在|不再|"
        r"在(?:声明|公告|港交所|一份|香港)|上涨|下跌|大跌|大涨|收盘|没有|未|将|获|停牌|"
        r"复牌|发言人|创始人|"
        r"董事长|首席执行官|开盘|须|不得))"
    ),
)
_NOT_NAMES = re.compile(
    r"^(?:位于|设在|有(?:分析|消息|知情|观点|媒体|专家|关|些|望)|"
    r"[一二两三四五六七八九十几数多]+[家名个]|芬兰|瑞典|德国|法国|土耳其|阿联酋|巴基斯坦|印度|新加坡|马来西亚|韩国|朝鲜|瑞士|荷兰|意大利|西班牙|"
    r"白俄罗斯|哈萨克斯坦|吉尔吉斯斯坦|越南|泰国|加拿大|澳大利亚|南非|肯尼亚|塞浦路斯|确认|指数|要求|考虑|呼吁|希望|人投资|资产|资金|财产|供应商|产品|股票|公民|居民|人士|银行|机构|个人|业务|交易|案件|"
    r"诉讼|行动|措施|限制|许可|认定|指定|官员|议员|律师|代表|委员|美国|中国|英国|欧盟|"
    r"俄罗斯|日本|中方|美方|英方|双方|各方|公司|集团|银行|该|此|这|那|其|他|她|它|我们|"
    r"上述|有关|相关|目前|此前|随后|同时|同日|当日|当天|今日|昨日|受此|按照|根据|由于|因此|"
    r"但|并|而|如果|未经|"
    r"交易|股价|股份|消息|报道|市场|投资者|法院|法官|政府|商务部|财政部|国防部|外交部|制裁|"
    r"禁令|决定|名单|清单|"
    r"理由|其中|分析|专家|知情|记者|声明|公告|文件|一名|一家|三家|最|首日|收盘|开盘|新|"
    r"产品|入选|应|所持|伊朗|发言人|"
    r"实体|企业|个人|前|自|并非|以|在|受|从|向|为|与|据|至|还|也|再|不|无|没|未|已|均|都|"
    r"可|及|对|把|将|被|等|"
    r"因|当|到|于|则|每|若|只|经|另|他们|去年|今年|明年|本周|上周|下周|周|星期)|"
    r"(?:名单|清单|制裁|禁令|法院|政府|交易所|委员会|财政部|国防部|商务部|投资者|公民|"
    r"发言人|理事会|法官)|"
    r"(?:表示|宣布|认为|列入|列为|的$|了$|将$|在$|被$|已$|也$|并$|对$|发布|指控|否认|起诉|"
    r"关联|之$|后$|中$|前$|尚$)|^\d+|[年月日]"
)
_CUT = re.compile(
    r"^.*?(?:列入|列为|将|把|对|向|与|和|及|在|由|为|被|的|制裁|指控|起诉|宣布|包括|家|名|"
    r"据|从|让|证明|表明|显示|说明|导致|使|给|是|"
    r"美国|英国|因|年|月|日|其|令|止|任何|所持|收购)(?=[\u4e00-\u9fff]{2})"
)
_OFFICE = (
    r"(?:联合)?(?:创始人|董事长|首席执行官|首席财务官|总裁|总经理|行长|执行董事|CEO|"
    r"副总裁)(?:兼(?:董事长|首席执行官|总裁|CEO))?"
)
_SPOKES = (
    r"(?:新闻)?发言人|部长|大使|议员|参议员|众议员|律师|分析师|国务卿|商人|富豪|寡头|"
    r"主席|秘书长|委员"
)
_SURNAME = (
    r"[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢"
    r"蒋蔡贾丁魏薛叶阎"
    r"余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎"
    r"易常武乔贺赖龚文华宿毛束何]"
)
_PERSON = rf"(?:{_SURNAME}[\u4e00-\u9fff]{{1,2}}?|[\u4e00-\u9fff]{{1,6}}·[\u4e00-\u9fff·]{{1,10}}?)"
_AFTER = (
    r"(?=(?:上周|上月|本周|昨[天日]|今[天日]|表示|称|说|指出|认为|强调|回应|在|周|于|、|，|。|宣布|透露|曾|也|对|\d|和|"
    r"发布|裁定|写道|重申|批评|认定|今))"
)
_TITLED = re.compile(rf"(?:(?P<office>{_OFFICE})|{_SPOKES})(?P<name>{_PERSON}){_AFTER}")
_JUDGE = re.compile(rf"法官(?P<name>{_PERSON}){_AFTER}")
_SAYS = re.compile(
    rf"(?:^|[。；，”\n])(?P<name>{_SURNAME}[\u4e00-\u9fff]{{1,2}}?)(?=表示|说|称|指出|认为|强调)",
    re.MULTILINE,
)
_LATIN = re.compile(
    r"(?<![A-Za-z])[A-Z][A-Za-z0-9&'’.-]*[A-Za-z0-9](?: [A-Z][A-Za-z0-9&'’.-]*[A-Za-z0-9.])*"
)
_NO_LATIN = frozenset(
    {
        "CEO",
        "CFO",
        "AI",
        "IPO",
        "ADR",
        "ADS",
        "H",
        "A",
        "US",
        "GPS",
        "IT",
        "EU",
        "UN",
        "APP",
        "App",
        "ETF",
        "SDN",
    }
)
_BEHIND = re.compile(
    r"\s*[（(](?:以下)?(?:简称|下称|又称)?[:：]?[“\"「]?(?P<short>[^）)"
    r"”\"」，,、：:]{2,30})[”\"」]?[）)]"
)
_SUFFIX = re.compile(rf"(?:{_MAKES})?(?:{_FORM})+\Z")
_GENERAL = re.compile(r"企业|军方|政府|外交|的|和|与|对|将|被|军工|国有")
# ``小米有`` is no name where ``小米`` is one.
_LED_ON = "有是在于也都均仍曾已还又会能可并"
_SHORTEST = 2
# An article names fewer: more are the rows of a table.
_MOST_NAMES = 300
_SHORT_OFFICE = re.compile(
    r"(?<![国\u4e00-\u9fff])(?:财政部|国防部|国务院|司法部)|(?<=[对与向令使行由称])"
    r"(?:财政部|国防部|国务院)"
)


def find_names(text: str) -> Iterator[Name]:
    """Yield groups, people and companies of a Chinese text."""
    yield from _groups(text)
    for match in _SHORT_OFFICE.finditer(text):
        whole = f"美国{match.group()}"
        ours = f"中国{match.group()}" in text
        if whole in text or ("美国" in text and not ours):
            yield Name(
                start=match.start(), end=match.end(), kind=EntityKind.AUTHORITY, called=whole
            )
    people = list(_people(text))
    yield from people
    borne = {text[one.start : one.end] for one in people}
    named = dict.fromkeys(one for one in _companies(text) if one not in borne)
    apart = [one for one in named if one[-1] not in _LED_ON or one[:-1] not in named]
    called = _called(apart[:_MOST_NAMES])
    called.update(_short_forms(text, called))
    covered = bytearray(len(text))
    for one in people:
        covered[one.start : one.end] = b"\x01" * (one.end - one.start)
    for match in _any_of(called).finditer(text):
        if covered.find(1, *match.span()) < 0:
            yield Name(
                start=match.start(),
                end=match.end(),
                kind=EntityKind.COMPANY,
                called=called[match.group()],
            )


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(names, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered)) or r"(?!)")


def _groups(text: str) -> Iterator[Name]:
    for match in _GROUP.finditer(text):
        yield Name(start=match.start(), end=match.end(), kind=EntityKind.GROUP,
                   count=count_of(match["count"]))  # fmt: skip
    for match in _PLURAL.finditer(text):
        yield Name(start=match.start(), end=match.end(), kind=EntityKind.GROUP)


def count_of(words: str) -> int | None:
    """Read ``34``, ``八`` or ``二十三``; None for ``数十`` and the like."""
    plain = words.replace(",", "").lstrip("约逾")
    if plain.isdecimal():
        return int(plain)
    head, ten, tail = plain.partition("十")
    if not ten:
        return _NUMBERS.get(plain)
    if (head and head not in _NUMBERS) or (tail and tail not in _NUMBERS):
        return None
    return _NUMBERS.get(head, 1) * 10 + _NUMBERS.get(tail, 0)


def _people(text: str) -> Iterator[Name]:
    for match in _TITLED.finditer(text):
        office = match.span("office") if match["office"] else None
        yield Name(
            start=match.start("name"), end=match.end("name"), kind=EntityKind.PERSON, role=office
        )
    for match in _JUDGE.finditer(text):
        yield Name(start=match.start("name"), end=match.end("name"), kind=EntityKind.COURT)
    for match in _SAYS.finditer(text):
        yield Name(start=match.start("name"), end=match.end("name"), kind=EntityKind.PERSON)


def _companies(text: str) -> Iterator[str]:
    for match in _FORMED.finditer(text):
        name = _bare(match.group())
        if len(_SUFFIX.sub("", name)) >= _SHORTEST and not _NOT_NAMES.search(name):
            yield name
    for match in _NATIONAL.finditer(text):
        if not _GENERAL.search(match.group()):
            yield match.group()
    for slot in _SLOTS:
        for match in slot.finditer(text):
            name = _bare(match["name"])
            if len(name) >= _SHORTEST and not _NOT_NAMES.search(name):
                yield name
    for match in _LATIN.finditer(text):
        if match.group() not in _NO_LATIN:
            yield match.group()


def _bare(words: str) -> str:
    """Return a name without the words that lead up to it."""
    while True:
        cut = _CUT.match(words)
        if cut is None:
            return words
        words = words[cut.end() :]


def _called(names: Sequence[str]) -> dict[str, str]:
    """Return for each name the shortest that begins it: ``小米`` for ``小米集团``."""
    called: dict[str, str] = {}
    for name in sorted(names, key=len):
        short = next(
            (one for one in called if name.startswith(one) and _SUFFIX.fullmatch(name[len(one) :])),
            None,
        )
        called[name] = name if short is None else called[short]
    return called


def _short_forms(text: str, called: dict[str, str]) -> dict[str, str]:
    """A short form in brackets behind a name is the same company."""
    found: dict[str, str] = {}
    for match in _any_of(called).finditer(text):
        behind = _BEHIND.match(text, match.end())
        if behind is not None and not behind["short"].isdecimal() and len(found) < _MOST_NAMES:
            found[behind["short"]] = called[match.group()]
    return found
