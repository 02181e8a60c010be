"""Whatever happens to a file on its way, it is read or refused; nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proscribe.model.errors import QuarantineError
from proscribe.sources.us.us_ofac_cons import SOURCE
from tests.sources.editions import snapshot_from

SAMPLES = Path(__file__).parents[1] / "us_ofac_cons" / "sample"
FILES = ("consolidated.xml", "cons_advanced.xml", "cons_enhanced.xml", "cons_prim.csv")


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
def test_a_file_with_bytes_lost_or_changed_is_read_or_refused(
    name: str, data: st.DataObject
) -> None:
    content = (SAMPLES / name).read_bytes()
    at = data.draw(st.integers(0, len(content) - 1), label="position")
    lost = data.draw(st.integers(0, 80), label="bytes lost")
    put = data.draw(st.binary(max_size=8), label="bytes put in their place")

    damaged = content[:at] + put + content[at + lost :]
    try:
        edition = SOURCE.parse(snapshot_from(damaged, name))
    except QuarantineError:
        return
    assert edition.records == len(edition.listings) > 0


@pytest.mark.parametrize("name", FILES[:3])
@given(data=st.data())
def test_an_xml_cut_anywhere_is_refused(name: str, data: st.DataObject) -> None:
    content = (SAMPLES / name).read_bytes().rstrip()
    end = data.draw(st.integers(1, len(content) - 1), label="length")

    with pytest.raises(QuarantineError):
        SOURCE.parse(snapshot_from(content[:end], name))
