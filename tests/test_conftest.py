"""The fixtures that other tests stand on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sqlalchemy
from playwright.sync_api import Browser

from tests.requirement import absent


def test_a_fresh_postgresql_database_is_empty_and_sorts_by_code_point(
    postgres_database: str,
) -> None:
    engine = sqlalchemy.create_engine(postgres_database)
    with engine.begin() as connection:
        tables = sqlalchemy.inspect(connection).get_table_names()
        words = connection.execute(
            sqlalchemy.text("SELECT word FROM unnest(ARRAY['ä', 'b', 'Z']) AS word ORDER BY word")
        )
        assert (tables, [*words.scalars()]) == ([], ["Z", "b", "ä"])
    engine.dispose()


def test_the_browser_renders_a_page(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<h1></h1><script>document.querySelector('h1').append(6 * 7)</script>")

    assert page.inner_text("h1") == "42"
    page.close()


def test_the_shared_data_holds_the_schema_of_claims(shared: Path) -> None:
    schema = json.loads((shared / "reference" / "claims.schema.json").read_bytes())

    assert schema["type"] in {"object", "array"}


def test_what_is_absent_is_left_out_by_hand_but_fails_in_ci(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="The moon is absent: wait for the night"):
        absent("The moon", "wait for the night")

    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="nothing may be left out in CI"):
        absent("The moon", "wait for the night")
