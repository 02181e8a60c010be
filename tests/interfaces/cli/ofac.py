"""Consolidated lists in OFAC's XML, written for a test: invented companies, real shape."""

from __future__ import annotations

from dataclasses import dataclass
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

_ENTRY = """  <sdnEntry>
    <uid>{uid}</uid>
    <lastName>{name}</lastName>
    <sdnType>Entity</sdnType>
    <programList><program>CMIC-EO13959</program></programList>
    <idList>
      <id><uid>{uid}1</uid><idType>Equity Ticker</idType><idNumber>{ticker}</idNumber></id>
      <id>
        <uid>{uid}2</uid><idType>Listing Date (CMIC)</idType><idNumber>03 Jun 2021</idNumber>
      </id>
    </idList>
  </sdnEntry>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One company of a list."""

    uid: int
    name: str
    ticker: str


LANTERN = Entry(uid=90101, name="EXAMPLE LANTERN SYSTEMS CO., LTD.", ticker="00991 HK")
HARBOUR = Entry(uid=90102, name="EXAMPLE HARBOUR MACHINERY LIMITED", ticker="00992 HK")
ORCHARD = Entry(uid=90103, name="EXAMPLE ORCHARD AVIATION LIMITED", ticker="00993 HK")


def write_list(path: Path, day: str, *entries: Entry) -> Path:
    """Write a list as OFAC publishes it; the day is MM/DD/YYYY."""
    shown = "\n".join(
        _ENTRY.format(uid=one.uid, name=one.name, ticker=one.ticker) for one in entries
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_LIST.format(day=day, count=len(entries), entries=shown), encoding="utf-8")
    return path
