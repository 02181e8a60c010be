"""Articles from files on this machine and from the web, for whoever asks for one of them."""

from proscribe.backends.articles.fetching import Bounds, Fetched, fetch_article, fetch_page
from proscribe.backends.articles.files import read_article

__all__ = ["Bounds", "Fetched", "fetch_article", "fetch_page", "read_article"]
