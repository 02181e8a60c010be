from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.interfaces.cli.ofac import HARBOUR, LANTERN, ORCHARD, Entry, write_list
from tests.interfaces.cli.running import Command
from tests.web import Reply, Web, held, serve

KEY = "us_ofac_cons"


@pytest.fixture
def editions(folder: Path) -> Path:
    """Two editions: the second renames one company, adds one and drops one."""
    renamed = Entry(uid=LANTERN.uid, name="EXAMPLE LANTERN GROUP CO., LTD.", ticker="00991 HK")
    below = folder / "editions" / KEY
    write_list(below / "2021-06-03" / "consolidated.xml", "06/03/2021", LANTERN, HARBOUR)
    write_list(below / "2021-06-16" / "consolidated.xml", "06/16/2021", renamed, ORCHARD)
    return folder / "editions"


def test_an_edition_is_recorded_once(proscribe: Command, folder: Path) -> None:
    file = write_list(folder / "list.xml", "06/03/2021", LANTERN, HARBOUR)

    first = proscribe("import", KEY, file)
    second = proscribe("import", KEY, file, "--json")

    assert first.code == 0
    assert "of 2021-06-03: recorded, 2 records, 2 entities" in first.out
    assert second.document["state"] == "unchanged"


def test_what_is_missing_of_an_edition_is_told_when_it_is_recorded(
    proscribe: Command, folder: Path
) -> None:
    table = ROOT / "tests" / "sources" / "us" / "us_ofac_cons" / "sample" / "cons_prim.csv"

    part = ("import", KEY, table, "--published", "2025-06-03")
    whole = ("import", KEY, write_list(folder / "list.xml", "06/03/2021", LANTERN, HARBOUR))

    assert "Incomplete" not in proscribe(*whole).out
    complete = proscribe(*whole, "--json").document
    assert (complete["complete"], complete["note"]) == (True, None)
    shown = proscribe(*part, "--accept")
    told = proscribe(*part, "--json").document
    assert shown.code == 0
    assert told["complete"] is False
    assert f"Incomplete: {told['note']}" in " ".join(shown.out.split())


def test_a_company_of_an_imported_list_is_found_by_its_ticker(
    proscribe: Command, folder: Path
) -> None:
    proscribe("import", KEY, write_list(folder / "list.xml", "06/03/2021", LANTERN))

    run = proscribe(
        *("check", "991.HK", "--as-of", "2021-08-03", "--known-at", "2021-08-03", "--json"),
    )

    assert run.document["verdict"] == "PROHIBITED"
    assert run.document["regimes"][0]["regime"] == "NS-CMIC"
    assert run.document["regimes"][0]["subject"] == "us_ofac_cons-90101"


def test_what_is_no_list_is_refused_whole_and_ends_with_3(proscribe: Command, folder: Path) -> None:
    (folder / "page.html").write_text("<html><body>Access denied</body></html>")

    run = proscribe("import", KEY, "page.html")

    assert run.code == 3
    assert "us_ofac_cons: the edition in page.html was refused whole" in run.err


def test_a_refusal_as_json_is_one_document_with_the_error(proscribe: Command, folder: Path) -> None:
    (folder / "page.html").write_text("<html><body>Access denied</body></html>")

    run = proscribe("import", KEY, "page.html", "--json")

    assert run.code == 3
    assert run.document["state"] == "quarantined"
    assert run.document["error"]["where"] == KEY


def test_a_list_cut_off_is_refused_until_it_is_accepted(proscribe: Command, folder: Path) -> None:
    whole = write_list(folder / "whole.xml", "06/03/2021", LANTERN, HARBOUR, ORCHARD)
    proscribe("import", KEY, whole)
    cut = write_list(folder / "cut.xml", "06/16/2021", LANTERN)

    refused = proscribe("import", KEY, cut)
    accepted = proscribe("import", KEY, cut, "--accept")

    assert (refused.code, accepted.code) == (3, 0)
    assert "the file holds 1 records, the edition of 2021-06-03 held 3" in refused.err
    assert "recorded, 1 record" in accepted.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("import", "us_ofac_cosn", "list.xml"), "Did you mean us_ofac_cons"),
        (("import", KEY, "nowhere.xml"), "nowhere.xml: the file cannot be read"),
        (("import", KEY), "Missing argument 'FILE…'"),
        (("import", "us_dod_1237", "list.xml"), "comes with Proscribe and takes no files"),
        (("import", KEY, "list.xml", "--published", "soon"), "'--published': 'soon' is neither"),
        (("update", "--from", "nowhere"), "nowhere: this is not a folder"),
        (("update", "--from", "."), "there is no KEY/DAY/file"),
        (("update", "us_dod_1237"), "comes with Proscribe, so it is not fetched"),
        (("update", "list"), "has no address, so it is not fetched"),
        (("update", "--accept"), "would undo every safeguard"),
        (("diff", KEY), "there is no edition of this source to compare"),
        (("diff", "nothing"), "there is no list 'nothing'"),
    ],
)
def test_bad_input_ends_with_2_and_says_what_to_do(
    proscribe: Command, folder: Path, arguments: tuple[str, ...], told: str
) -> None:
    write_list(folder / "list.xml", "06/03/2021", LANTERN)

    run = proscribe(*arguments)

    assert run.code == 2
    assert told in run.err
    assert run.out == ""


def test_update_records_what_lies_in_a_folder_and_tells_its_progress(
    proscribe: Command, editions: Path
) -> None:
    run = proscribe("update", KEY, "--from", editions)

    assert run.code == 0
    assert [line.split(":")[0].split(" of ")[1] for line in run.out.splitlines()] == [
        "2021-06-03",
        "2021-06-16",
    ]
    *told, indexed = run.err.splitlines()
    assert told == ["us_ofac_cons 2021-06-03", "us_ofac_cons 2021-06-16"]
    assert "entries indexed in" in indexed


def test_update_ends_with_3_where_an_edition_is_refused_and_records_the_others(
    proscribe: Command, editions: Path
) -> None:
    (editions / KEY / "2021-06-16" / "consolidated.xml").write_text("<html></html>")

    run = proscribe("update", "--from", editions, "--json")

    assert run.code == 3
    assert [one["state"] for one in run.document["editions"]] == ["recorded", "quarantined"]
    assert "was refused whole" in run.document["error"]["what"]
    assert "was refused whole" in run.err


def test_a_difference_shows_what_began_changed_field_by_field_and_ended(
    proscribe: Command, editions: Path
) -> None:
    proscribe("update", "--from", editions)

    run = proscribe("diff", KEY)

    head, *lines = run.out.splitlines()
    assert head.startswith("us_ofac_cons from edition ")
    assert head.endswith("1 began, 1 changed, 1 ended")
    assert lines == [
        "+ us_ofac_cons-90103  EXAMPLE ORCHARD AVIATION LIMITED  [CMIC-EO13959]",
        "~ us_ofac_cons-90101  EXAMPLE LANTERN GROUP CO., LTD.",
        "    names: - EXAMPLE LANTERN SYSTEMS CO., LTD.",
        "    names: + EXAMPLE LANTERN GROUP CO., LTD.",
        "- us_ofac_cons-90102  EXAMPLE HARBOUR MACHINERY LIMITED  [CMIC-EO13959]",
    ]


def test_a_difference_between_two_days_is_read_by_a_machine(
    proscribe: Command, editions: Path
) -> None:
    proscribe("update", "--from", editions)

    run = proscribe("diff", KEY, "--from", "2021-06-10", "--to", "2021-06-30", "--json")

    document = run.document
    assert (document["from"]["published"], document["to"]["published"]) == (
        "2021-06-03",
        "2021-06-16",
    )
    assert [one["id"] for one in document["began"]] == ["us_ofac_cons-90103"]
    assert [one["id"] for one in document["ended"]] == ["us_ofac_cons-90102"]
    assert document["changed"][0]["changes"] == [
        {
            "field": "names",
            "before": ["EXAMPLE LANTERN SYSTEMS CO., LTD."],
            "after": ["EXAMPLE LANTERN GROUP CO., LTD."],
        }
    ]


def test_exit_code_1_where_something_changed(proscribe: Command, editions: Path) -> None:
    proscribe("update", "--from", editions)

    changed = proscribe("diff", KEY, "--exit-code")
    same = proscribe("diff", KEY, "--from", "2021-06-16", "--to", "2021-06-16", "--exit-code")

    assert (changed.code, same.code) == (1, 0)


def test_sources_show_the_newest_edition_of_each_list(proscribe: Command, editions: Path) -> None:
    before = proscribe("sources", "--json").documents
    proscribe("update", "--from", editions)
    after = proscribe("sources", "--json").documents

    assert {one["state"] for one in before if one["key"] == KEY} == {"empty"}
    (found,) = [one for one in after if one["key"] == KEY]
    assert (found["published"], found["records"], found["entities"], found["state"]) == (
        "2021-06-16",
        2,
        2,
        "stale",
    )
    assert {"key", "records", "entities", "published", "fetched", "state", "warnings"} <= {*found}


def test_all_editions_are_shown_with_the_numbers_that_diff_takes(
    proscribe: Command, editions: Path
) -> None:
    proscribe("update", "--from", editions)

    run = proscribe("sources", "--all", "--json")

    first, second = (one["edition"] for one in run.documents if one["key"] == KEY)
    assert proscribe("diff", KEY, "--from", str(first), "--to", str(second)).code == 0


def test_exit_code_1_where_a_list_is_stale(proscribe: Command, editions: Path) -> None:
    fresh = proscribe("sources", "--exit-code")
    proscribe("update", "--from", editions)
    stale = proscribe("sources", "--exit-code")

    assert (fresh.code, stale.code) == (0, 1)


def test_published_editions_differ_as_their_authority_corrected_them(
    proscribe: Command, folder: Path, shared: Path
) -> None:
    # On 2021-06-16 OFAC put right the ISIN of AVIC and the ticker of CNOOC.
    published = shared / "data" / "us_ofac_consolidated"
    for day in ("2021-06-03", "2021-06-16"):
        place = folder / "editions" / KEY / day
        place.mkdir(parents=True)
        (place / "consolidated.xml").symlink_to(published / day / "consolidated.xml")
    proscribe("update", "--from", "editions")

    lines = proscribe("diff", KEY).out.splitlines()

    assert lines[0].endswith("0 began, 2 changed, 0 ended")
    assert "    security ticker 00083 HK: - equity" in lines
    assert "    security ticker 00883 HK: + equity" in lines


@pytest.fixture
def web(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A server from which two lists are fetched."""
    del folder
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serve() as running:
        urls = {KEY: f"{running.url}/cons.xml", "us_ofac_sdn": [f"{running.url}/sdn.xml"]}
        monkeypatch.setenv("PROSCRIBE_URLS", json.dumps(urls))
        yield running


def test_update_fetches_lists_and_shows_what_came_of_each(
    proscribe: Command, folder: Path, web: Web
) -> None:
    file = write_list(folder / "made.xml", "06/03/2021", LANTERN, HARBOUR)
    web.put("/cons.xml", held(file.read_bytes()))

    first = proscribe("update", KEY)
    second = proscribe("update", KEY)

    assert (first.code, second.code) == (0, 0)
    assert [line.split() for line in first.out.splitlines()] == [
        ["Source", "Outcome", "Edition", "Published", "Records", "Entities"],
        [KEY, "recorded", *first.out.split()[8:9], "2021-06-03", "2", "2"],
    ]
    told, indexed = first.err.splitlines()
    assert told == "us_ofac_cons recorded"
    assert "entries indexed in" in indexed
    assert "indexed" not in second.err
    assert "us_ofac_cons  not modified" in second.out


def test_an_update_that_fails_in_part_ends_with_3_and_says_which_part(
    proscribe: Command, folder: Path, web: Web
) -> None:
    file = write_list(folder / "made.xml", "06/03/2021", LANTERN, HARBOUR)
    web.put("/cons.xml", held(file.read_bytes()))

    run = proscribe("update", KEY, "us_ofac_sdn", "--json")

    assert run.code == 3
    assert [(one["source"], one["outcome"]) for one in run.document["sources"]] == [
        (KEY, "recorded"),
        ("us_ofac_sdn", "failed"),
    ]
    assert "has no such file" in run.document["error"]["what"]
    assert f"{web.url}/sdn.xml: the server has no such file" in run.err


def test_sources_show_when_a_list_was_last_asked_for_and_that_it_failed(
    proscribe: Command, folder: Path, web: Web
) -> None:
    file = write_list(folder / "made.xml", "06/03/2021", LANTERN, HARBOUR)
    web.put("/cons.xml", Reply(body=file.read_bytes()), Reply(status=404))
    assert proscribe("update", KEY).code == 0
    assert proscribe("update", KEY).code == 3

    run = proscribe("sources")
    (found,) = [one for one in proscribe("sources", "--json").documents if one["key"] == KEY]

    [row] = [line for line in run.out.splitlines() if line.startswith(KEY)][:1]
    assert f"{found['checked'][:10]} failed" in row
    assert f"{KEY}: the last check led to nothing, since" in run.out
    assert found["check"] == "failed"
    assert proscribe("sources", "--exit-code").code == 1


def test_an_older_edition_is_accepted_only_by_name(
    proscribe: Command, folder: Path, web: Web
) -> None:
    new = write_list(folder / "new.xml", "06/16/2021", LANTERN, HARBOUR)
    old = write_list(folder / "old.xml", "06/03/2021", LANTERN, ORCHARD)
    web.put("/cons.xml", Reply(body=new.read_bytes()), Reply(body=old.read_bytes()))

    proscribe("update", KEY)
    refused = proscribe("update", KEY)
    accepted = proscribe("update", KEY, "--accept")

    assert (refused.code, accepted.code) == (3, 0)
    assert "quarantined" in refused.out
    assert "accept it with --accept" in refused.err
    assert "us_ofac_cons  recorded" in accepted.out
    assert "(not stated)" in accepted.out


def test_addresses_that_are_no_json_are_bad_input(
    proscribe: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROSCRIBE_URLS", "https://lists.example")

    run = proscribe("update", KEY)

    assert run.code == 2
    assert "a setting is no JSON" in run.err


def test_lists_that_were_changed_by_hand_end_with_1(proscribe: Command, folder: Path) -> None:
    proscribe("import", KEY, write_list(folder / "list.xml", "06/03/2021", LANTERN, HARBOUR))
    whole = proscribe("sources", "verify", KEY)
    assert (whole.code, whole.out) == (0, "1 edition.\nThe lists are what was recorded.\n")
    with closing(sqlite3.connect(folder / "proscribe.db")) as store, store:
        store.execute("DROP TRIGGER content_no_update")
        store.execute("UPDATE content SET body = replace(body, 'LANTERN', 'BEACON')")

    told = proscribe("sources", "verify")
    found = proscribe("sources", "verify", KEY, "--json")

    assert (told.code, found.code) == (1, 1)
    shown = " ".join(told.out.split())
    assert f"of {KEY}, published 2021-06-03: changed: 1 of its entries were changed." in shown
    assert f"{KEY}-{LANTERN.uid}, sdnEntry" in shown
    assert "The lists are not what was recorded." in shown
    assert found.document["holds"] is False
    [edition] = found.document["editions"]
    assert (edition["source"], edition["standing"]) == (KEY, "changed")
    assert [one["entity"] for one in edition["entries"]] == [f"{KEY}-{LANTERN.uid}"]
    assert found.document["receipts"]["holds"] is True


def test_options_before_verify_are_refused_not_passed_over(proscribe: Command) -> None:
    done = proscribe("sources", "--db", "sqlite://", "verify")

    assert done.code == 2
    assert "give options after `verify`" in done.err


def test_there_is_no_other_command_below_sources(proscribe: Command) -> None:
    assert proscribe("sources", "us_ofac_cons").code == 2
