"""Who is one person: names that look alike, and keys that speak for whoever made them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from proscribe.matching.hidden import without_hidden
from proscribe.model.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proscribe.operations.access import Key, User


def plain_name(name: str) -> str:
    """Return what a name is known by: without capitals, widths, and signs that nobody sees."""
    seen = without_hidden(normalize("NFKC", without_hidden(name)))
    return normalize("NFKC", " ".join(seen.split()).casefold())


def refuse_alike(name: str, users: Iterable[User]) -> None:
    """Refuse the name of a new user that cannot be told from another's.

    Args:
        name: The name.
        users: Those there are.

    Raises:
        InputError: There is a user of that name, or of one that differs by capitals, blanks or
            signs that nobody sees alone.
    """
    names = [user.name for user in users]
    if name in names:
        raise InputError(
            f"there is a user {name!r} already.",
            remedy="`proscribe user password` gives them another password, `proscribe user "
            "enable` lets them in again.",
        )
    alike = next((one for one in names if plain_name(one) == plain_name(name)), None)
    if alike is not None:
        raise InputError(
            f"there is a user {alike!r}, and {name!r} differs by capitals, blanks or signs that "
            "nobody sees alone: what the two decide could not be told apart.",
            remedy="Choose a name that is seen to be another.",
        )


def refuse_own(made: str, said: str, keys: Iterable[Key], users: Iterable[User]) -> None:
    """Refuse that somebody confirms what they decided themselves.

    A key speaks for whoever made it: its word is no second person's beside theirs, nor beside
    that of another key of theirs. Keys that were made at the machine by nobody who is a user are
    apart from each other.

    Args:
        made: Who decided: name of a user or of a key.
        said: Who confirms.
        keys: The keys of the organisation, also those that are void by now.
        users: Its users.

    Raises:
        InputError: The two may be one person.
    """
    decider, confirmer = plain_name(made), plain_name(said)
    if decider == confirmer:
        raise InputError(
            f"{said} made this decision, and only somebody else can confirm it.",
            remedy="Ask another person to look at it.",
        )
    makers: dict[str, set[str]] = {decider: set(), confirmer: set()}
    for key in keys:
        makers.get(plain_name(key.name), set()).add(plain_name(key.created_by))
    people = {plain_name(user.name) for user in users}
    shared = makers[decider] & makers[confirmer] & people
    if decider in makers[confirmer] or confirmer in makers[decider] or shared:
        raise InputError(
            f"{made} made this decision, and {said} speaks for the same person: a key counts as "
            "whoever made it.",
            remedy="Ask another person to look at it, logged in or with a key of their own.",
        )
