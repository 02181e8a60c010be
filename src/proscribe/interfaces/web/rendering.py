"""Renders pages: everything printed is escaped, and no page brings a script or style of its own."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from proscribe.model.script import TURNS, unturned
from proscribe.model.verdict import Act, Instrument, Investor, Outcome
from proscribe.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proscribe.interfaces.web.visits import Visit

_PACKAGE = "proscribe.interfaces.web"
# In letters: what is longer fills a phone.
LONGEST_NAME = 160
_LONGEST_REASONING = 1_200


def render(template: str, visit: Visit, context: Mapping[str, object]) -> str:
    """Return a page.

    Args:
        template: A file of the templates.
        visit: The request it answers.
        context: What it shows.
    """
    reader, words = visit.reader, visit.words
    shared: dict[str, object] = {
        "visit": visit,
        "reader": reader,
        "t": reader.texts,
        "say": words,
        "url": visit.moments.url,
        "onward": visit.onward,
        "moments": visit.moments,
    }
    return unturned(_environment().get_template(template).render(shared | dict(context)))


def exact(value: object) -> Markup:
    """Return the value of a field that must come back just as it is, whatever it holds."""
    return Markup(TURNS.sub(lambda sign: f"&#{ord(sign.group())};", escape(value)))  # noqa: S704 - escaped


def clip(text: str | None) -> str:
    """Return a text no longer than a name is, cut where it is; pages show the whole beside it."""
    found = text or ""
    return found if len(found) <= LONGEST_NAME else f"{found[: LONGEST_NAME - 20].rstrip()}…"


@lru_cache(maxsize=64)
def asset(name: str) -> bytes:
    """Return a file that pages ask for.

    Raises:
        FileNotFoundError: There is none of that name.
    """
    return (resources.files(_PACKAGE) / "assets" / name).read_bytes()


@lru_cache(maxsize=64)
def asset_url(name: str) -> str:
    """Return the address of a file that pages ask for; another where its content is another."""
    return f"/assets/{name}?v={sha256(asset(name)).hexdigest()[:12]}"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["clip"] = clip
    environment.filters["exact"] = exact
    environment.globals.update(
        acts=tuple(Act),
        asset=asset_url,
        instruments=tuple(Instrument),
        investors=tuple(Investor),
        longest_name=LONGEST_NAME,
        longest_reasoning=_LONGEST_REASONING,
        outcomes=tuple(Outcome),
        version=VERSION,
    )
    return environment


def _read(name: str) -> str:
    return (resources.files(_PACKAGE) / "templates" / name).read_text(encoding="utf-8")
