"""Where settings come from: flags, then the environment, then the file, then defaults."""

from __future__ import annotations

from pathlib import Path

import pytest

from proscribe.model.errors import InputError
from proscribe.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder without settings, in an environment without any."""
    for name in ("DB", "DATA", "ARCHIVE", "URLS", "FETCH_TIMEOUT_SECONDS"):
        monkeypatch.delenv(f"PROSCRIBE_{name}", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_settings_everything_lies_in_the_data_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PROSCRIBE_DATA", "/srv/proscribe")
    settings = load_settings()

    assert settings.store_url == "sqlite:////srv/proscribe/proscribe.db"
    assert settings.archive_url == "/srv/proscribe/archive"


def test_by_default_the_data_folder_is_the_platforms_own() -> None:
    assert load_settings().data.name == "proscribe"
    assert load_settings().data.is_absolute()


def test_a_flag_outweighs_the_environment_and_that_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "proscribe.toml").write_text(
        'db = "sqlite:///file.db"\narchive = "file"\ndata = "/file"\n'
    )
    monkeypatch.setenv("PROSCRIBE_DB", "sqlite:///environment.db")
    monkeypatch.setenv("PROSCRIBE_ARCHIVE", "environment")

    settings = Settings(db="sqlite:///flag.db")

    assert settings.store_url == "sqlite:///flag.db"
    assert settings.archive_url == "environment"
    assert settings.data == Path("/file")


def test_an_empty_address_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROSCRIBE_DB", "")
    monkeypatch.setenv("PROSCRIBE_DATA", "/d")

    assert load_settings().store_url == "sqlite:////d/proscribe.db"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('databse = "x"', "databse: Extra inputs are not permitted"),
        ("db = [1]", "db: Input should be a valid string"),
        ("db = ", "the settings are no TOML"),
    ],
)
def test_settings_that_cannot_be_read_are_refused_in_words(
    folder: Path, text: str, says: str
) -> None:
    (folder / "proscribe.toml").write_text(f"{text}\n")

    with pytest.raises(InputError, match=says) as refused:
        load_settings()

    assert "proscribe.toml" in str(refused.value)


def test_other_variables_of_that_prefix_are_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROSCRIBE_TEST_DATA", "/data")

    assert load_settings().db == ""


def test_addresses_are_one_or_several_and_of_a_list_without_any_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "proscribe.toml").write_text(
        '[urls]\na = "https://a"\nb = ["https://b", "https://c"]\n'
    )

    settings = load_settings()

    assert settings.addresses("a") == ("https://a",)
    assert settings.addresses("b") == ("https://b", "https://c")
    assert settings.addresses("c") == ()
    monkeypatch.setenv("PROSCRIBE_URLS", '{"c": "https://d"}')
    assert load_settings().addresses("c") == ("https://d",)


@pytest.mark.parametrize("value", ["0", "-1", "soon", "86400"])
def test_a_time_out_is_some_seconds(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PROSCRIBE_FETCH_TIMEOUT_SECONDS", value)

    with pytest.raises(InputError, match="fetch_timeout_seconds"):
        load_settings()


def test_addresses_that_are_no_json_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROSCRIBE_URLS", "https://a")

    with pytest.raises(InputError, match="a setting is no JSON") as refused:
        load_settings()

    assert "PROSCRIBE_URLS=" in refused.value.remedy
