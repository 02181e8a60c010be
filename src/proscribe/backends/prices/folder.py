"""A fetcher that needs no network: a folder with a file for each symbol."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from proscribe.model.errors import InputError, Place
from proscribe.securities.prices.fetcher import PriceRequest
from proscribe.securities.tickers import ticker_key

_SUFFIXES = (".csv", ".csv.gz", ".txt", ".parquet", ".xlsx")


class PriceFolder:
    """Finds the price files of a security in a folder, by their names.

    Args:
        address: The folder; its files are called after symbols, such as ``1810.HK.csv``.

    Raises:
        InputError: There is no such folder.
    """

    def __init__(self, address: str) -> None:
        self._folder = Path(address).expanduser()
        if not self._folder.is_dir():
            raise InputError(
                "there is no such folder of prices.",
                where=Place(file=str(self._folder)),
                remedy="Name the folder that holds files such as 1810.HK.csv.",
            )

    def fetch(self, request: PriceRequest) -> Sequence[Path]:
        """Return the files that are called after one of the symbols, best symbol first."""
        by_key: dict[str, list[Path]] = {}
        for path in sorted(self._folder.iterdir()):
            suffix = next((each for each in _SUFFIXES if path.name.lower().endswith(each)), None)
            if suffix is not None and path.is_file():
                symbol = path.name[: -len(suffix)]
                by_key.setdefault(_key(symbol), []).append(path)
        found = (path for symbol in request.symbols for path in by_key.get(_key(symbol), ()))
        return tuple(dict.fromkeys(found))


def _key(symbol: str) -> str:
    return ticker_key(symbol) or symbol.upper()
