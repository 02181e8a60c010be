"""Whoever has the database itself change what is written to it is found, and gets nothing in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from proscribe.backends.stores.database import Lane
from proscribe.backends.stores.open import open_store
from proscribe.backends.stores.writing import EditionWriter
from proscribe.model.errors import StoreError
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.rereading import Standing
from tests import postgresql
from tests.interfaces.cli.ofac import HARBOUR, LANTERN, write_list

SOURCE = "us_ofac_cons"
HARBOUR_ID = f"{SOURCE}-{HARBOUR.uid}"

# What a trigger does before a row of a table is written: it passes over it, or writes it otherwise.
PLANTED = {
    ("sqlite", "passes over"): """
        CREATE TRIGGER one BEFORE INSERT ON content WHEN new.entity_id = '{entity}'
        BEGIN SELECT RAISE(IGNORE); END

        CREATE TRIGGER two BEFORE INSERT ON presence
        WHEN NOT EXISTS (SELECT 1 FROM content WHERE id = new.content_id)
        BEGIN SELECT RAISE(IGNORE); END
    """,
    ("sqlite", "writes otherwise"): """
        CREATE TRIGGER one AFTER INSERT ON presence WHEN new.edition_id > 9 AND new.locator != 'X'
        BEGIN INSERT INTO presence VALUES (new.content_id, new.edition_id, 'X'); END
    """,
    ("postgresql", "passes over"): """
        CREATE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF new.entity_id = '{entity}' THEN RETURN NULL; END IF; RETURN new; END $$

        CREATE FUNCTION lone() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF NOT EXISTS (SELECT 1 FROM content WHERE id = new.content_id)
        THEN RETURN NULL; END IF; RETURN new; END $$

        CREATE TRIGGER one BEFORE INSERT ON content FOR EACH ROW EXECUTE FUNCTION pass()

        CREATE TRIGGER two BEFORE INSERT ON presence FOR EACH ROW EXECUTE FUNCTION lone()
    """,
    ("postgresql", "writes otherwise"): """
        CREATE FUNCTION move() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN new.locator := new.locator || 'X'; RETURN new; END $$

        CREATE TRIGGER one BEFORE INSERT ON presence FOR EACH ROW EXECUTE FUNCTION move()
    """,
}


@pytest.fixture(params=["sqlite", "postgresql"])
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workspace]:
    def opened(address: str) -> Workspace:
        (tmp_path / "data").mkdir()
        return open_workspace(settings=Settings(db=address, data=tmp_path / "data"))

    if request.param == "sqlite":
        with opened(f"sqlite:///{tmp_path / 'ledger.db'}") as made:
            yield made
        return
    server: postgresql.Server = request.getfixturevalue("postgres")
    with server.fresh_database() as address, opened(address) as made:
        yield made


def kind_of(workspace: Workspace) -> str:
    return "sqlite" if workspace.settings.store_url.startswith("sqlite") else "postgresql"


def alter(workspace: Workspace, *statements: str) -> None:
    with (
        open_store(workspace.settings.store_url) as store,
        store.transaction(Lane.LEDGER) as connection,
    ):
        for statement in statements:
            connection.execute(text(statement))


@pytest.mark.parametrize("planted", ["passes over", "writes otherwise"])
def test_nothing_is_recorded_that_the_database_keeps_otherwise(
    workspace: Workspace, tmp_path: Path, planted: str
) -> None:
    statements = PLANTED[kind_of(workspace), planted].format(entity=HARBOUR_ID)
    alter(workspace, *statements.split("\n\n"))
    listed = write_list(tmp_path / "list.xml", "06/03/2021", LANTERN, HARBOUR)

    with pytest.raises(StoreError, match="does not hold the entries that were just written"):
        workspace.import_files(SOURCE, listed)

    found = workspace.verify_sources()
    assert {one.source for one in found.editions}.isdisjoint({SOURCE})
    assert not found.holds
    assert len(found.guards) == statements.count("CREATE TRIGGER")
    assert all("the trigger " in one and "is not ours" in one for one in found.guards)


def test_an_entry_that_never_got_in_is_found_by_reading_the_file_again(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements = PLANTED[kind_of(workspace), "passes over"].format(entity=HARBOUR_ID)
    alter(workspace, *statements.split("\n\n"))
    with monkeypatch.context() as unchecked:
        unchecked.setattr(EditionWriter, "_check", lambda _: None)
        listed = write_list(tmp_path / "list.xml", "06/03/2021", LANTERN, HARBOUR)
        workspace.import_files(SOURCE, listed)

    edition = workspace.verify_sources(SOURCE, parse_all=True).editions[-1]

    assert edition.standing is Standing.CHANGED
    assert [(one.entity, one.standing) for one in edition.entries] == [
        (HARBOUR_ID, Standing.MISSING)
    ]
    assert "the version that recorded it reads its file otherwise" in edition.why[0]


def test_ours_that_is_gone_is_told(workspace: Workspace) -> None:
    assert workspace.verify_sources().guards == ()
    alter(
        workspace,
        "DROP TRIGGER content_no_update"
        if kind_of(workspace) == "sqlite"
        else "ALTER TABLE content DISABLE TRIGGER content_append_only",
    )

    (told,) = [one for one in workspace.verify_sources().guards if "is gone" in one]

    assert "table content" in told
    assert workspace.verify_sources().holds is False


def test_one_of_our_name_that_does_something_else_is_told(workspace: Workspace) -> None:
    if kind_of(workspace) == "sqlite":
        alter(
            workspace,
            "DROP TRIGGER content_no_update",
            "CREATE TRIGGER content_no_update BEFORE UPDATE ON content BEGIN SELECT 1; END",
        )
    else:
        alter(
            workspace,
            "CREATE OR REPLACE FUNCTION proscribe_append_only() RETURNS trigger LANGUAGE plpgsql"
            " AS $$ BEGIN RETURN NULL; END $$",
        )

    assert any(
        "content" in one and "is not ours" in one for one in workspace.verify_sources().guards
    )


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("CREATE POLICY narrow ON listing_key USING (value <> 'X')", "the policy narrow"),
        ("ALTER TABLE presence ENABLE ROW LEVEL SECURITY", "row security of table presence"),
        ("ALTER TABLE presence FORCE ROW LEVEL SECURITY", "row security of table presence"),
        (
            "ALTER DATABASE {database} SET session_replication_role = replica",
            "session_replication_role=replica is set for every role",
        ),
        (
            "ALTER ROLE proscribe IN DATABASE {database} SET session_replication_role = replica",
            "session_replication_role=replica is set for proscribe",
        ),
    ],
)
def test_what_hides_rows_or_passes_over_what_guards_them_is_told(
    postgres: postgresql.Server, tmp_path: Path, statement: str, told: str
) -> None:
    (tmp_path / "data").mkdir()
    with postgres.fresh_database() as address:
        settings = Settings(db=address, data=tmp_path / "data")
        with open_workspace(settings=settings) as workspace:
            assert workspace.verify_sources().guards == ()
            database = address.rpartition("/")[2]
            alter(workspace, statement.format(database=database))

            found = workspace.verify_sources()

    assert any(told in one for one in found.guards)
    assert not found.holds
