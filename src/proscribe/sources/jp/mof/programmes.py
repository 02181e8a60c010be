"""The programmes of the list: what each is called, and the key its entries' ids are built on.

The publisher numbers the sheets anew whenever one is put in between, so that a number is no
identity: Haiti was 39, then 40, then 42. A programme is known by its title.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from proscribe.model.errors import Place, QuarantineError

_NOT_TOLD = re.compile(r"[\s()\[\]【】「」・.,、。:;~-]")
_NUMBER = re.compile(r"\A\d+\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """One programme.

    Attributes:
        key: What ids are built on.
        title: As the index of the list writes it.
        schema: Schema of its entries; None where a programme names persons and bodies.
        since: Day of its first entry in force.
        personal: True where bodies are told by having no personal data in a table that has
            columns for it.
        others: Titles and names of sheets it also goes by.
    """

    key: str
    title: str
    schema: str | None
    since: date
    personal: bool = False
    others: tuple[str, ...] = ()


_RUSSIA = "資産凍結等の措置の対象となるロシア連邦の団体及び個人"
_BELARUS = "資産凍結等の措置の対象となるベラルーシ共和国の個人及び団体"
_ELSEWHERE = "資産凍結等の措置の対象となるロシア連邦及びベラルーシ共和国以外の国・地域の"
_NOT_BANKS = "(団体(特定銀行を除く))"
_IRAQ = "イラク前政権の機関、高官又はその関係者等"
_CONGO = "コンゴ民主共和国に対する武器禁輸措置等に違反した者等"
_KOREA_UN = "北朝鮮に関連する国際連合安全保障理事会決議に基づく資産凍結等の措置の対象となる者"
_KOREA_OWN = (
    "国際平和のための国際的な努力に我が国として寄与するために講ずる資産凍結等の措置の対象となる"
    "北朝鮮の核その他の大量破壊兵器及び弾道ミサイル関連計画その他の北朝鮮に関連する国際連合安全"
    "保障理事会決議により禁止された活動等に関与する者"
)
_IRAN = "イランの拡散上機微な核活動又は核兵器運搬手段の開発に関与する者"
_LIBYA = "リビアのカダフィ革命指導者及びその関係者"
_SYRIA = "シリアのアル・アサド大統領及びその関係者等"
_CRIMEA_2014 = (
    "クリミア自治共和国及びセヴァストーポリ特別市のロシア連邦への「併合」又はウクライナ東部の"
    "不安定化に直接関与していると判断される者"
)
_CRIMEA = (
    f"{_CRIMEA_2014}並びにロシア連邦による「編入」と称する行為に直接関与していると判断される"
    "ウクライナの東部・南部地域の関係者と判断される者"
)
_AFRICA = "中央アフリカ共和国における平和等を損なう行為等に関与した者等"
_HAITI = "ハイチにおける平和等を脅かす行為等に関与した者等"

# By the number each had in 2026, which is also the division (kubun) of the CSV file.
PROGRAMMES: dict[int, Programme] = {
    1: Programme(
        key="milosevic",
        title="ミロシェビッチ前ユーゴスラビア大統領及び関係者",
        schema="Person",
        since=date(2002, 3, 1),
        others=("ミロシェビッチ前ユーゴ大統領関係者",),
    ),
    2: Programme(
        key="taliban",
        title="タリバーン関係者等",
        schema=None,
        personal=True,
        since=date(2001, 9, 22),
        others=("タリバーン関係者等(タリバーン、アル・カーイダ及びISIL(ダーイシュ)関係者等)",),
    ),
    3: Programme(
        key="terrorists-g7",
        title=(
            "テロリスト等(先進主要7か国(米、加、英、仏、独、伊、日)が協調して資産凍結の措置を"
            "実施する対象となるテロリスト等の個人及び団体)"
        ),
        schema=None,
        personal=True,
        since=date(2002, 4, 20),
        others=("テロリスト等(1)",),
    ),
    4: Programme(
        key="terrorists-us",
        title="テロリスト等(米国等が資産凍結等の措置を実施した個人及び団体)",
        schema=None,
        personal=True,
        since=date(2001, 12, 19),
        others=("テロリスト等(2)",),
    ),
    5: Programme(
        key="iraq-persons",
        title=f"{_IRAQ}(I.決議第1483号23(b)の対象となる個人)",
        schema="Person",
        since=date(2010, 7, 16),
        others=("イラク前政権関係者等(I)",),
    ),
    6: Programme(
        key="iraq-state-bodies",
        title=f"{_IRAQ}(II.決議第1483号23(a)の対象となる団体)",
        schema="Organization",
        since=date(2010, 7, 16),
        others=("イラク前政権関係者等(II)",),
    ),
    7: Programme(
        key="iraq-bodies",
        title=f"{_IRAQ}(III.決議第1483号23(b)の対象となる団体)",
        schema="Organization",
        since=date(2004, 8, 26),
        others=("イラク前政権関係者等(III)",),
    ),
    9: Programme(
        key="congo-persons",
        title=f"{_CONGO}(個人)",
        schema="Person",
        since=date(2005, 11, 25),
        others=("コンゴ民主共和国(個人)",),
    ),
    10: Programme(
        key="congo-bodies",
        title=f"{_CONGO}(団体とその他のグループ)",
        schema="Organization",
        since=date(2005, 11, 25),
        others=("コンゴ民主共和国(団体)",),
    ),
    12: Programme(
        key="sudan",
        title="スーダンにおけるダルフール和平阻害関与者等",
        schema=None,
        personal=True,
        since=date(2006, 6, 30),
        others=("スーダン",),
    ),
    13: Programme(
        key="north-korea-1695",
        title="北朝鮮のミサイル又は大量破壊兵器計画に関連する者",
        schema=None,
        since=date(2006, 9, 19),
        others=("北朝鮮(決議1695号)",),
    ),
    14: Programme(
        key="north-korea-un-bodies",
        title=f"{_KOREA_UN}(団体)",
        schema="Organization",
        since=date(2009, 5, 22),
        others=("北朝鮮(決議1718号等;団体)",),
    ),
    15: Programme(
        key="north-korea-un-persons",
        title=f"{_KOREA_UN}(個人)",
        schema="Person",
        since=date(2009, 7, 24),
        others=("北朝鮮(決議1718号等;個人)",),
    ),
    16: Programme(
        key="north-korea-bodies",
        title=f"{_KOREA_OWN}(団体)",
        schema="Organization",
        since=date(2013, 4, 5),
        others=("北朝鮮(協調;団体)",),
    ),
    17: Programme(
        key="north-korea-persons",
        title=f"{_KOREA_OWN}(個人)",
        schema="Person",
        since=date(2013, 4, 5),
        others=("北朝鮮(協調;個人)",),
    ),
    19: Programme(
        key="iran-persons",
        title=f"{_IRAN}(個人)",
        schema="Person",
        since=date(2025, 9, 28),
        others=("イラン(個人)",),
    ),
    20: Programme(
        key="iran-bodies",
        title=f"{_IRAN}(団体)",
        schema="Organization",
        since=date(2025, 9, 28),
        others=("イラン(団体)",),
    ),
    21: Programme(
        key="somalia",
        title="ソマリアに対する武器禁輸措置等に違反した者等",
        schema=None,
        personal=True,
        since=date(2010, 6, 25),
        others=("ソマリア",),
    ),
    22: Programme(
        key="libya-2009",
        title=(
            f"{_LIBYA}(I.国際連合安全保障理事会決議第2009号主文15に従い、資産凍結の措置が緩和"
            "されて適用される個人又は団体)"
        ),
        schema=None,
        since=date(2011, 3, 24),
        others=("リビア(I)",),
    ),
    23: Programme(
        key="libya",
        title=f"{_LIBYA}(II.その他の個人又は団体)",
        schema=None,
        personal=True,
        since=date(2011, 3, 8),
        others=("リビア(II)",),
    ),
    24: Programme(
        key="syria-persons",
        title=f"{_SYRIA}(個人)",
        schema="Person",
        since=date(2011, 9, 9),
        others=("シリア(個人)",),
    ),
    25: Programme(
        key="syria-bodies",
        title=f"{_SYRIA}(団体)",
        schema="Organization",
        since=date(2011, 9, 9),
        others=("シリア(団体)",),
    ),
    26: Programme(
        key="crimea-persons",
        title=f"{_CRIMEA}(個人)",
        schema="Person",
        since=date(2014, 8, 5),
        others=("クリミア等(個人)", f"{_CRIMEA_2014}(個人)"),
    ),
    27: Programme(
        key="crimea-bodies",
        title=f"{_CRIMEA}(団体)",
        schema="Organization",
        since=date(2014, 8, 5),
        others=("クリミア等(団体)", f"{_CRIMEA_2014}(団体)"),
    ),
    28: Programme(
        key="russia-bodies",
        title=f"{_RUSSIA}{_NOT_BANKS}",
        schema="Organization",
        since=date(2022, 3, 1),
        others=(f"ロシア連邦{_NOT_BANKS}",),
    ),
    29: Programme(
        key="russia-persons",
        title=f"{_RUSSIA}(個人)",
        schema="Person",
        since=date(2022, 3, 1),
        others=("ロシア連邦(個人)",),
    ),
    30: Programme(
        key="russia-banks",
        title=f"{_RUSSIA}(特定銀行)",
        schema="Company",
        since=date(2022, 2, 26),
        others=("ロシア連邦(特定銀行)",),
    ),
    31: Programme(
        key="belarus-persons",
        title=f"{_BELARUS}(個人)",
        schema="Person",
        since=date(2022, 3, 3),
        others=("ベラルーシ(個人)",),
    ),
    32: Programme(
        key="belarus-bodies",
        title=f"{_BELARUS}{_NOT_BANKS}",
        schema="Organization",
        since=date(2022, 3, 3),
        others=(f"ベラルーシ{_NOT_BANKS}",),
    ),
    33: Programme(
        key="belarus-banks",
        title=f"{_BELARUS}(特定銀行)",
        schema="Company",
        since=date(2022, 3, 11),
        others=("ベラルーシ(特定銀行)",),
    ),
    34: Programme(
        key="elsewhere-bodies",
        title="資産凍結等の措置の対象となるロシア連邦及びベラルーシ共和国以外の国の団体",
        schema="Organization",
        since=date(2023, 12, 15),
        others=(f"{_ELSEWHERE}団体", f"ロシア及びベラルーシ以外{_NOT_BANKS}"),
    ),
    35: Programme(
        key="elsewhere-persons",
        title=f"{_ELSEWHERE}個人及び特定銀行(個人)",
        schema="Person",
        since=date(2025, 1, 10),
        others=(f"{_ELSEWHERE}個人", "ロシア及びベラルーシ以外(個人)"),
    ),
    36: Programme(
        key="elsewhere-banks",
        title=f"{_ELSEWHERE}個人及び特定銀行(特定銀行)",
        schema="Company",
        since=date(2025, 1, 10),
        others=(f"{_ELSEWHERE}特定銀行", "ロシア及びベラルーシ以外(特定銀行)"),
    ),
    37: Programme(
        key="central-africa-persons",
        title=f"{_AFRICA}(個人)",
        schema="Person",
        since=date(2014, 8, 21),
        others=("中央アフリカ共和国(個人)",),
    ),
    38: Programme(
        key="central-africa-bodies",
        title=f"{_AFRICA}(団体及びその他のグループ)",
        schema="Organization",
        since=date(2016, 4, 1),
        others=("中央アフリカ共和国(団体)",),
    ),
    39: Programme(
        key="yemen",
        title="イエメン共和国における平和等を脅かす活動に関与した者等",
        schema=None,
        personal=True,
        since=date(2014, 12, 17),
        others=("イエメン共和国",),
    ),
    40: Programme(
        key="south-sudan",
        title="南スーダンにおける平和等を脅かす行為等に関与した者等",
        schema=None,
        personal=True,
        since=date(2015, 9, 18),
        others=("南スーダン",),
    ),
    41: Programme(
        key="mali",
        title="マリ共和国における平和等を脅かす行為等に関与した者等",
        schema=None,
        personal=True,
        since=date(2019, 1, 1),
        others=("マリ共和国",),
    ),
    42: Programme(
        key="haiti-persons",
        title=f"{_HAITI}(個人)",
        schema="Person",
        since=date(2022, 11, 11),
        others=("ハイチ共和国(個人)", _HAITI, "ハイチ共和国"),
    ),
    43: Programme(
        key="israeli-settlers",
        title="暴力的行為に関与するイスラエルの入植者",
        schema=None,
        personal=True,
        since=date(2024, 7, 23),
        others=("イスラエル",),
    ),
    44: Programme(
        key="haiti-bodies",
        title=f"{_HAITI}(団体)",
        schema="Organization",
        since=date(2025, 8, 13),
        others=("ハイチ共和国(団体)",),
    ),
}


def _told(title: str) -> str:
    """Return what tells a title from others: without blanks, brackets and stops."""
    return _NOT_TOLD.sub("", _NUMBER.sub("", unicodedata.normalize("NFKC", title)))


_BY_TITLE = {
    _told(title): programme
    for programme in PROGRAMMES.values()
    for title in (programme.title, *programme.others)
}


def find_programme(title: str, sheet: str) -> Programme | None:
    """Return the programme of a sheet by its title, or else by the sheet's name."""
    return _BY_TITLE.get(_told(title)) or _BY_TITLE.get(_told(sheet))


def unknown_programme(title: str) -> Programme:
    """Return a programme that is not known to us; its key stays the same with its title."""
    mark = hashlib.sha256(_told(title).encode()).hexdigest()[:8]
    return Programme(key=f"p{mark}", title=title, schema=None, since=date.min)


def check_numbering(number: int, days: list[date], kinds: list[str], file: str) -> None:
    """Refuse a file in which a number seems to stand for another programme than in 2026.

    Args:
        number: The division (kubun).
        days: Days of notice of its entries.
        kinds: ``Person`` or ``Organization`` for each entry, as the file says.
        file: Name of the file.

    Raises:
        QuarantineError: Most of its entries are older than the programme, or of the other kind.
    """
    programme = PROGRAMMES.get(number)
    if programme is None:
        return
    person = programme.schema == "Person"
    others = [kind for kind in kinds if programme.schema and (kind == "Person") != person]
    early = [day for day in days if day < programme.since]
    if len(others) * 2 > len(kinds) or len(early) * 2 > len(days) > 0:
        raise QuarantineError(
            f"the entries numbered {number} are not those of {programme.key}: the publisher has"
            " numbered its programmes anew, so that ids would go to other subjects.",
            where=Place(file=file),
            remedy="Compare the numbers with the sheets of the workbook, then amend the table.",
        )
