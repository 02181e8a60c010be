"""A watch is asked again; each change of a verdict raises one alert that says why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from proscribe.model.errors import InputError, UnknownNameError
from proscribe.operations.watches import Cause, Change
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace

HEAD = "id,schema,name\n"
ACME = HEAD + "1,Company,Acme Trading\n"
NOBODY = HEAD + "2,Company,Somebody Else\n"


@pytest.fixture(params=["sqlite", "postgresql"])
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workspace]:
    address = f"sqlite:///{tmp_path / 'ledger.db'}"
    if request.param == "postgresql":
        address = request.getfixturevalue("postgres_database")
    settings = Settings(db=address, data=tmp_path / "data")
    with open_workspace(address, settings=settings) as workspace:
        yield workspace


def record(shop: Workspace, folder: Path, text: str, day: str) -> None:
    """Record an edition of the house's own list."""
    path = folder / f"list-{day}.csv"
    path.write_text(text)
    shop.import_files("list", path, published=day)


def watched(shop: Workspace, what: str | list[Path | str], organisation: str | None = None) -> int:
    return shop.watches.add(
        what, by="ana", reason="a customer", actions=("buy",), organisation=organisation
    ).id


def test_a_name_that_comes_onto_a_list_raises_one_alert(shop: Workspace, tmp_path: Path) -> None:
    record(shop, tmp_path, NOBODY, "2026-01-05")
    number = watched(shop, "Acme Trading")
    assert shop.watches.run() == ()

    record(shop, tmp_path, ACME, "2026-01-06")
    (alert,) = shop.watches.run()

    assert alert.changes == (Change(action="buy", old="ALLOWED", new="PROHIBITED"),)
    assert (alert.watch_id, alert.regime, alert.cause) == (number, "LIST", Cause.EDITION)
    assert [(one.source, one.published) for one in alert.editions] == [("list", "2026-01-06")]
    assert "Acme" in alert.line.issuer
    assert shop.watches.run() == ()
    assert shop.watches.alerts() == (alert,)


def test_a_name_that_leaves_a_list_raises_an_alert_too(shop: Workspace, tmp_path: Path) -> None:
    record(shop, tmp_path, ACME, "2026-01-05")
    watched(shop, "Acme Trading")

    record(shop, tmp_path, NOBODY, "2026-01-06")
    (alert,) = shop.watches.run()

    (change,) = alert.changes
    assert (change.old, change.new) == ("PROHIBITED", "ALLOWED")


def test_how_things_stand_when_it_is_set_up_raises_nothing(shop: Workspace, tmp_path: Path) -> None:
    record(shop, tmp_path, ACME, "2026-01-05")
    watched(shop, "Acme Trading")

    assert shop.watches.run() == ()
    assert shop.watches.alerts() == ()


def test_each_line_of_a_file_is_watched_as_it_was_given(shop: Workspace, tmp_path: Path) -> None:
    record(shop, tmp_path, NOBODY, "2026-01-05")
    portfolio = tmp_path / "book.csv"
    portfolio.write_text("name\nApple\nAcme Trading\nAcme Trading\n")
    watched(shop, [portfolio])
    portfolio.unlink()

    record(shop, tmp_path, ACME, "2026-01-06")
    raised = shop.watches.run()

    assert [(one.line.file, one.line.line) for one in raised] == [("book.csv", 3), ("book.csv", 4)]
    assert shop.watches.run() == ()


def test_an_edition_that_changes_nothing_for_it_raises_nothing(
    shop: Workspace, tmp_path: Path
) -> None:
    record(shop, tmp_path, NOBODY, "2026-01-05")
    watched(shop, "Acme Trading")

    record(shop, tmp_path, NOBODY + "3,Company,A Third One\n", "2026-01-06")

    assert shop.watches.run() == ()


def test_a_clearance_is_told_as_a_decision(shop: Workspace, tmp_path: Path) -> None:
    record(shop, tmp_path, ACME, "2026-01-05")
    watched(shop, "Acme Trading")

    shop.clearances.clear("Acme Trading", "list-1", reason="a restaurant", by="ben")
    (alert,) = shop.watches.run()

    assert alert.cause is Cause.DECISION
    assert alert.editions == ()


def test_an_alert_is_acknowledged_once_with_a_reason(shop: Workspace, tmp_path: Path) -> None:
    record(shop, tmp_path, NOBODY, "2026-01-05")
    watched(shop, "Acme Trading")
    record(shop, tmp_path, ACME, "2026-01-06")
    (alert,) = shop.watches.run()

    with pytest.raises(InputError, match="without a reason"):
        shop.watches.acknowledge(alert.id, by="ben", reason=" ")
    seen = shop.watches.acknowledge(alert.id, by="ben", reason="sold")
    with pytest.raises(InputError, match="no alert 1 waits"):
        shop.watches.acknowledge(alert.id, by="eve", reason="no")

    assert seen.acknowledged is not None
    assert (seen.acknowledged.by, seen.acknowledged.reason) == ("ben", "sold")
    assert shop.watches.alerts() == ()
    assert shop.watches.alerts(every=True) == (seen,)


def test_a_watch_that_was_removed_is_not_asked_and_its_alerts_stay(
    shop: Workspace, tmp_path: Path
) -> None:
    record(shop, tmp_path, NOBODY, "2026-01-05")
    book = tmp_path / "book.csv"
    book.write_text("name\nAcme Trading\n")
    number = watched(shop, [book])
    record(shop, tmp_path, ACME, "2026-01-06")
    raised = shop.watches.run()

    removed = shop.watches.remove(number, by="ben", reason="no customer any more")

    assert removed.removed is not None
    assert shop.watches.list() == ()
    assert [*(tmp_path / "data" / "watches").iterdir()] == []
    record(shop, tmp_path, NOBODY, "2026-01-07")
    assert shop.watches.run() == ()
    assert shop.watches.alerts() == raised
    for attempt in (
        lambda: shop.watches.run(number),
        lambda: shop.watches.remove(number, by="ben", reason="again"),
    ):
        with pytest.raises(UnknownNameError, match="no watch"):
            attempt()


def test_another_organisation_sees_neither_watches_nor_alerts(
    shop: Workspace, tmp_path: Path
) -> None:
    bank = shop.of("bank")
    record(bank, tmp_path, NOBODY, "2026-01-05")
    number = watched(shop, "Acme Trading", organisation="bank")
    watched(shop, "Acme Trading", organisation="rival")
    record(bank, tmp_path, ACME, "2026-01-06")

    assert shop.watches.run(organisation="rival") == ()
    # Whose a workspace is, is asked for where nobody is named.
    assert (shop.watches.list(), shop.watches.run()) == ((), ())
    (listed,) = shop.of("bank").watches.list()
    assert listed.id == shop.of("bank").watches.get(number).id == number
    (alert,) = shop.watches.run(every=True)
    assert [one.id for one in shop.of("bank").watches.alerts()] == [alert.id]

    assert [one.organisation for one in shop.watches.list(organisation="rival")] == ["rival"]
    assert shop.watches.alerts(organisation="rival", every=True) == ()
    for attempt in (
        lambda: shop.watches.get(number, organisation="rival"),
        lambda: shop.watches.run(number, organisation="rival"),
        lambda: shop.watches.remove(number, by="eve", reason="x", organisation="rival"),
        lambda: shop.watches.acknowledge(alert.id, by="eve", reason="x", organisation="rival"),
    ):
        with pytest.raises(InputError):
            attempt()
    assert shop.watches.alerts(organisation="bank") == (alert,)


def test_two_runs_at_once_raise_a_change_once(shop: Workspace, tmp_path: Path) -> None:
    record(shop, tmp_path, NOBODY, "2026-01-05")
    watch = shop.watches.get(watched(shop, "Acme Trading"))
    record(shop, tmp_path, ACME, "2026-01-06")

    first, second = (shop.watches._run(watch) for _ in "ab")  # noqa: SLF001

    assert (len(first), second) == (1, ())


def test_what_cannot_be_watched_is_refused_and_leaves_nothing(
    shop: Workspace, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.csv"
    letter.write_text("Dear Sir,\nno table\n")
    (tmp_path / "a").mkdir()
    twin = tmp_path / "a" / "letter.csv"
    twin.write_text("name\nAcme\n")
    for what in ([letter], [twin, letter], [], ["missing.csv"], "", "a\0b", "x" * 2_000):
        with pytest.raises(InputError):
            shop.watches.add(what, by="ana", reason="a customer")
    for words in ({"reason": ""}, {"actions": ["steal"]}, {"regimes": ["NONE"]}):
        with pytest.raises(InputError):
            shop.watches.add("Acme", **({"by": "ana", "reason": "x"} | words))

    assert shop.watches.list() == ()
    folder = tmp_path / "data" / "watches"
    assert not folder.exists() or [*folder.iterdir()] == []
