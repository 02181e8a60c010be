"""Japan's asset freezes: samples of our own, and the workbook of 5 March 2026."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import Listing, ParsedEdition
from proscribe.model.time import Moment
from proscribe.sources.jp.jp_mof_sanctions import SOURCE
from proscribe.sources.jp.mof.dates import read_dates
from tests.sources.editions import as_text, by_id, read_edition, snapshot_from
from tests.sources.jp.jp_mof_sanctions.workbook import (
    BANKS,
    HEADER,
    PERSON,
    SHEETS,
    TALIBAN,
    with_row,
    workbook,
)

SAMPLE = Path(__file__).parent / "sample" / "shisantouketsu20260702.csv"
KEY = "jp_mof_sanctions"
# Entries in force, counted by a script over the numbers of each sheet: the last less those gone.
IN_FORCE = {
    "milosevic": 10,
    "taliban": 480,
    "terrorists-g7": 12,
    "terrorists-us": 59,
    "iraq-persons": 65,
    "iraq-state-bodies": 1,
    "iraq-bodies": 9,
    "congo-persons": 44,
    "congo-bodies": 9,
    "sudan": 5,
    "north-korea-1695": 16,
    "north-korea-un-bodies": 75,
    "north-korea-un-persons": 80,
    "north-korea-bodies": 75,
    "north-korea-persons": 84,
    "iran-persons": 43,
    "iran-bodies": 78,
    "somalia": 24,
    "libya-2009": 2,
    "libya": 23,
    "syria-persons": 59,
    "syria-bodies": 31,
    "crimea-persons": 331,
    "crimea-bodies": 18,
    "russia-bodies": 369,
    "russia-persons": 752,
    "russia-banks": 16,
    "belarus-persons": 19,
    "belarus-bodies": 12,
    "belarus-banks": 4,
    "elsewhere-bodies": 7,
    "elsewhere-persons": 1,
    "elsewhere-banks": 1,
    "central-africa-persons": 14,
    "central-africa-bodies": 1,
    "yemen": 10,
    "south-sudan": 8,
    "haiti-persons": 9,
    "israeli-settlers": 4,
    "haiti-bodies": 2,
}


def parse(content: bytes, name: str = "shisantouketsu20260305.xlsx") -> ParsedEdition:
    return SOURCE.parse(snapshot_from(content, name))


def properties(listing: Listing) -> dict[str, tuple[str, ...]]:
    return dict(listing.properties)


def texts(listing: Listing) -> dict[str, tuple[str, str | None]]:
    return {name.text: (name.kind.value, name.lang) for name in listing.names}


@pytest.fixture(scope="module")
def sample() -> dict[str, Listing]:
    return by_id(parse(workbook()))


@pytest.fixture(scope="module")
def official(shared: Path) -> ParsedEdition:
    folder = shared / "data" / "jp_mof" / "2026-03-05"
    return read_edition(SOURCE, folder / "shisantouketsu20260305.xlsx")


@pytest.fixture(scope="module")
def listed(official: ParsedEdition) -> dict[str, Listing]:
    return by_id(official)


def test_the_workbook_reads_as_in_the_golden(golden: Callable[[str, str], None]) -> None:
    golden("workbook.json", as_text(parse(workbook())))


def test_the_csv_file_reads_as_in_the_golden(golden: Callable[[str, str], None]) -> None:
    golden("csv.json", as_text(read_edition(SOURCE, SAMPLE)))


def test_the_name_in_latin_letters_leads_and_each_script_is_a_name(
    sample: dict[str, Listing],
) -> None:
    names = texts(sample[f"{KEY}-taliban-901"])

    assert names["REIJI TARO"] == ("primary", None)
    assert names["レイジ・タロウ"] == ("alias", "jpn")
    assert names["مثال تارو"] == ("alias", None)
    assert names["Little Rei"] == ("weak", None)
    assert names["Reiji Taro Jr"] == ("alias", None)
    assert "Reiji Taro Jr (previously listed as)" in (sample[f"{KEY}-taliban-901"].remarks or "")


def test_a_former_name_is_told_by_its_column_and_by_its_mark(sample: dict[str, Listing]) -> None:
    assert texts(sample[f"{KEY}-taliban-902"])["Old Example"] == ("former", None)
    bank = texts(sample[f"{KEY}-russia-banks-1"])
    assert bank["Old Example Bank"] == ("former", None)
    assert bank["EXB"] == ("alias", None)
    assert bank["例示商業銀行"] == ("former", "jpn")


def test_an_acronym_in_brackets_is_a_weak_name_of_its_own(sample: dict[str, Listing]) -> None:
    body = sample[f"{KEY}-taliban-902"]

    assert body.caption == "EXAMPLE FOUNDATION"
    assert texts(body)["EF"] == ("weak", None)
    assert body.designations[0].as_printed == "EXAMPLE FOUNDATION (EF)"


def test_papers_dates_and_places_are_taken_apart(sample: dict[str, Listing]) -> None:
    found = properties(sample[f"{KEY}-taliban-901"])

    assert found["birthDate"] == ("1963-04-11", "1963-04-12")
    assert found["birthPlace"] == ("Cairo, Egypt", "Example District, Egypt")
    assert found["nationality"] == ("eg", "pk")
    assert found["passportNumber"] == ("A1234567",)
    assert found["taxNumber"] == ("XMPTRA63D11Z336Q",)
    assert found["unscId"] == ("QDi.901",)
    assert found["gender"] == ("male",)
    assert "birthDate 1955年-1958年頃" in (sample[f"{KEY}-taliban-901"].remarks or "")
    assert "UN: 2011-10-04" in (sample[f"{KEY}-taliban-901"].remarks or "")


def test_a_row_without_day_and_number_goes_on_with_the_one_before(
    sample: dict[str, Listing],
) -> None:
    assert sample[f"{KEY}-somalia-1"].remarks == "第一段落。 第二段落。"


def test_a_number_with_a_star_is_the_same_subject_in_another_programme(
    sample: dict[str, Listing],
) -> None:
    assert sample[f"{KEY}-terrorists-us-11"].same_as == (f"{KEY}-taliban-901",)
    assert sample[f"{KEY}-terrorists-us-12"].same_as == ()


def test_a_star_whose_programme_is_not_known_is_reported() -> None:
    row = list(PERSON)
    row[1] = "905(*3)"

    assert parse(with_row(TALIBAN, row)).warnings == (
        "number in a programme that is not known, 1 record",
    )


def test_deleted_entries_are_not_listed(sample: dict[str, Listing]) -> None:
    """The second is not marked, but names nobody either."""
    assert not {f"{KEY}-taliban-903", f"{KEY}-taliban-904"} & sample.keys()


def test_both_formats_give_the_same_ids_and_programmes(sample: dict[str, Listing]) -> None:
    csv = by_id(read_edition(SOURCE, SAMPLE))[f"{KEY}-taliban-901"]
    xlsx = sample[f"{KEY}-taliban-901"]

    assert csv.designations[0].program == xlsx.designations[0].program == "タリバーン関係者等"
    assert csv.schema == xlsx.schema == "Person"
    assert properties(csv)["title"] == properties(xlsx)["title"]


@pytest.mark.parametrize(
    ("text", "prefixes"),
    [
        ("昭和45年3月1日", ["1970-03-01"]),
        ("平成元年", ["1989"]),
        ("13633", ["1937-04-28"]),
        ("1970", ["1970"]),
        ("1986年12月13 日又は 31日", ["1986-12-13", "1986-12-31"]),
        ("2000年2月20/29日", ["2000-02-20", "2000-02-29"]),
        ("1958年9月", ["1958-09"]),
        ("1966年頃", [None]),
        ("1961年1月1日から\n1963年12月31日の間", [None]),
        ("(c)1402年6月24日(ヒジュラ暦)", [None]),
    ],
)
def test_a_date_is_read_no_more_exactly_than_written(text: str, prefixes: list[str | None]) -> None:
    assert [each.prefix for each in read_dates(text)] == prefixes
    assert all(each.understood for each in read_dates(text))


def test_every_entry_in_force_is_read_and_nothing_is_left_to_explain(
    official: ParsedEdition,
) -> None:
    counts = Counter(re.sub(r"-\d+\Z", "", listing.id[17:]) for listing, _ in official.listings)

    assert official.warnings == ()
    assert dict(counts) == IN_FORCE
    assert official.records == sum(IN_FORCE.values()) == 2862
    assert official.published == Moment(day=date(2026, 3, 5))


def test_the_first_entries_are_as_in_the_official_workbook(listed: dict[str, Listing]) -> None:
    milosevic = listed[f"{KEY}-milosevic-1"]
    assert milosevic.caption == "Milosevic Slobodan"
    assert properties(milosevic)["birthDate"] == ("1941-08-20",)
    assert properties(milosevic)["birthPlace"] == (
        "Pozarevac, Republic of Serbia",
        "セルビア共和国ポジャレヴァッツ",
    )
    assert milosevic.designations[0].listed_on == date(2002, 3, 1)
    putin = listed[f"{KEY}-russia-persons-1"]
    assert properties(putin)["birthDate"] == ("1952-10-07",)
    assert putin.designations[0].listed_on == date(2022, 3, 1)
    assert properties(listed[f"{KEY}-haiti-bodies-2"])["unscId"] == ("HTe.002",)
    bank = listed[f"{KEY}-russia-banks-3"]
    assert (bank.schema, bank.caption) == ("Company", "VEB.RF(Vnesheconombank)")


def test_spellings_in_brackets_are_names_of_their_own(listed: dict[str, Listing]) -> None:
    names = texts(listed[f"{KEY}-crimea-persons-2"])

    assert names["Sergey AKSYONOV"][0] == "primary"
    assert names["Sergei AKSENOV"][0] == "alias"


def test_the_numbers_with_stars_lead_to_the_same_names(listed: dict[str, Listing]) -> None:
    tied = [listing for listing in listed.values() if listing.same_as]

    assert len(tied) == 67
    for listing in tied:
        assert listed[listing.same_as[0]].caption.casefold() == listing.caption.casefold()


def test_a_person_is_told_by_what_the_row_says(listed: dict[str, Listing]) -> None:
    assert listed[f"{KEY}-north-korea-1695-16"].schema == "Person"
    assert listed[f"{KEY}-north-korea-1695-1"].schema == "LegalEntity"
    assert listed[f"{KEY}-somalia-1"].schema == "Organization"
    assert listed[f"{KEY}-yemen-4"].schema == "Person"


def test_an_unknown_programme_keeps_its_title_and_is_reported() -> None:
    sheets = {**SHEETS, "45.例示": [["例示の新しい措置の対象者"], HEADER, PERSON]}
    edition = parse(workbook(sheets))

    assert edition.warnings == ("unknown programme '例示の新しい措置の対象者', 1 record",)
    listing = edition.listings[-1][0]
    assert listing.designations[0].program == "例示の新しい措置の対象者"
    assert re.fullmatch(rf"{KEY}-p[0-9a-f]{{8}}-901", listing.id)


def test_a_sheet_keeps_its_ids_when_its_number_moves() -> None:
    moved = {name.replace("30.", "31."): rows for name, rows in SHEETS.items()}

    assert by_id(parse(workbook(moved))).keys() == by_id(parse(workbook())).keys()


def test_an_added_column_is_reported() -> None:
    rows = [list(row) for row in SHEETS[BANKS]]
    rows[1].append("危険度")
    rows[2].append("高")

    assert parse(workbook({**SHEETS, BANKS: rows})).warnings == ("unread column 危険度, 1 record",)


def test_an_unread_date_and_an_unknown_country_are_kept_and_reported() -> None:
    row = list(PERSON)
    row[1], row[9], row[11] = "905", "いつか", "例示国"
    edition = parse(with_row(TALIBAN, row))

    assert edition.warnings == (
        "unknown country '例示国', 1 record",
        "unread date 'いつか', 1 record",
    )
    assert "birthDate いつか" in (by_id(edition)[f"{KEY}-taliban-905"].remarks or "")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"<html><body>maintenance</body></html>", "web page"),
        (workbook()[:2000], "damaged or breaks off"),
        (gzip.compress(b"x"), "column '区分' is missing"),
        (b"\0" * 64, "zero byte"),
        (workbook({"Sheet1": [["告示日付", "告示番号", "日本語表記"]]}), "no sheet has a header"),
        (workbook({"1.例": [["題"], ["名前", "番号"], ["甲", 1]]}), "no header"),
        (workbook({"1.例": [["題"], ["告示日付", "日本語表記"], ["2001.1.1", "甲"]]}), "lacks"),
        (with_row(TALIBAN, PERSON), "stands twice"),
        (with_row(TALIBAN, ["2001.1.1", "906", "", "", "別名"]), "has no name"),
        (with_row(TALIBAN, ["2001.1.1", "甲", "名", "Name"]), "number of a notice"),
        (with_row(TALIBAN, ["2001.1.1", "", "名", "Name"]), "number of a notice"),
    ],
)
def test_damage_refuses_the_whole_edition(content: bytes, message: str) -> None:
    with pytest.raises(QuarantineError, match=re.escape(message)):
        parse(content)


def test_a_csv_file_that_is_cut_off_or_numbered_anew_is_refused() -> None:
    whole = SAMPLE.read_bytes()
    with pytest.raises(QuarantineError, match="cut off"):
        parse(whole[: whole.rindex(b"5 Example Lane")], SAMPLE.name)
    with pytest.raises(QuarantineError, match="numbered its programmes anew"):
        parse(whole.replace(b"\n14,014-", b"\n15,015-"), SAMPLE.name)
    with pytest.raises(QuarantineError, match="no number"):
        parse(whole.replace(b"\n14,014-", b"\nX,014-"), SAMPLE.name)


def test_a_csv_file_says_what_it_adds() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    odd = text.replace("個人・団体", "個人・団体", 1).replace(",団体,例示銀行", ",船舶,例示銀行")
    edition = parse(f"\ufeff{odd}".encode(), SAMPLE.name)
    assert edition.warnings == ("unknown kind of subject '船舶', 1 record",)

    lines = text.splitlines()
    more = "\n".join([f"{lines[0]},危険度", *(f"{line},高" for line in lines[1:])])
    assert parse(more.encode(), SAMPLE.name).warnings == ("unread column 危険度, 3 records",)


def test_a_file_of_another_name_states_no_day() -> None:
    assert parse(workbook(), "list.xlsx").published is None


def test_a_body_of_a_table_of_persons_and_bodies_has_no_personal_data(
    sample: dict[str, Listing],
) -> None:
    assert sample[f"{KEY}-taliban-902"].schema == "Organization"
    assert sample[f"{KEY}-terrorists-us-12"].schema == "Organization"
