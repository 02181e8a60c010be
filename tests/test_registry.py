from __future__ import annotations

import dataclasses
import subprocess
import sys
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest
from followthemoney import model

from proscribe import registry
from proscribe.backends.prices import PriceFolder
from proscribe.model.authority import AUTHORITIES
from proscribe.model.errors import InputError, InternalError, UnknownNameError
from proscribe.registry import load_source, packaged_snapshot, packaged_sources, source_keys
from proscribe.sources.us.us_ofac_cons import SOURCE

ROOT = Path(__file__).parent.parent
PACKAGED = (
    "eu_833_annex_iii",
    "gb_reg16_schedule_2",
    "us_dhs_uflpa",
    "us_dod_1237",
    "us_dod_chinese_milcorps",
    "us_ofac_ccmc",
    "us_ofac_cmic",
    "us_ofac_ru_directives",
    "us_ofac_ssi",
)
PLUGGED = dataclasses.replace(SOURCE, key="xx_plugged")


def plug_in(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """Let an entry point be found, as if another package had brought it."""
    found = EntryPoints([EntryPoint(name=name, value=value, group="proscribe.sources")])
    monkeypatch.setattr(registry, "entry_points", lambda **_: found)
    load_source.cache_clear()


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    load_source.cache_clear()


def test_the_lists_are_found_by_the_names_of_their_files() -> None:
    assert set(source_keys()) >= {"us_ofac_cons", "us_ofac_sdn", *PACKAGED}
    assert list(source_keys()) == sorted(source_keys())


@pytest.mark.parametrize("key", source_keys())
def test_every_list_calls_itself_by_its_key_and_names_a_known_authority(key: str) -> None:
    source = load_source(key)

    assert source.key == key
    assert source.authority in AUTHORITIES
    assert source.chronicle == (source.packaged is not None)


@pytest.mark.parametrize("key", source_keys())
def test_every_list_has_its_test(key: str) -> None:
    assert [*(ROOT / "tests" / "sources").glob(f"*/{key}/test_{key}.py")] != []


def test_the_packaged_lists_are_those_with_a_file_of_facts() -> None:
    assert tuple(source.key for source in packaged_sources()) == PACKAGED


@pytest.mark.parametrize("key", PACKAGED)
def test_every_packaged_file_keeps_its_schema_and_says_whose_it_is(key: str) -> None:
    source = load_source(key)
    edition = source.parse(packaged_snapshot(source))
    extras = dict(edition.extras)

    assert (extras["key"], extras["authority"]) == (source.key, source.authority)
    assert edition.warnings == ()
    assert {each.authority for listing, _ in edition.listings for each in listing.designations} == {
        source.authority
    }


@pytest.mark.parametrize("key", PACKAGED)
def test_every_property_of_packaged_facts_exists_on_its_schema(key: str) -> None:
    source = load_source(key)
    edition = source.parse(packaged_snapshot(source))

    for listing, _ in edition.listings:
        schema = model.get(listing.schema)
        assert schema is not None
        assert {name for name, _ in listing.properties} <= set(schema.properties)


def test_a_list_that_is_not_packaged_has_no_packaged_file() -> None:
    with pytest.raises(InternalError, match="us_ofac_cons is not packaged"):
        packaged_snapshot(load_source("us_ofac_cons"))


def test_an_unknown_key_names_those_near_it() -> None:
    with pytest.raises(UnknownNameError) as caught:
        load_source("us_ofac_sdm")

    assert str(caught.value).startswith(
        "there is no list 'us_ofac_sdm'. Did you mean us_ofac_sdn or "
    )


def test_an_unknown_key_like_no_other_names_all() -> None:
    with pytest.raises(UnknownNameError, match="Choose one of au_dfat_sanctions, "):
        load_source("zzz")


def test_another_package_can_add_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    plug_in(monkeypatch, "xx_plugged", "tests.test_registry:PLUGGED")

    assert "xx_plugged" in source_keys()
    assert load_source("xx_plugged").key == "xx_plugged"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("tests.test_registry:ABSENT", "cannot be loaded"),
        ("no.such.module:SOURCE", "cannot be loaded"),
        ("tests.test_registry:ROOT", "is no Source"),
    ],
)
def test_a_broken_plug_in_is_named(
    monkeypatch: pytest.MonkeyPatch, value: str, message: str
) -> None:
    plug_in(monkeypatch, "xx_broken", value)

    with pytest.raises(InputError, match=message):
        load_source("xx_broken")


def test_a_plug_in_under_another_key_than_its_own_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plug_in(monkeypatch, "xx_other", "tests.test_registry:PLUGGED")

    with pytest.raises(InternalError, match="found as 'xx_other' calls itself 'xx_plugged'"):
        load_source("xx_other")


def test_finding_and_reading_packaged_facts_loads_no_slow_library() -> None:
    code = (
        "import sys\n"
        "from proscribe.registry import packaged_snapshot, packaged_sources\n"
        "for source in packaged_sources(): source.parse(packaged_snapshot(source))\n"
        "print(sorted({'followthemoney', 'rigour', 'lxml', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_a_fetcher_of_prices_is_found_by_its_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    value = "proscribe.backends.prices.folder:PriceFolder"
    found = EntryPoints([EntryPoint(name="files", value=value, group="proscribe.prices")])
    monkeypatch.setattr(registry, "entry_points", lambda **_: found)

    assert registry.price_fetcher_keys() == ("files",)
    assert registry.load_price_fetcher("files") is PriceFolder
    with pytest.raises(UnknownNameError, match="no fetcher of prices 'web'"):
        registry.load_price_fetcher("web")


def test_a_fetcher_that_cannot_be_loaded_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = EntryPoints([EntryPoint(name="gone", value="no_such:thing", group="proscribe.prices")])
    monkeypatch.setattr(registry, "entry_points", lambda **_: found)

    with pytest.raises(InputError, match="for the prices 'gone' cannot be loaded"):
        registry.load_price_fetcher("gone")
