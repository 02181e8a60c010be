"""Articles from files on this machine and from the web, for whoever asks for one of them."""

from proscribe.backends.articles.fetching import Bounds, fetch_article
from proscribe.backends.articles.files import read_article

__all__ = ["Bounds", "fetch_article", "read_article"]
