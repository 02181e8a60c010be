"""The columns of a portfolio: guessed, shown, corrected, and refused where nobody can tell."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.interfaces.web.site import REPORT_MS, Site, Visitor, visiting

THEN = "as_of=2021-03-06&known_at=2021-03-06"


def test_columns_are_guessed_shown_and_corrected_before_anything_is_screened(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text(
        "Fund,Depot North\nBoersenkennung,Was es ist,ISIN\n"
        "CNE100000PM8,Hikvision,wrong place\nJP3633400001,Toyota Motor,too\n",
        encoding="utf-8",
    )
    with visiting(browser, site, java_script_enabled=False) as visitor:
        page = visitor.go(f"/portfolios?{THEN}")
        page.set_input_files("#files", odd)
        page.get_by_role("button", name="Look at the columns").click()

        assert page.get_by_label("ISIN").input_value() == "isin"
        assert page.get_by_label("Boersenkennung").input_value() == ""
        assert "CNE100000PM8 · JP3633400001" in page.locator("main").inner_text()
        page.get_by_label("Boersenkennung").select_option("ISIN")
        page.get_by_role("button", name="Screen").click()
        # Both cannot be it: what was chosen is still there, to be corrected.
        assert "cannot both mean 'isin'" in page.get_by_role("alert").inner_text()
        assert page.get_by_label("Boersenkennung").input_value() == "isin"
        page.get_by_label("ISIN", exact=True).select_option(
            "None of these (looked through for names)"
        )
        page.get_by_label("Was es ist").select_option("Name of issuer or security")
        page.get_by_role("button", name="Screen").click()
        page.wait_for_selector("#lines", timeout=REPORT_MS)

        lines = page.locator("table.lines tbody").inner_text()
        assert "HANGZHOU HIKVISION" in lines.upper()
        assert "Toyota Motor" in lines
        assert page.locator("table.lines tbody tr").count() == 2


def test_a_guess_that_is_left_as_it_stands_counts(visitor: Visitor, tmp_path: Path) -> None:
    bare = tmp_path / "bare.csv"
    bare.write_text("Security,Issuer,Remark\nORD SHS,Hikvision,old\n", encoding="utf-8")
    page = visitor.go(f"/portfolios?{THEN}")
    page.set_input_files("#files", bare)
    page.get_by_role("button", name="Look at the columns").click()
    assert page.get_by_label("Security").input_value() == "name"
    assert page.get_by_label("Issuer").input_value() == "issuer"

    page.get_by_role("button", name="Screen").click()
    page.wait_for_selector("#lines", timeout=REPORT_MS)

    assert "HANGZHOU HIKVISION" in page.locator("table.lines tbody").inner_text().upper()


def test_the_columns_say_for_which_moment_and_whom_they_will_be_screened(
    visitor: Visitor, portfolio: Path
) -> None:
    for moments in ("", THEN):
        page = visitor.go(f"/portfolios?{moments}")
        page.set_input_files("#files", portfolio)
        page.select_option("#investor", "eu_person")
        page.get_by_label("Hold", exact=True).check()
        page.get_by_role("button", name="Look at the columns").click()

        told = page.locator("main dl.facts").inner_text()
        assert "An EU person" in told
        assert "Hold" in told
        assert page.locator(".then").count() == bool(moments)
        assert ("6 March 2021" in told) == bool(moments)
        assert ("when it is screened" in told) == (not moments)
    # The address that led here does not change what will be screened.
    bare = page.url.partition("?")[0]
    page.goto(f"{bare}?as_of=2024-01-01")
    assert "as_of=2021-03-06&known_at=2021-03-06" in page.url
    assert "6 March 2021" in page.locator(".then").inner_text()
    options = page.request.get(f"{bare}?format=json").json()["options"]
    assert (options["investor"], options["as_of"]) == ("eu_person", "2021-03-06")
    assert visitor.faults() == []


def test_what_could_not_be_read_for_certain_is_said_beside_the_columns_and_above_the_report(
    visitor: Visitor, tmp_path: Path
) -> None:
    book = tmp_path / "book.csv"
    book.write_bytes("Name,Quantity\nL'Oréal,5\nToyota Motor,6\n".encode("cp1252"))
    page = visitor.go(f"/portfolios?{THEN}")
    page.set_input_files("#files", book)
    page.get_by_role("button", name="Look at the columns").click()

    assert "read as Windows-1252" in page.locator(".notice.warn").inner_text()
    page.get_by_role("button", name="Screen").click()
    page.wait_for_selector("#lines", timeout=REPORT_MS)
    assert "read as Windows-1252" in page.locator(".report-head .notice.warn").inner_text()


def test_a_file_with_more_columns_than_any_portfolio_is_refused(
    visitor: Visitor, tmp_path: Path
) -> None:
    wide = tmp_path / "wide.csv"
    wide.write_text(f"ISIN{',x' * 1_000}\nKYG9830T1067{',1' * 1_000}\n", encoding="utf-8")
    page = visitor.go("/portfolios")
    page.set_input_files("#files", wide)
    page.get_by_role("button", name="Look at the columns").click()

    assert "wide.csv: the file has 1,001 columns" in page.get_by_role("alert").inner_text()
    visitor.said.clear()


def test_a_file_of_unknown_columns_is_read_once_somebody_says_what_they_are(
    visitor: Visitor, tmp_path: Path
) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("Papiername,Wieviel\nHikvision,5\nToyota Motor,6\n", encoding="utf-8")
    page = visitor.go(f"/portfolios?{THEN}")
    page.set_input_files("#files", odd)
    page.get_by_role("button", name="Look at the columns").click()

    assert "No column of this file is known" in page.locator("main").inner_text()
    assert visitor.faults() == []
    page.get_by_role("button", name="Screen").click()
    assert "no column says what is held" in page.get_by_role("alert").inner_text()
    visitor.said.clear()
    page.get_by_label("Papiername").select_option("Name of issuer or security")
    page.get_by_role("button", name="Screen").click()
    page.wait_for_selector("#lines", timeout=REPORT_MS)

    assert page.locator("table.lines tbody tr").count() == 2


def test_a_file_without_a_header_is_refused_since_its_first_holding_would_be_lost(
    visitor: Visitor, tmp_path: Path
) -> None:
    bare = tmp_path / "bare.csv"
    bare.write_text("Hikvision,CNE100000PM8\nToyota Motor,JP3633400001\n", encoding="utf-8")
    page = visitor.go("/portfolios")
    page.set_input_files("#files", bare)
    page.get_by_role("button", name="Look at the columns").click()

    assert "no column says what is held" in page.get_by_role("alert").inner_text()
    visitor.said.clear()
