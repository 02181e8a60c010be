"""Renders the pages Proscribe writes: one file, no requests, readable without a script.

Everything a template prints is escaped. The page's own policy forbids every
request and every script but the one it brings, which is named by its hash.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined

from proscribe.backends.reports import words
from proscribe.model.script import unturned
from proscribe.model.verdict import Outcome
from proscribe.screening.dossier import DossierPage

_PACKAGE = "proscribe.backends.reports"


def render_page(template_name: str, **context: object) -> str:
    """Return a page.

    Args:
        template_name: A file of the templates folder (``report.html``).
        **context: What the template shows.
    """
    return unturned(_environment().get_template(template_name).render(context))


def stream_page(template_name: str, **context: object) -> Iterator[str]:
    """Yield a page in parts, for pages too large to hold as one text."""
    stream = _environment().get_template(template_name).stream(context)
    stream.enable_buffering(512)
    yield from map(unturned, stream)


def render_dossier(page: DossierPage, drawn_prices: Sequence[object] = ()) -> str:
    """Return the dossier of a subject as a page, with drawn panels of prices where given."""
    return render_page("dossier.html", page=page, drawn_prices=drawn_prices)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for function in _FILTERS:
        environment.filters[function.__name__] = function
    script = environment.get_template("page.js").render()
    environment.globals.update(
        script_hash=b64encode(sha256(script.encode()).digest()).decode(),
        verdict_signs={each.value: sign for each, sign in words.VERDICT_SIGNS.items()},
        verdict_meanings=words.VERDICT_MEANINGS,
        moment_words=words.MOMENT_WORDS,
        outcomes=tuple(Outcome),
    )
    return environment


def _read(name: str) -> str:
    return (resources.files(_PACKAGE) / "templates" / name).read_text(encoding="utf-8")


_FILTERS = (
    words.amount,
    words.amounts_apart,
    words.is_address,
    words.linked,
    words.moment,
    words.percent,
    words.score,
    words.spaced,
    words.when,
)
