"""Columns that are read as nothing else, and still may name whom a line must not hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from proscribe.workspace import LineTerms, Workspace
from proscribe.workspace.surveying import told_columns

DAY = "2022-06-06"
Rows = Callable[..., list[dict[str, object]]]


def screening_with(workspace: Workspace, folder: Path) -> Rows:
    """Screen lines under a header; return the rows of the report."""

    def screen(head: str, *lines: str, **options: object) -> list[dict[str, object]]:
        file = folder / "p.csv"
        file.write_text("\n".join((head, *lines, "")), encoding="utf-8")
        asked = {"as_of": DAY, "known_at": DAY, "actions": ["buy"], **options}
        return workspace.screen(file, **asked).to_polars().to_dicts()  # type: ignore[arg-type]

    return screen


@pytest.fixture
def rows(packaged: Workspace, tmp_path: Path) -> Rows:
    """Screen lines against the packaged facts."""
    return screening_with(packaged, tmp_path)


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Entity at the end of the chain", "Hikvision"),
        ("Papier von", "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO LTD"),
        ("Description of Security", "Hikvision 3.5% 2028"),
        ("Remark", "Hikvision ORD SHS"),
        ("Exposure", "Hikvision"),
        ("保证方名称", "CNOOC LIMITED"),
        ("Beteiligte", "Northern Harbour; Hikvision"),
        ("Other number", "US0378331005 / CNE100000PM8"),
    ],
)
def test_a_column_read_as_nothing_else_is_looked_through(
    rows: Rows, header: str, cell: str
) -> None:
    (row,) = rows(f"Security Name,Quantity,{header}", f"Alpha 3% 2028,5,{cell}")

    assert (row["verdict"], row["reason_code"]) == ("REVIEW", "IDENTITY_UNCERTAIN")
    assert f"column “{header}”" in str(row["explanation"])
    assert cell in str(row["explanation"])
    assert row["_candidates"] is not None


@pytest.mark.parametrize(
    "header",
    [
        *("Name of the Issuer", "Issuer's Name", "Issuer/Guarantor", "Legal Name", "Co-Issuer"),
        *("Borrower/Obligor", "Schuldner", "発行者"),
    ],
)
def test_headings_that_plainly_are_the_issuers_are_read_as_the_issuer(
    rows: Rows, header: str
) -> None:
    (row,) = rows(f"Security Name,Quantity,{header}", "Alpha 3% 2028,5,Hikvision")

    assert row["verdict"] == "PROHIBITED"
    assert "as its issuer" in str(row["explanation"])


@pytest.mark.parametrize(
    "header",
    [
        *("Guarantors", "Ult Parent Company", "Parent Co", "Holding Company", "Bürge"),
        *("Controlling Shareholder", "Konzernobergesellschaft", "担保方", "母公司名称", "保証人"),
        *("Garant de l'émission", "Avalista", "Sociedad matriz"),
    ],
)
def test_headings_that_plainly_are_a_partys_are_read_as_one(rows: Rows, header: str) -> None:
    """A name that is only alike is a doubt there, as it is of an issuer."""
    sure, alike = rows(
        f"Security Name,Quantity,{header}",
        "Alpha 3% 2028,5,Hikvision",
        "Alpha 3% 2028,5,Hangzhou Hikvison Digital Technolgy",
    )

    assert (sure["verdict"], alike["verdict"]) == ("REVIEW", "REVIEW")
    assert "as its parent or guarantor" in str(sure["explanation"])


@pytest.mark.parametrize(
    "cell",
    [
        *("Information Technology", "Consumer Discretionary", "Oil & Gas", "Utilities", "Defence"),
        *("Telecommunication Services", "Real Estate", "Russia", "Cuba", "China", "Iran", "AAA"),
        *("Hong Kong", "USD", "Yes", "FALSE", "2024-03-01", "03/04/2024", "12.5%", "1,234,567"),
        *("Buy and hold", "n/a", "Core", "Growth", "Vision", "Limited", "Co., Ltd.", "Trading"),
        *("Investment Grade", "Senior Unsecured", "Semi-annual", "Actual/360", "Level 2", "OTC"),
        *("Shipping", "Bank", "Insurance", "General Trading", "Oil", "Petroleum", "Construction"),
        *("Aerospace & Defense", "Semiconductors", "Mobile", "China mobile phones", "Alpha"),
        *("J. Smith", "Ref 6771032", "Hangzhou Hikvison Digitl Technolgy"),
    ],
)
def test_what_names_nobody_surely_raises_nothing(rows: Rows, cell: str) -> None:
    quoted = f'"{cell}"'
    plain, beside = rows(
        "Security Name,ISIN,Zusatz", "Alpha,US0378331005,", f"Alpha,US0378331005,{quoted}"
    )

    assert beside["verdict"] == plain["verdict"] == "ALLOWED"
    assert beside["explanation"] == plain["explanation"]


@pytest.mark.parametrize(
    "remark",
    [
        *("owned by Hikvision", "owned 60% by Hikvision", "subsidiary of Hikvision"),
        *("The issuer is owned by Hangzhou Hikvision Digital Technology Co., Ltd.", "CNOOC stake"),
        *("formerly known as Hikvision", "garantie par Hikvision", "Garantiert von der Hikvision"),
        *("filiale de Hikvision", "由海康威视担保", "海康威视担保", "由海康威视提供担保"),
        *("Payable by CNOOC Limited", "wholly-owned sub of CNOOC Ltd", "held for Hikvision"),
        *("garantizado por Hikvision y Apple", "line one\nguarantor Hikvision\nthree"),
        *("Holders: 1) Smith 2) Hikvision 3) Wu", "JV Hikvision/Bosch", "gwarantowane przez CNOOC"),
        *("обеспечено гарантией Hikvision", "GWARANTOWANE PRZEZ HIKVISION", "gwarant hikvision"),
        "This bond was issued in 2020. The guarantor is CNOOC Limited. Terms apply.",
    ],
)
def test_whoever_a_remark_names_counts_in_whatever_words(rows: Rows, remark: str) -> None:
    plain, said = rows(
        "Security Name,ISIN,Note", "Alpha,US0378331005,", f'Alpha,US0378331005,"{remark}"'
    )

    assert (plain["verdict"], said["verdict"]) == ("ALLOWED", "REVIEW")
    assert "column “Note”" in str(said["explanation"])


def test_of_a_long_remark_the_explanation_has_what_matters(rows: Rows) -> None:
    remark = f"{'northern harbour ' * 500} owned by Hikvision {'and so on ' * 500}"
    (row,) = rows("Security Name,ISIN,Note", f"Alpha,US0378331005,{remark}")

    assert row["verdict"] == "REVIEW"
    assert "“Hikvision”" in str(row["explanation"])
    assert len(str(row["explanation"])) < 1_000


@pytest.mark.parametrize(
    "header",
    [
        *("Beneficial Owner", "UBO", "Ultimate Beneficial Owner", "Owner", "Shareholder"),
        *("Holder", "Propriétaire", "Bénéficiaire effectif", "Wirtschaftlich Berechtigter"),
        *("Eigentümer", "Aktionär", "Gegenpartei", "Contrepartie", "Counterparty"),
        *("股东", "受益人"),
        *("交易对手", "Lender", "Sponsor", "Manager", "Broker", "Custodian", "Depositary"),
        *("Trustee", "Nominee", "Beneficiary", "Titolare effettivo", "Titular real"),
        *("Бенефициар", "Конечный бенефициар"),
    ],
)
def test_a_doubt_counts_in_any_column_that_is_a_partys(rows: Rows, header: str) -> None:
    lines = ("Hangzhou Hikvison Digital Technolgy", "GWARANT HIKVISION", "Northern Harbour")
    alike, named, nobody = rows(
        f"Security Name,ISIN,{header}", *(f"Alpha,US0378331005,{one}" for one in lines)
    )

    assert (alike["verdict"], named["verdict"]) == ("REVIEW", "REVIEW")
    assert nobody["verdict"] == "ALLOWED"


@pytest.mark.parametrize(
    ("header", "ordinary"),
    [
        *(("Currency", one) for one in ("USD", "US Dollar", "usd")),
        *(("Exchange", one) for one in ("XHKG", "Hong Kong Stock Exchange", "NASDAQ", "HKEX")),
        *(("Sector", one) for one in ("Aerospace & Defense", "Information Technology")),
        *(("Location", one) for one in ("China", "Hong Kong", "United States", "KY")),
        *(("Account", one) for one in ("A-1027", "Pension Fund", "Smith family")),
        *(("Acquired", one) for one in ("2020-05-01", "5 May 2020")),
        *(("Asset Class", one) for one in ("Equity", "Common Stock")),
    ],
)
def test_a_fact_of_a_line_that_is_somebodys_name_counts(
    rows: Rows, header: str, ordinary: str
) -> None:
    plain, named = rows(
        f"Security Name,ISIN,{header}",
        f"Alpha,US0378331005,{ordinary}",
        "Alpha,US0378331005,held for Hikvision",
    )

    assert (plain["verdict"], named["verdict"]) == ("ALLOWED", "REVIEW")
    assert f"column “{header}”" in str(named["explanation"])


def test_a_second_column_of_a_fact_is_looked_through_alike(rows: Rows) -> None:
    plain, named = rows(
        "Security Name,ISIN,Country of Risk,Domicile,Local Currency",
        "Alpha,US0378331005,US,China,USD",
        "Alpha,US0378331005,US,Hikvision,USD",
    )

    assert (plain["verdict"], named["verdict"]) == ("ALLOWED", "REVIEW")


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("Name,ISIN,Guarantor,Ultimate Parent", "Alpha,US0378331005,Hikvision,Northern Harbour"),
        ("Name,ISIN,Guarantor,Ultimate Parent", "Alpha,US0378331005,Hikvision,"),
        ("Name,Parent Company,Ultimate Parent", "Alpha,Northern Harbour,Hikvision"),
        ("Name,Issuer,Company Name", "Alpha,Northern Harbour,Hikvision"),
        ("Name,Issuer,Borrower", "Alpha,Northern Harbour,Hikvision"),
        ("Name,Issuer,Obligor", "Alpha,Northern Harbour,Hangzhou Hikvison Digital Technolgy"),
        ("Name,Description,Quantity", "Alpha,Hikvision,5"),
        ("Security Name,Security Description,Quantity", "Alpha,Hikvision,5"),
        ("Name,Issuer,Issuer", "Alpha,Northern Harbour,Hikvision"),
        ("Name,Guarantor,Guarantor", "Alpha,Northern Harbour,Hikvision"),
        ("Name,ISIN,Identifier", "Alpha,US0378331005,KYG8020E1199"),
        ("Name,Identifier,Security ID", "Alpha,US0378331005,CNE100000PM8"),
    ],
)
def test_the_second_of_two_columns_of_one_meaning_counts_too(
    rows: Rows, head: str, line: str
) -> None:
    (row,) = rows(head, line)

    assert row["verdict"] in ("REVIEW", "PROHIBITED")


def test_two_right_numbers_of_one_kind_are_two_securities(rows: Rows) -> None:
    (row,) = rows("Name,ISIN,Identifier", "Alpha,US0378331005,US5949181045")

    assert row["verdict"] == "REVIEW"
    assert "US5949181045" in str(row["explanation"])


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("Security Name,Guarantor,Market Value", "US Dollar,CNOOC LIMITED,5"),
        ("Security Name,Issuer,Market Value", "US Dollar,Hikvision,5"),
        ("Security Name,Other party,Market Value", "US Dollar,Hikvision,5"),
        ("Security Name,Type,Other party", "Deposit,Cash,Hikvision"),
        ("Security Name,Market Value", "Total Hikvision,5"),
        ("Security Name,Market Value", "Hikvision total,5"),
        ("Security Name,Market Value", "Zwischensumme: Hikvision,5"),
        ("Security Name,Market Value", "海康威视 小计,5"),
        ("Security Name,Type,Other party", "EUR/USD,FX Forward,Hikvision"),
        ("Security Name,Issuer,Market Value", "Total,Hikvision,5"),
        ("Security Name,Other party,Market Value", "Total,Hikvision,5"),
        ("Group,Security Name,Market Value", "Total,Hikvision,5"),
    ],
)
def test_money_and_totals_hide_nobody(rows: Rows, head: str, line: str) -> None:
    (row,) = rows(head, line)

    assert row["verdict"] in ("REVIEW", "PROHIBITED")
    assert "HIKVISION" in str(row).upper() or "CNOOC" in str(row)


def test_totals_that_name_nobody_listed_stay_out_of_the_report(rows: Rows) -> None:
    told = rows(
        "Group,Security Name,Market Value",
        "Equities,ORD SHS,5",
        "Total,Northern Harbour,5",
        "Total,Consumer Staples,5",
    )

    assert len(told) == 1


@pytest.mark.parametrize(
    "type_", ["Warrant", "Certificate", "Structured Note", "Swap", "Option", "ETF", "Fund"]
)
@pytest.mark.parametrize(
    "header", ["Underlying", "Reference Entity", "Underlying Name", "Basiswert", "标的"]
)
def test_what_a_paper_is_on_counts(rows: Rows, type_: str, header: str) -> None:
    head = f"Security Name,Type,{header}"
    sure, alike = rows(
        head,
        f"Alpha 2028,{type_},Hikvision",
        f"Alpha 2028,{type_},Hangzhou Hikvison Digital Technolgy",
    )

    assert (sure["verdict"], alike["verdict"]) == ("REVIEW", "REVIEW")
    assert f"column “{header}”" in str(sure["explanation"]) + str(sure["regimes"])


def test_a_derivative_on_nobody_listed_stays_for_a_person(rows: Rows) -> None:
    """Whom else the line names takes no doubt away."""
    (row,) = rows("Security Name,Type,Underlying", "Alpha 2028,Swap,Xiaomi Corporation")

    assert row["verdict"] == "REVIEW"


def test_a_column_that_a_person_gives_no_meaning_is_looked_through_all_the_same(
    packaged: Workspace, tmp_path: Path
) -> None:
    """A page of columns sends none for each that nobody touched."""
    file = tmp_path / "p.csv"
    file.write_text("Name,Remark\nAlpha,Hikvision\n", "utf-8")
    terms = LineTerms(columns=told_columns({"Remark": ""}))
    screening = packaged.screen(file, as_of=DAY, actions=["buy"], terms=terms)

    assert screening.to_polars()["verdict"].to_list() == ["REVIEW"]


def test_whom_a_person_told_apart_from_such_a_name_is_not_raised_again(
    workspace: Workspace, tmp_path: Path
) -> None:
    listed, file = tmp_path / "list.csv", tmp_path / "p.csv"
    listed.write_text("id,schema,name\na,Company,Lantern Optical Systems\n", encoding="utf-8")
    workspace.import_files("list", listed, published="2026-01-01")
    file.write_text("Name,ISIN,Remark\nORD SHS,,Lantern Optical Systems\n", encoding="utf-8")

    def verdicts() -> list[str]:
        return workspace.screen(file, actions=["buy"]).to_polars()["verdict"].to_list()

    assert verdicts() == ["REVIEW"]
    workspace.clearances.clear(
        ("Lantern Optical Systems",), "list-a", reason="a lamp shop", by="ana"
    )

    assert verdicts() == ["ALLOWED"]


def test_whoever_is_named_above_or_below_the_lines_is_told_of(
    packaged: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "p.csv"
    lines = ("Custodian: Hikvision", "Northern Harbour holdings", "", "Name,ISIN,Quantity")
    rows = ("Alpha,US0378331005,5", "", "This report was made for CNOOC Limited by nobody else.")
    file.write_text("\n".join((*lines, *rows, "")), "utf-8")
    screening = packaged.screen(file, as_of=DAY, known_at=DAY, actions=["buy"])
    screening.write(tmp_path / "r.csv")

    told = [(one.line, one.kind, one.text) for one in screening.findings]
    assert [(line, kind) for line, kind, _ in told] == [(1, "warning"), (7, "warning")]
    assert "Custodian: Hikvision" in told[0][2]
    assert "HIKVISION" in told[0][2].upper().removeprefix("“CUSTODIAN: HIKVISION”")
    assert "CNOOC" in told[1][2]


@pytest.fixture
def of_person(workspace: Workspace, tmp_path: Path) -> Rows:
    """Screen lines against a list of one person and one vessel as well."""
    listed = tmp_path / "list.csv"
    listed.write_text(
        "id,schema,name\nz,Person,Oleg Vladimirovich Deripaska\nv,Vessel,Ocean Lantern\n"
    )
    workspace.import_files("list", listed, published="2022-01-01")
    return screening_with(workspace, tmp_path)


@pytest.mark.parametrize(
    "header",
    [
        *("UBO", "Beneficial Owner", "Owner", "Wirtschaftlich Berechtigter", "Aktionär", "受益人"),
        *("Guarantor", "Parent", "Controlling Shareholder", "实际控制人", "Ultimate Owner"),
    ],
)
@pytest.mark.parametrize(
    "person", ["Oleg Deripaska", "DERIPASKA, Oleg Vladimirovich", "Oleg Deripasko"]
)
def test_a_listed_person_who_stands_behind_a_line_is_found(
    of_person: Rows, header: str, person: str
) -> None:
    found, other = of_person(
        f"Security Name,Quantity,{header}", f'Alpha Ltd,5,"{person}"', "Beta Ltd,5,Jane Doe"
    )

    assert (found["verdict"], found["reason_code"]) == ("REVIEW", "IDENTITY_UNCERTAIN")
    assert f"column “{header}”" in str(found["explanation"])
    assert "Oleg Vladimirovich Deripaska" in str(found["_candidates"])
    assert other["verdict"] == "ALLOWED"


@pytest.mark.parametrize("header", ["Name", "Issuer", "Sector", "Remark"])
def test_no_person_is_sought_where_a_company_or_a_remark_stands(
    of_person: Rows, header: str
) -> None:
    (row,) = of_person(f"ISIN,{header}", "US0378331005,Ocean Lantern")

    assert row["verdict"] == "ALLOWED"


def test_who_is_told_as_a_parent_is_told_once(rows: Rows) -> None:
    (row,) = rows("Security Name,Quantity,Guarantor", "Alpha 3% 2028,5,Hikvision")

    assert row["verdict"] == "REVIEW"
    assert "as its parent or guarantor" in str(row["explanation"])
    assert "in the column" not in str(row["explanation"])
