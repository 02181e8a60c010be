"""Every official list at hand, and one as large as OFAC's whole list.

No peer stands beside these figures: OpenSanctions' crawlers, which read the same files, are
programs of a repository and no installable package, and what is installed here
(followthemoney) reads no list.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench_main_job import FRESH, told_of_editions
from benchmarks.case import Case, Places
from benchmarks.ofac_list import PARTIES, write_advanced
from proscribe.registry import source_keys

# Folder of each list below the data, or the folder of one day of it.
FOLDERS = {
    "au_dfat_sanctions": "au_dfat",
    "ca_dfatd_sema_sanctions": "ca_sema",
    "eu_fsf": "eu_fsf",
    "gb_fcdo_sanctions": "uk/2025-08-11",
    "gb_hmt_sanctions": "uk/2020-04-27",
    "jp_mof_sanctions": "jp_mof",
    "un_sc_sanctions": "un",
    "us_bis_denied": "us_bis_dpl",
    "us_ddtc_debarred": "us_state_dtc",
    "us_ofac_cons": "us_ofac_consolidated",
    "us_ofac_sdn": "us_ofac_sdn",
    "us_state_isn": "us_state_isn",
    "us_trade_csl": "us_csl",
    "worldbank_debarred": "worldbank_debarred",
}
# The editions are known by a month only; the day is its first.
_MONTH = len("2021-05")
_DAY = len("2021-05-01")


def lay_out_every_list(places: Places) -> None:
    """Put every edition where `update` looks for it, DIR/SOURCE/DAY/file, without copying."""
    for key, folder in sorted(FOLDERS.items()):
        place = places.shared / "data" / folder
        if key in source_keys() and place.is_dir():
            for day in _days(place):
                link = places.work / "editions" / key / _day_of(day.name)
                link.parent.mkdir(parents=True, exist_ok=True)
                link.symlink_to(day, target_is_directory=True)


def _days(place: Path) -> Iterator[Path]:
    if _is_day(place.name):
        yield place
    else:
        yield from (day for day in sorted(place.iterdir()) if _is_day(day.name))


def _is_day(name: str) -> bool:
    return len(name) in {_MONTH, _DAY} and name[:4].isdigit()


def _day_of(name: str) -> str:
    return f"{name}-01" if len(name) == _MONTH else name


def write_large_list(places: Places) -> None:
    """Write the large list, part by part: no measured process may seem as large as this one."""
    write_advanced(places.work / "sdn_advanced.xml")


CASES = [
    Case(
        title="Record every edition of every official list at hand in a new store "
        "(target: 90 s and 600 MB)",
        subject="proscribe",
        command=("python", "-c", FRESH, "update", "--from", "editions", "--json"),
        needs=("data",),
        prepare=lay_out_every_list,
        remark=told_of_editions,
    ),
    Case(
        title=f"Record one edition of {PARTIES:,} parties, 130 MB of Advanced XML, in a new store "
        "(target: 60 s and 500 MB)",
        subject="proscribe, invented list of the SDN list's shape",
        command=(
            *("python", "-c", FRESH, "import", "us_ofac_sdn"),
            *("sdn_advanced.xml", "--json"),
        ),
        prepare=write_large_list,
        remark=told_of_editions,
    ),
]
