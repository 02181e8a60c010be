"""One entry of the list, whatever the format: its cells by what they hold."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from proscribe.model.errors import Place, QuarantineError
from proscribe.sources.jp.mof.programmes import Programme

_BLANKS = re.compile(r"[^\S\n]+")
_NUMBER = re.compile(r"[*#]?(\d+(?:-\d+)?)(?:\([*#](\d+)\))?\Z")
_DAY = re.compile(r"(\d{4})[./年-]\s*(\d{1,2})[./月-]\s*(\d{1,2})")
_FETCH_AGAIN = "Fetch the file again and compare it with the publisher's."

# What a header is called, in any edition since 2022, without blanks and normalised.
COLUMNS = {
    "告示日付": "day",
    "告示番号": "number",
    "個人・団体": "kind",
    "日本語表記": "name",
    "氏名(日本語)": "name",
    "英語表記": "latin",
    "氏名(英語)": "latin",
    "別名": "alias",
    "別称": "alias",
    "別名・別称": "alias",
    "別称・別名": "alias",
    "別称・旧称": "alias",
    "確定可能な別名": "alias",
    "別名・別称(日本語)": "alias",
    "別名・別称(英語)": "alias",
    "旧称": "former",
    "旧称・以前の呼称": "former",
    "過去の別名": "former",
    "以前の別名": "former",
    "旧称(日本語)": "former",
    "旧称(英語)": "former",
    "確定に十分でない別名": "weak",
    "確定に十分でない別名(日本語)": "weak",
    "確定に十分でない別名(英語)": "weak",
    "称号": "title",
    "称号(日本語)": "title",
    "称号(英語)": "title",
    "役職": "position",
    "肩書": "position",
    "肩書等": "position",
    "役職(日本語)": "position",
    "役職(英語)": "position",
    "生年月日": "born",
    "生年月日・出生地": "born",
    "出生地": "birthplace",
    "出生地・出身地": "birthplace",
    "出生地(日本語)": "birthplace",
    "出生地(英語)": "birthplace",
    "国籍": "nationality",
    "国籍(日本語)": "nationality",
    "国籍(英語)": "nationality",
    "旅券番号": "passport",
    "ID番号": "identity",
    "身分登録番号": "identity",
    "身分証番号": "identity",
    "住所": "address",
    "住所等": "address",
    "所在地": "address",
    "住所・所在地": "address",
    "活動地域・住所": "address",
    "活動地域": "address",
    "所在地・住所登録された事務所の住所": "address",
    "住所・所在地(国)(日本語)": "country",
    "住所・所在地(都市その他の情報)(日本語)": "place",
    "住所・所在地(国)(英語)": "country_latin",
    "住所・所在地(都市その他の情報)(英語)": "place_latin",
    "電話": "phone",
    "電話番号": "phone",
    "FAX": "fax",
    "国連参照番号": "un_reference",
    "リスト掲載日": "un_listed",
    "国連制裁委員会による指定日": "un_listed",
    "国連制裁員会による指定日": "un_listed",
    "決議1483上の根拠": "basis",
    "指定の根拠": "basis",
    "その他の情報": "other",
    "詳細": "other",
}
# Only persons have these: a cell filled in there, were it with "unknown", tells a person.
PERSONAL = ("title", "position", "born", "birthplace", "nationality", "passport", "identity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry.

    Attributes:
        programme: What it is named under.
        number: The publisher's number within the programme.
        same_number: Number of the same subject in another programme, where it is printed.
        cells: Text by what it holds (the values of :data:`COLUMNS`), normalised.
        columns: What the table could hold.
        locator: Where it stands.
    """

    programme: Programme
    number: str
    same_number: str | None
    cells: dict[str, str]
    columns: frozenset[str]
    locator: str

    @property
    def id(self) -> str:
        """The entity id."""
        return f"jp_mof_sanctions-{self.programme.key}-{self.number}"

    @property
    def listed_on(self) -> date | None:
        """Day of the notice that named the subject; later ones amend it."""
        return read_day(self.cells.get("day", ""))

    def cell(self, field: str) -> str:
        """Return a cell; empty where there is none, or where it says "unknown"."""
        return known(self.cells.get(field, ""))


def plain(text: str) -> str:
    """Return a cell with one width of letters, and one blank between words of a line."""
    normal = unicodedata.normalize("NFKC", text).replace("\r", "")
    return "\n".join(
        line for part in normal.split("\n") if (line := _BLANKS.sub(" ", part).strip())
    )


def header(text: str) -> str:
    """Return a header without blanks."""
    return "".join(plain(text).split())


def known(text: str) -> str:
    """Return a text; empty where it only says that something is not known."""
    return "" if text.strip(" 。.、") in {"不明", "-", "なし", "無し", "該当なし"} else text


def read_day(text: str) -> date | None:
    """Return the first day of a text, where it begins with one."""
    match = _DAY.match(text)
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def read_number(text: str, where: Place) -> tuple[str, str | None]:
    """Return the number of an entry, and that of the same subject in another programme.

    Raises:
        QuarantineError: It is no number.
    """
    match = _NUMBER.match("".join(text.split()))
    if match is None:
        raise QuarantineError(
            f"the number of a notice is {text!r}: without it an entry has no identity.",
            where=where,
            remedy=_FETCH_AGAIN,
        )
    return match.group(1), match.group(2)
