"""Whoever changes a recorded list by SQL is found, in whatever table and way."""

# ruff: noqa: S608 - whoever tampers with a database writes SQL of their own

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, text

from proscribe.settings import Settings
from proscribe.workspace import open_workspace
from proscribe.workspace.rereading import Standing
from proscribe.workspace.verified import ListVerification
from tests import postgresql
from tests.interfaces.cli.ofac import HARBOUR, LANTERN, write_list

SOURCE = "us_ofac_cons"
# Numbers of the editions of that list, after the packaged facts.
FIRST, SECOND = 10, 11
TABLES = ("edition", "content", "presence", "same_as", "listing_key", "citation", "tie")
KEPT = (*TABLES, "edition_file", "receipt")
LANTERN_ID, HARBOUR_ID = f"{SOURCE}-{LANTERN.uid}", f"{SOURCE}-{HARBOUR.uid}"


@dataclass(frozen=True)
class House:
    """A store with packaged facts and two editions of a list, that may be tampered with."""

    settings: Settings

    def verify(self, source: str | None = None) -> ListVerification:
        with open_workspace(settings=self.settings) as workspace:
            return workspace.verify_sources(source)

    @contextmanager
    def tampering(self) -> Iterator[Connection]:
        """Lend a connection that no trigger and no reference holds back."""
        address = self.settings.store_url.replace("postgresql:", "postgresql+psycopg:")
        engine = create_engine(address)
        with engine.begin() as connection:
            guards: dict[str, str] = {}
            if connection.dialect.name == "postgresql":
                connection.execute(text("SET LOCAL session_replication_role = replica"))
            else:
                held = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
                guards = {row[0]: row[1] for row in connection.execute(text(held))}
                for name in guards:
                    connection.execute(text(f"DROP TRIGGER {name}"))
            yield connection
            # Whoever wants to hide puts them back.
            for made in guards.values():
                connection.execute(text(made))
        engine.dispose()


def fill(house: House, folder: Path) -> None:
    house.settings.data.mkdir()
    with open_workspace(settings=house.settings) as workspace:
        first = write_list(folder / "first.xml", "06/03/2021", LANTERN)
        second = write_list(folder / "second.xml", "06/16/2021", LANTERN, HARBOUR)
        workspace.import_files(SOURCE, first)
        workspace.import_files(SOURCE, second)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")

    def house(address: str) -> House:
        made = House(Settings(db=address, data=folder / "data"))
        fill(made, folder)
        with made.tampering() as connection:
            for table in KEPT:
                connection.execute(text(f"CREATE TABLE spare_{table} AS SELECT * FROM {table}"))
        return made

    if request.param == "sqlite":
        yield house(f"sqlite:///{folder / 'ledger.db'}")
        return
    server: postgresql.Server = request.getfixturevalue("postgres")
    with server.fresh_database() as address:
        yield house(address)


@pytest.fixture
def house(filled: House) -> Iterator[House]:
    """The house, put in order again after the test."""
    yield filled
    with filled.tampering() as connection:
        for table in KEPT:
            connection.execute(text(f"DELETE FROM {table}"))
            connection.execute(text(f"INSERT INTO {table} SELECT * FROM spare_{table}"))


def body_of(connection: Connection, entity: str) -> str:
    statement = text("SELECT body FROM content WHERE entity_id = :entity")
    return str(connection.execute(statement, {"entity": entity}).scalars().first())


def rename(connection: Connection) -> None:
    """Change a name and its digest as well, so that the entry is whole by itself."""
    body = body_of(connection, LANTERN_ID).replace("LANTERN", "BEACON")
    connection.execute(
        text("UPDATE content SET body = :body, sha256 = :digest WHERE entity_id = :entity"),
        {"body": body, "digest": sha256(body.encode()).digest(), "entity": LANTERN_ID},
    )


def add_entry(connection: Connection) -> None:
    """Add a whole listing to an edition."""
    body = body_of(connection, LANTERN_ID).replace(LANTERN_ID, f"{SOURCE}-9")
    digest = sha256(body.encode()).digest()
    connection.execute(
        text("INSERT INTO content (id, sha256, entity_id, body) VALUES (9999, :d, :e, :b)"),
        {"d": digest, "e": f"{SOURCE}-9", "b": body},
    )
    connection.execute(
        text(
            "INSERT INTO presence (content_id, edition_id, locator) VALUES (9999, :n, 'sdnEntry 9')"
        ),
        {"n": SECOND},
    )


def add_edition(connection: Connection, number: int) -> None:
    """Add a copy of an edition, of other bytes and a later day."""
    columns = {
        "id": str(number),
        "digest": f"'{'ab' * 32}'",
        "published_day": "'2021-07-01'",
    }
    names = [one for one in _columns(connection) if one not in columns]
    connection.execute(
        text(
            f"INSERT INTO edition ({', '.join([*columns, *names])}) SELECT"
            f" {', '.join([*columns.values(), *names])} FROM edition WHERE id = {SECOND}"
        )
    )


def _columns(connection: Connection) -> list[str]:
    return [*connection.execute(text("SELECT * FROM edition LIMIT 1")).keys()]


def remove_edition(connection: Connection, number: int) -> None:
    for table in ("presence", "citation", "edition_file"):
        connection.execute(text(f"DELETE FROM {table} WHERE edition_id = {number}"))
    connection.execute(text(f"DELETE FROM edition WHERE id = {number}"))


def add_orphan(connection: Connection) -> None:
    """Add a content that no edition has."""
    body = body_of(connection, LANTERN_ID)
    connection.execute(
        text("INSERT INTO content (id, sha256, entity_id, body) VALUES (9999, :d, 'x-1', :b)"),
        {"d": bytes(32), "b": body},
    )


def run(*statements: str) -> Callable[[Connection], None]:
    def tamper(connection: Connection) -> None:
        for statement in statements:
            assert connection.execute(text(statement)).rowcount, statement

    return tamper


LANTERN_CONTENT, HARBOUR_CONTENT = (
    f"(SELECT id FROM content WHERE entity_id = '{one}')" for one in (LANTERN_ID, HARBOUR_ID)
)
SET_LANTERN = f"UPDATE content SET {{}} WHERE entity_id = '{LANTERN_ID}'"
HARBOURS = f"presence WHERE content_id = {HARBOUR_CONTENT}"
# What is done, and which entry of the second edition is then told of, how.
ENTRIES = {
    "a name": (
        run(SET_LANTERN.format("body = replace(body, 'LANTERN', 'BEACON')")), LANTERN_ID, "changed"
    ),
    "a day": (
        run(SET_LANTERN.format("body = replace(body, '2021-06-03', '2031-06-03')")),
        LANTERN_ID, "changed",
    ),
    "a name and its digest": (rename, LANTERN_ID, "changed"),
    "an entity": (run(SET_LANTERN.format("entity_id = 'x-1'")), "x-1", "changed"),
    "a listing taken out": (run(f"DELETE FROM {HARBOURS}"), HARBOUR_ID, "missing"),
    "a content taken out": (
        run(f"DELETE FROM content WHERE entity_id = '{HARBOUR_ID}'"), HARBOUR_ID, "changed"
    ),
    "a listing added": (add_entry, f"{SOURCE}-9", "added"),
    "a place": (
        run(f"UPDATE presence SET locator = 'x' WHERE content_id = {HARBOUR_CONTENT}"),
        HARBOUR_ID, "changed",
    ),
}  # fmt: skip
SET_EDITION = f"UPDATE edition SET {{}} WHERE id = {SECOND}"
NOON = "'2021-06-16T12:00:00.000000+00:00'"
# What is done to what is said of the second edition itself.
ROWS = {
    "day": run(SET_EDITION.format("published_day = '2021-07-16'")),
    "instant": run(SET_EDITION.format(f"published_at = {NOON}")),
    "fetch": run(SET_EDITION.format(f"fetched_at = {NOON}")),
    "recording": run(SET_EDITION.format(f"recorded_at = {NOON}")),
    "state": run(SET_EDITION.format("state = 'quarantined'")),
    "programmes": run(SET_EDITION.format("named = '[]'")),
    "complete": run(SET_EDITION.format("complete = NOT complete")),
    "citation": run(f"INSERT INTO citation (edition_id, key, body) VALUES ({SECOND}, 'x', '{{}}')"),
}
OF_FACTS = "content_id IN (SELECT content_id FROM presence WHERE edition_id = 4)"
# What is done to packaged facts.
FACTS = {
    "citation": run('UPDATE citation SET body = \'{"title":"X"}\' WHERE edition_id = 4'),
    "citation taken out": run("DELETE FROM citation WHERE edition_id = 4"),
    "identity taken out": run(f"DELETE FROM same_as WHERE {OF_FACTS}"),
    "identity added": run(
        "INSERT INTO same_as (content_id, other) SELECT min(content_id), 'x' FROM presence"
        " WHERE edition_id = 4"
    ),
}
# What is done to what is derived from entries, and what is told.
DERIVED = {
    "key taken out": (
        run(f"DELETE FROM listing_key WHERE entity_id = '{LANTERN_ID}' AND kind = 'core'"),
        f"of {LANTERN_ID} is gone",
    ),
    "key added": (
        run(f"INSERT INTO listing_key VALUES ('isin', 'KYG9830T1067', '{LANTERN_ID}')"),
        f"isin 'KYG9830T1067' of {LANTERN_ID} was added",
    ),
    "key led elsewhere": (
        run(f"UPDATE listing_key SET entity_id = 'x-1' WHERE entity_id = '{LANTERN_ID}'"),
        f"of {LANTERN_ID} is gone",
    ),
    "tie taken out": (
        run("DELETE FROM tie WHERE left_content = (SELECT min(left_content) FROM tie)"),
        "ties that came with edition 1 of",
    ),
    "tie doubted": (run("UPDATE tie SET confidence = 0.01"), "ties that came with edition 1 of"),
    "tie added": (
        run(
            f"INSERT INTO tie SELECT {LANTERN_CONTENT}, {HARBOUR_CONTENT}, '{LANTERN_ID}',"
            f" '{HARBOUR_ID}', 'name', 1.0, 'x'"
        ),
        f"ties that came with edition {SECOND} of",
    ),
    "entry added": (add_orphan, "an entry of x-1 was added"),
}


def faults(found: ListVerification) -> dict[int, str]:
    """Return how the editions stand that are not as they were."""
    return {one.id: one.standing.value for one in found.editions if one.standing.is_fault}


def test_an_untouched_store_is_whole(filled: House) -> None:
    found = filled.verify()

    assert found.holds
    assert {one.standing for one in found.editions} == {Standing.SOUND}
    own = {one.id: (one.source, one.receipt, one.is_late) for one in found.editions[-2:]}
    assert own == {FIRST: (SOURCE, 1, False), SECOND: (SOURCE, 2, False)}
    assert all(one.is_late for one in found.editions[:-2])


@pytest.mark.parametrize("done", ENTRIES)
def test_an_entry_that_was_changed_is_named(house: House, done: str) -> None:
    tamper, entity, standing = ENTRIES[done]
    with house.tampering() as connection:
        tamper(connection)

    found = house.verify()

    assert not found.holds
    assert faults(found)[SECOND] == "changed"
    entries = {one.entity: one.standing.value for one in found.editions[-1].entries}
    assert entries[entity] == standing
    # Found where only that list is asked for, too, and not where another is.
    assert faults(house.verify(SOURCE)) == faults(found)
    assert house.verify("us_dod_1237").holds


@pytest.mark.parametrize("done", ROWS)
def test_an_edition_of_which_something_else_is_said_is_named(house: House, done: str) -> None:
    with house.tampering() as connection:
        ROWS[done](connection)

    assert faults(house.verify()) == {SECOND: "changed"}


@pytest.mark.parametrize("done", FACTS)
def test_packaged_facts_that_were_changed_are_named(house: House, done: str) -> None:
    with house.tampering() as connection:
        FACTS[done](connection)

    assert faults(house.verify()) == {4: "changed"}


@pytest.mark.parametrize("done", DERIVED)
def test_what_leads_to_entries_and_was_changed_is_named(house: House, done: str) -> None:
    tamper, told = DERIVED[done]
    with house.tampering() as connection:
        tamper(connection)

    found = house.verify()

    assert not found.holds
    assert any(told in one for one in found.derived), found.derived
    assert faults(found) == {}


@pytest.mark.parametrize("number", [4, FIRST, SECOND])
def test_an_edition_that_is_gone_is_named(house: House, number: int) -> None:
    with house.tampering() as connection:
        remove_edition(connection, number)

    found = house.verify()

    assert faults(found) == {number: "missing"}
    (gone,) = (one for one in found.editions if one.standing is Standing.MISSING)
    assert gone.source == {4: "us_dod_1237"}.get(number, SOURCE)


def test_an_edition_that_was_added_is_named(house: House) -> None:
    with house.tampering() as connection:
        add_edition(connection, SECOND + 1)

    assert faults(house.verify()) == {SECOND + 1: "added"}


@pytest.mark.parametrize(
    "forged",
    [
        "UPDATE receipt SET settings = replace(settings, '2021-06-16', '2021-07-16')",
        "DELETE FROM receipt WHERE number = 2",
    ],
)
def test_a_seal_that_was_forged_breaks_the_chain(house: House, forged: str) -> None:
    with house.tampering() as connection:
        run(forged)(connection)

    found = house.verify()

    assert not found.receipts.holds
    assert not found.holds
