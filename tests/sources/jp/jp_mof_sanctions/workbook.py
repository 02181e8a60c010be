"""Workbooks in the layout of the list, with invented subjects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

import xlsxwriter

Rows = Sequence[Sequence[object]]

TALIBAN = "2.タリバーン関係者等"
US_TERRORISTS = "4.テロリスト等 (2)"
SOMALIA = "21.ソマリア"
BANKS = "30.ロシア連邦(特定銀行） "
HEADER = (
    "告示日付",
    "告示番号",
    "日本語表記",
    "英語表記",
    "別名・別称",
    "旧称",
    "確定に十分でない別名",
    "称号",
    "役職",
    "生年月日",
    "出生地・出身地",
    "国籍",
    "旅券番号",
    "ＩＤ番号",
    "住所・所在地",
    "国連制裁員会による指定日",
    "国連参照番号",
    "その他の情報",
)
NOTE = "（注）資産凍結等の措置は、50％以上を所有されている団体に対しても適用されます。"
LATIN_NAMES = "(a.k.a.: (a)Rei (b)Reiji Taro Jr (previously listed as))"
PERSON = (
    "2001.9.22\n2008.6.25改訂",
    "901",
    "レイジ・タロウ",
    "REIJI TARO\n(original script: مثال تارو)",
    f"(a)レイ(b)レイジ・タロ（以前のリスト記載ぶり）\n{LATIN_NAMES}",
    "不明",
    "小レイ（Little Rei）",
    "(a)Mullah （ムラー） (b)Haji （ハッジ）",
    "農業大臣\nMinister of Agriculture",
    "（a）1955年-1958年頃 （b）1963年4月11日又は4月12日",
    "(a)Example District, Egypt (b)Cairo, Egypt",
    "(a)エジプト (b)パキスタン",
    "エジプト旅券番号：A1234567（2020年1月1日に発行）",
    "Italian Fiscal Code（イタリア納税者番号）: XMPTRA63D11Z336Q",
    "(a)1 Example Street, Cairo, Egypt (b)Pakistan",
    40820,
    "QDi.901",
    "性別は男性。",
)
BODY = (
    "2001.10.12",
    "*902",
    "例示基金（EF）",
    "EXAMPLE FOUNDATION (EF)",
    "エグザンプル・ファンド; ＥＦＤ\nExample Fund; EFD",
    "旧例示\n(f.k.a.: Old Example)",
    *[""] * 8,
    "Lahore, Pakistan",
    "",
    "",
    "電話:+92-00-000",
)
DELETED = ("2006.2.16削除\n（901．と同一人物）", "903", *[""] * 16)
UNMARKED = ("2012.10.25", 904, *[""] * 16)

SHEETS: Mapping[str, Rows] = {
    "一覧": [["", ""], ["このファイルは、例示です。"], [2, "タリバーン関係者等"]],
    TALIBAN: [
        ["タリバーン関係者等", "", "", "（注1）例示の注。"],
        HEADER,
        PERSON,
        BODY,
        DELETED,
        UNMARKED,
    ],
    US_TERRORISTS: [
        ["テロリスト等", "", "米国等が資産凍結等の措置を実施した個人及び団体"],
        ["告示日付", "告示番号", "日本語表記", "英語表記", "別名", "生年月日", "国籍", "所在地"],
        ["2024.1.9", "11(*901)", "レイジ・タロウ", "Reiji TARO", "", 23112, "エジプト", ""],
        ["2024.1.9", "12", "例示商会", "EXAMPLE TRADING", "", "", "", "Cairo, Egypt"],
    ],
    SOMALIA: [
        ["ソマリアに対する武器禁輸措置等に違反した者等"],
        ["告 示 日 付", "告示\n番号", "日 本 語 表 記", "英語表記", "生年月日", "その他の情報"],
        ["2010.6.25", "1", "例示戦線", "EXAMPLE FRONT", "", "第一段落。"],
        ["", "", "", "", "", "第二段落。"],
    ],
    BANKS: [
        [f"資産凍結等の措置の対象となるロシア連邦の団体及び個人（特定銀行）\n{NOTE}"],
        ["告示日付", "告示番号", "日本語表記", "英語表記", "別称・旧称", "所在地"],
        [
            "2022.2.26",
            "1",
            "例示銀行",
            "Example Bank",
            "（旧称、旧例示銀行、例示商業銀行）\n(f.k.a. Old Example Bank; a.k.a. EXB)",
            "1 Example Lane, Moscow; 2 Example Lane, Moscow",
        ],
    ],
    "8.【解除】リベリア": [
        ["リベリア前政権の高官又はその関係者等"],
        ["【2015年12月18日告示廃止】"],
    ],
}


def workbook(sheets: Mapping[str, Rows] = SHEETS) -> bytes:
    """Return an XLSX file with these sheets."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for line, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if value != "":
                    sheet.write(line, column, value)
    book.close()
    return buffer.getvalue()


def with_row(sheet: str, row: Sequence[object], *, at: int | None = None) -> bytes:
    """Return the workbook with one row put in, or in the place of another."""
    rows = [list(each) for each in SHEETS[sheet]]
    if at is None:
        rows.append(list(row))
    else:
        rows[at] = list(row)
    return workbook({**SHEETS, sheet: rows})
