"""Texts of a line that are read as nothing else, and still may name a party to it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from proscribe.securities.cells import clean_cells
from proscribe.securities.countries import country_code
from proscribe.securities.currencies import currency_code, is_currency_code
from proscribe.securities.dates import parse_day_of_file
from proscribe.securities.headers import IDENTIFIERS, OF_PARTIES, PARTIES
from proscribe.securities.instruments import LineKind
from proscribe.securities.markets import is_known_exchange

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from proscribe.securities.headers import Layout

BESIDE = pl.List(pl.Struct({"column": pl.String(), "text": pl.String(), "sought": pl.String()}))
REMARK, PARTY, PERSON = "remark", "party", "person"
"""Who is sought in a text: whom it surely names; any party, in doubt too; a person."""
# Numbers and most days have neither.
_MAY_NAME = r"\p{L}\p{L}|[A-Z]\d"
_TOTAL = (
    r"(?:(?:grand |sub[- ]?|sous-|net )?total[es]?|(?:zwischen|gesamt)?summe|gesamt|suma"
    r"|小计|小計|合计|合計|总计|總計)"
)
_OF_TOTALS = rf"(?i)^\s*{_TOTAL}[\s:：-]+(?:(?:of|for|in) )?|[\s:：,(-]+{_TOTAL}[\s:：)]*$"


def _is_currency(text: str) -> bool:
    return is_currency_code(currency_code(text))


def _is_country(text: str) -> bool:
    return country_code(text) is not None


def _is_day(text: str) -> bool:
    return isinstance(parse_day_of_file(text), date)


def _is_free(_: str) -> bool:
    return False


# What is read of these names nobody where it is understood as what the column holds.
_FACTS: Mapping[str, Callable[[str], bool]] = {
    **dict.fromkeys(("currency", "local_currency"), _is_currency),
    **dict.fromkeys(("acquired", "traded", "issued", "matures"), _is_day),
    **dict.fromkeys(("sector", "account", "asset_class"), _is_free),
    "exchange": is_known_exchange,
    "location": _is_country,
}


def beside_of(
    given: pl.DataFrame,
    cells: Mapping[str, pl.Series],
    read: Mapping[str, pl.Series],
    layout: Layout,
) -> pl.Series:
    """Return what each line says in columns that are read as nothing else, as ``BESIDE``.

    Args:
        given: The cells as in the file.
        cells: The cells by what their column means.
        read: What was read, the kind of each line included.
        layout: What the columns mean.
    """
    rows = pl.select(row=pl.int_range(given.height, dtype=pl.UInt32))
    found = [
        rows.with_columns(text.alias("text"))
        .drop_nulls()
        .with_columns(pl.lit(column).alias("column"), pl.lit(sought).alias("sought"))
        for column, text, sought in _texts(given, cells, read, layout)
        if text.null_count() < len(text)
    ]
    if not found:
        return pl.Series([None], dtype=BESIDE).new_from_index(0, given.height)
    ordered = pl.concat(found).sort("row", maintain_order=True)
    lists = ordered.group_by("row", maintain_order=True).agg(
        pl.struct("column", "text", "sought").alias("told")
    )
    if lists.height == given.height:
        # To lay them beside the rows takes far longer than to make them.
        return lists["told"]
    return rows.join(lists, on="row", how="left", maintain_order="left")["told"]


def _texts(
    given: pl.DataFrame,
    cells: Mapping[str, pl.Series],
    read: Mapping[str, pl.Series],
    layout: Layout,
) -> Iterator[tuple[str, pl.Series, str]]:
    """Yield columns with their texts, null where they surely name nobody, and who is sought."""
    names = {meaning: cells[meaning] for meaning in ("name", *PARTIES) if meaning in cells}
    for column, meaning in layout.beside:
        text = clean_cells(given[column])
        is_understood = _FACTS.get(meaning or "")
        if is_understood is not None:
            yield column, _misplaced(text, is_understood), REMARK
            continue
        kept = text.str.contains(_MAY_NAME)
        for other in names.values():
            kept &= text.ne_missing(other)
        yield column, _only(text, kept), PARTY if meaning in OF_PARTIES else REMARK
    for fact in filter(cells.__contains__, _FACTS):
        yield layout.columns[fact], _misplaced(cells[fact], _FACTS[fact]), REMARK
    if "parent" in names:
        # Read as a company's name; who stands behind a line may be a person.
        text = names["parent"]
        yield (
            layout.columns.get("parent", "parent"),
            _only(text, text.str.contains(_MAY_NAME)),
            PERSON,
        )
    totals = read["kind"] == LineKind.TOTAL.value
    for meaning, text in names.items():
        yield layout.columns.get(meaning, meaning), _only(text, totals), REMARK
    if "name" in names:
        text = names["name"]
        named = text.str.replace(_OF_TOTALS, "")
        yield layout.columns.get("name", "name"), _only(named, named != text), REMARK
    if "identifier" in cells and not layout.columns.keys().isdisjoint(IDENTIFIERS):
        text = cells["identifier"]
        kept = text.str.contains(_MAY_NAME)
        for kind in IDENTIFIERS:
            kept &= text.ne_missing(read[kind])
        yield layout.columns["identifier"], _only(text, kept), REMARK


def _misplaced(text: pl.Series, is_understood: Callable[[str], bool]) -> pl.Series:
    """Return those texts that are not understood as what their column holds; the others null."""
    distinct = text.drop_nulls().unique()
    named = distinct.filter(distinct.str.contains(_MAY_NAME)).to_list()
    odd = [one for one in named if not is_understood(one)]
    return _only(text, text.is_in(pl.Series(odd, dtype=pl.String).implode()))


def _only(text: pl.Series, kept: pl.Series) -> pl.Series:
    return text.set(~kept.fill_null(value=False), None)
