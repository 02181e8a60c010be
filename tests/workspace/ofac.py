"""OFAC's lists written for a test: invented subjects, real shape."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

_LIST = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="http://tempuri.org/sdnList.xsd">
  <publshInformation>
    <Publish_Date>{day}</Publish_Date>
    <Record_Count>{count}</Record_Count>
  </publshInformation>
{entries}
</sdnList>
"""


def company(uid: int, name: str, *, listed: str = "03 Jun 2021") -> str:
    """Return an entry of a Chinese military-industrial company."""
    return f"""<sdnEntry><uid>{uid}</uid><lastName>{name}</lastName><sdnType>Entity</sdnType>
    <programList><program>CMIC-EO13959</program></programList>
    <idList><id><uid>{uid}2</uid><idType>Listing Date (CMIC)</idType>
    <idNumber>{listed}</idNumber></id></idList></sdnEntry>"""


def person(uid: int, first: str, last: str) -> str:
    """Return an entry of a blocked person."""
    return f"""<sdnEntry><uid>{uid}</uid><firstName>{first}</firstName><lastName>{last}</lastName>
    <sdnType>Individual</sdnType><programList><program>SDGT</program></programList></sdnEntry>"""


def numbered(uid: int, name: str, kind: str, number: str, *, schema: str = "Entity") -> str:
    """Return a blocked entry with one number of a register, named as OFAC names it."""
    return f"""<sdnEntry><uid>{uid}</uid><lastName>{name}</lastName><sdnType>{schema}</sdnType>
    <programList><program>SDGT</program></programList>
    <idList><id><uid>{uid}2</uid><idType>{kind}</idType><idNumber>{number}</idNumber></id></idList>
    </sdnEntry>"""


def write_list(path: Path, day: str, entries: Iterable[str], *, count: int | None = None) -> Path:
    """Write a list; the day is MM/DD/YYYY, the count that of the entries unless told."""
    shown = list(entries)
    stated = len(shown) if count is None else count
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_LIST.format(day=day, count=stated, entries="\n".join(shown)), encoding="utf-8")
    return path
