"""Lists fetched from a server, recorded once, refused where they look wrong, and remembered."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from proscribe.ledger.fetches import FetchOutcome
from proscribe.model.errors import InputError, UnknownNameError
from proscribe.model.source import IndexPage
from proscribe.registry import load_source
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace, updating
from proscribe.workspace.results import SourceStatus
from proscribe.workspace.updating import Step, Updated
from tests.conftest import ROOT
from tests.web import Reply, Web, held
from tests.workspace.ofac import company, write_list

KEY, OTHER = "us_ofac_cons", "us_ofac_sdn"
NAMES = ("LANTERN", "HARBOUR", "ORCHARD", "MEADOW", "MILL")
SAMPLES = ROOT / "tests" / "sources" / "us" / "us_ofac_cons" / "sample"


@pytest.fixture
def workspace(settings: Settings) -> Iterator[Workspace]:
    """A workspace that fetches from the server."""
    with open_workspace(settings=settings) as opened:
        yield opened


def edition(tmp_path: Path, day: str = "06/03/2021", count: int = 5, listed: str = "") -> bytes:
    when = listed or "03 Jun 2021"
    entries = [
        company(90101 + each, f"EXAMPLE {NAMES[each % 5]} {each}", listed=when)
        for each in range(count)
    ]
    return write_list(tmp_path / "made.xml", day, entries).read_bytes()


def one(workspace: Workspace, key: str = KEY, *, accept: bool = False) -> Updated:
    [found] = workspace.update([key], accept=accept)
    return found


def state(workspace: Workspace, key: str = KEY) -> SourceStatus:
    return next(each for each in workspace.sources() if each.key == key)


def test_a_list_is_recorded_once_and_asked_for_by_its_mark(
    workspace: Workspace, web: Web, tmp_path: Path
) -> None:
    web.put("/cons.xml", held(edition(tmp_path), '"one"'))
    steps: list[Step] = []

    [first] = workspace.update([KEY], progress=steps.append)
    second = one(workspace)

    assert (first.outcome, second.outcome) == ("recorded", "not_modified")
    assert first.edition is not None
    assert second.edition == first.edition
    assert (first.edition.records, str(first.edition.published)) == (5, "2021-06-03")
    assert first.edition.published_is_stated
    assert [step.stage for step in steps][-2:] == ["recording", "recorded"]
    assert web.requests[1].headers["if-none-match"] == '"one"'
    assert state(workspace).check == "not_modified"
    assert first.to_json()["outcome"] == "recorded"


def test_the_same_bytes_are_no_new_edition(workspace: Workspace, web: Web, tmp_path: Path) -> None:
    web.put("/cons.xml", Reply(body=edition(tmp_path)))
    first = one(workspace)

    second = one(workspace)

    assert second.outcome is FetchOutcome.UNCHANGED
    assert second.edition == first.edition
    assert len([each for each in workspace.sources(every=True) if each.key == KEY]) == 1


def test_a_removal_is_seen_the_next_day(workspace: Workspace, web: Web, tmp_path: Path) -> None:
    web.put("/cons.xml", held(edition(tmp_path), '"one"'))
    one(workspace)
    web.put("/cons.xml", held(edition(tmp_path, "06/04/2021", 4), '"two"'))

    assert one(workspace).outcome is FetchOutcome.RECORDED
    assert [each.caption for each in workspace.diff(KEY).difference.ended] == ["EXAMPLE MILL 4"]


def test_one_list_that_cannot_be_had_does_not_stop_the_others(
    workspace: Workspace, web: Web, tmp_path: Path
) -> None:
    web.put("/cons.xml", Reply(body=edition(tmp_path)))

    cons, sdn = workspace.update([OTHER, KEY])

    assert (cons.outcome, sdn.outcome) == ("recorded", "failed")
    assert "the server has no such file (404" in str(sdn.error)
    assert (state(workspace, OTHER).check, state(workspace, OTHER).state) == ("failed", "empty")
    assert "the last check led to nothing" in state(workspace, OTHER).warnings[0]


def test_checks_that_fail_are_counted_until_one_is_good(
    workspace: Workspace, web: Web, tmp_path: Path
) -> None:
    web.put("/cons.xml", Reply(body=edition(tmp_path)), Reply(status=404))
    for _ in range(4):
        one(workspace)
    assert "the last 3 checks led to nothing, since" in state(workspace).warnings[0]
    assert (state(workspace).state, state(workspace).check) == ("stale", "failed")

    web.put("/cons.xml", Reply(body=edition(tmp_path)))
    one(workspace)

    assert not [each for each in state(workspace).warnings if "check" in each]
    assert state(workspace).to_json()["check"] == "unchanged"


def test_a_page_instead_of_the_list_is_no_edition_at_all(
    workspace: Workspace, web: Web, tmp_path: Path
) -> None:
    web.put("/cons.xml", Reply(body=edition(tmp_path)), Reply(body=b"<html>Sorry</html>"))
    one(workspace)

    assert one(workspace).outcome is FetchOutcome.FAILED
    assert len([each for each in workspace.sources(every=True) if each.key == KEY]) == 1


def test_far_fewer_records_are_refused_each_day_until_they_are_accepted(
    workspace: Workspace, web: Web, tmp_path: Path
) -> None:
    web.put("/cons.xml", held(edition(tmp_path), '"one"'))
    one(workspace)
    web.put("/cons.xml", held(edition(tmp_path, "06/04/2021", 2), '"two"'))

    refused = [one(workspace).outcome for _ in range(2)]
    assert refused == ["quarantined", "quarantined"]
    assert state(workspace).check == "quarantined"
    assert workspace.check("EXAMPLE MILL 4", as_of="2021-09-09").verdict.outcome == "PROHIBITED"

    assert one(workspace, accept=True).outcome is FetchOutcome.RECORDED
    assert one(workspace).outcome is FetchOutcome.NOT_MODIFIED
    assert (
        workspace.check(
            "EXAMPLE MILL 4", as_of="2021-09-09", known_at="2021-09-09", regimes=["NS-CMIC"]
        ).verdict.outcome
        == "ALLOWED"
    )


def test_far_more_records_are_refused(workspace: Workspace, web: Web, tmp_path: Path) -> None:
    web.put("/cons.xml", Reply(body=edition(tmp_path, count=60)))
    one(workspace)
    web.put("/cons.xml", Reply(body=edition(tmp_path, "06/04/2021", 300)))

    assert "it may be another list, or hold one twice" in str(one(workspace).error)
    web.put("/cons.xml", Reply(body=edition(tmp_path, "06/04/2022", 300)))
    assert one(workspace).outcome is FetchOutcome.RECORDED


def test_an_older_edition_is_refused_and_counts_from_now_once_accepted(
    workspace: Workspace, web: Web, tmp_path: Path
) -> None:
    web.put("/cons.xml", Reply(body=edition(tmp_path, "06/16/2021")))
    one(workspace)
    web.put("/cons.xml", Reply(body=edition(tmp_path, "06/15/2021", 4)))

    refused = one(workspace)
    accepted = one(workspace, accept=True)

    assert refused.outcome is FetchOutcome.QUARANTINED
    assert "serves the edition of 2021-06-15, and that of 2021-06-16 is on file" in str(
        refused.error
    )
    assert accepted.edition is not None
    assert not accepted.edition.published_is_stated
    assert accepted.edition.published.instant == accepted.edition.fetched_at
    assert state(workspace).edition == accepted.edition


def test_an_edition_that_comes_back_is_told_of(
    workspace: Workspace, web: Web, tmp_path: Path
) -> None:
    old = edition(tmp_path, "06/03/2021")
    web.put("/cons.xml", Reply(body=old), Reply(body=edition(tmp_path, "06/16/2021")))
    one(workspace)
    one(workspace)
    web.put("/cons.xml", Reply(body=old))

    found = one(workspace)

    assert found.outcome is FetchOutcome.FAILED
    assert "serves the edition of 2021-06-03 again" in str(found.error)


def test_an_edition_that_is_still_to_come_is_refused_and_judged_anew(
    workspace: Workspace, web: Web, tmp_path: Path
) -> None:
    later = (datetime.now(UTC) + timedelta(days=3)).strftime("%m/%d/%Y")
    web.put("/cons.xml", Reply(body=edition(tmp_path, later)))

    assert "still to come" in str(one(workspace).error)
    accepted = one(workspace, accept=True)
    assert accepted.edition is not None
    assert accepted.edition.published.instant == accepted.edition.fetched_at


def test_designations_far_in_the_future_are_refused(
    workspace: Workspace, web: Web, tmp_path: Path
) -> None:
    web.put("/cons.xml", Reply(body=edition(tmp_path, listed="03 Jun 2091")))

    assert "5 of 5 designations are of more than a year after the edition" in str(
        one(workspace).error
    )


def test_a_file_without_a_date_counts_from_when_its_server_changed_it(
    settings: Settings, web: Web
) -> None:
    changed = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)
    body = b"name\nExample Ltd\n"
    urls = {
        "list": web.put("/own.csv", held(body, Last_Modified=format_datetime(changed, usegmt=True)))
    }
    with open_workspace(settings=settings.model_copy(update={"urls": urls})) as workspace:
        found = one(workspace, "list").edition
        assert found is not None
        assert (found.published.instant, found.published_is_stated) == (changed, False)
        assert "the time its server gave for it counts" in found.warnings[-1]

        # A server that says the file is older than what is on file cannot be right.
        web.put("/own.csv", held(b"name\nExample Ltd\nOther Ltd\n", '"two"',
                                 Last_Modified="Mon, 01 Jan 2024 00:00:00 GMT"))  # fmt: skip
        again = one(workspace, "list").edition
        assert again is not None
        assert again.published.instant == again.fetched_at


def test_files_of_one_edition_are_fetched_together_and_only_where_they_changed(
    settings: Settings, web: Web
) -> None:
    parts = {name: (SAMPLES / f"cons_{name}.csv").read_bytes() for name in ("prim", "add", "alt")}
    for name, content in parts.items():
        web.put(f"/{name}.csv", held(content, f'"{name}"'))
    urls = {KEY: tuple(f"{web.url}/{name}.csv" for name in parts)}
    with open_workspace(settings=settings.model_copy(update={"urls": urls})) as workspace:
        first = one(workspace)
        assert first.outcome is FetchOutcome.RECORDED
        assert one(workspace).outcome is FetchOutcome.NOT_MODIFIED

        web.put("/prim.csv", held(parts["prim"].replace(b"EXAMPLE", b"RENAMED"), '"new"'))
        web.requests.clear()
        second = one(workspace)

        assert second.outcome is FetchOutcome.RECORDED
        assert first.edition is not None
        assert second.edition is not None
        assert second.edition.records == first.edition.records
        assert second.edition.digest != first.edition.digest
        assert len(web.requests) == 3

        shutil.rmtree(settings.archive_url)
        web.put("/prim.csv", held(parts["prim"].replace(b"EXAMPLE", b"CHANGED"), '"newer"'))
        assert one(workspace).outcome is FetchOutcome.RECORDED


def test_a_password_is_used_and_neither_shown_nor_kept(
    settings: Settings, web: Web, tmp_path: Path
) -> None:
    web.put("/cons.xml", held(edition(tmp_path)))
    urls = {KEY: f"{web.url}/cons.xml".replace("//", "//me:secret@")}
    with open_workspace(settings=settings.model_copy(update={"urls": urls})) as workspace:
        first, second = one(workspace), one(workspace)

    assert web.requests[0].headers["authorization"].startswith("Basic ")
    assert first.urls == (f"{web.url}/cons.xml",)
    assert second.outcome is FetchOutcome.NOT_MODIFIED


def test_a_header_a_publisher_asks_for_is_sent_and_not_shown(
    settings: Settings, web: Web, tmp_path: Path
) -> None:
    web.put("/cons.xml", held(edition(tmp_path)))
    asked = settings.model_copy(update={"headers": {KEY: {"apikey": "secret"}}})
    with open_workspace(settings=asked) as workspace:
        found = one(workspace)

    assert web.requests[0].headers["apikey"] == "secret"
    assert "secret" not in str(found.to_json()) + repr(asked)


def test_the_page_that_links_to_the_newest_file_is_asked_first(
    workspace: Workspace, web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = IndexPage(url=f"{web.url}/lists", link=r"cons_(\d{8})\.xml")
    source = replace(load_source("us_ofac_cons"), key="list", index=index)
    monkeypatch.setattr(updating, "load_source", lambda key: source if key == "list" else
                        load_source(key))  # fmt: skip
    web.put("/lists", Reply(body=b"<a href='f/cons_20210603.xml'>x</a>"))
    web.put("/f/cons_20210603.xml", held(edition(tmp_path)))

    [first] = workspace.update(["list"])
    web.put("/lists", Reply(body=b"<a href='f/other.xml'>x</a>"))
    [second] = workspace.update(["list"])

    assert first.outcome is FetchOutcome.RECORDED
    assert first.urls == (f"{web.url}/f/cons_20210603.xml",)
    assert (second.outcome, second.urls) == ("failed", (f"{web.url}/lists",))


def test_what_cannot_be_unpacked_is_kept_aside(workspace: Workspace, web: Web) -> None:
    web.put("/cons.xml", Reply(body=b"\x1f\x8b\x08cut off"))

    found = one(workspace)

    assert found.outcome is FetchOutcome.QUARANTINED
    assert "damaged" in str(found.error)


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        (["us_dod_1237"], "comes with Proscribe, so it is not fetched"),
        (["list"], "has no address"),
        (["us_ofac_con"], "there is no list 'us_ofac_con'"),
    ],
)
def test_not_every_list_is_fetched(workspace: Workspace, keys: list[str], says: str) -> None:
    with pytest.raises(InputError, match=says):
        workspace.update(keys)


def test_nothing_is_accepted_unnamed(workspace: Workspace) -> None:
    with pytest.raises(InputError, match="would undo every safeguard"):
        workspace.update(accept=True)


def test_an_address_for_a_list_that_does_not_exist_is_refused(settings: Settings) -> None:
    wrong = settings.model_copy(update={"urls": {"us_ofac_con": "https://lists.example/x"}})

    with open_workspace(settings=wrong) as workspace, pytest.raises(UnknownNameError):
        workspace.update([KEY])


def test_what_is_fetched_is_sealed_and_its_files_are_known(
    workspace: Workspace, web: Web, tmp_path: Path
) -> None:
    web.put("/cons.xml", Reply(body=gzip.compress(edition(tmp_path))))
    assert one(workspace).outcome == "recorded"

    found = workspace.verify_sources(KEY, parse_all=True)

    assert found.holds
    [only] = found.editions
    assert (only.standing.value, only.receipt, only.is_late, only.why) == ("sound", 1, False, ())
    # Nothing new leaves no receipt.
    one(workspace)
    assert workspace.verify_sources(KEY).receipts.receipts == 1
