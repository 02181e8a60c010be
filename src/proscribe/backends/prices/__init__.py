"""Price files: CSV, workbooks and Parquet, as vendors and publishers write them."""

from proscribe.backends.prices.files import open_prices
from proscribe.backends.prices.folder import PriceFolder

__all__ = ["PriceFolder", "open_prices"]
