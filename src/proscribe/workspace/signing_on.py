"""Signing on with the provider of OpenID Connect that the settings name."""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING

import orjson

from proscribe.model.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from proscribe.backends.oidc import Attempt, Provider
    from proscribe.operations.access import Principal
    from proscribe.settings import Settings

_BYTES = 32


class SignOn:
    """Lets in whom a provider names, if an administrator set up a user of that name.

    Args:
        settings: Name the provider.
        admit: Opens a session of a user by name; None where there is none who may come in.
    """

    def __init__(
        self, settings: Settings, admit: Callable[[str], tuple[Principal, str] | None]
    ) -> None:
        self._settings = settings
        self._admit = admit

    @property
    def is_on(self) -> bool:
        """Whether a provider is named."""
        return bool(self._settings.oidc_issuer and self._settings.oidc_client_id)

    def problem(self) -> str:
        """Return why nobody can sign on though a provider is set up; empty where nothing is."""
        issuer, client = self._settings.oidc_issuer, self._settings.oidc_client_id
        if bool(issuer) == bool(client):
            return ""
        given, missing = (
            ("oidc_issuer", "oidc_client_id") if issuer else ("oidc_client_id", "oidc_issuer")
        )
        return (
            f"Nobody can sign on with a provider: `{given}` is set, and `{missing}` is not. "
            f"Set PROSCRIBE_{missing.upper()}, or take `{given}` out."
        )

    def begin(self, back: str) -> tuple[str, str]:
        """Return where the user is sent, and what they keep until they come back.

        Args:
            back: Our address that the provider shall send them back to.

        Raises:
            InputError: No provider is named.
            SourceError: The provider does not answer, or not as one.
        """
        from proscribe.backends.oidc import Attempt

        state, nonce, verifier = (secrets.token_urlsafe(_BYTES) for _ in range(3))
        attempt = Attempt(back=back, state=state, nonce=nonce, verifier=verifier)
        address = self._provider().address(attempt)
        return address, orjson.dumps([back, state, nonce, verifier]).decode()

    def end(self, kept: str, *, state: str, code: str) -> tuple[Principal, str]:
        """Return who came back, and the token of their session.

        Args:
            kept: What they kept.
            state: What the provider sent back as it was.
            code: What it is asked with.

        Raises:
            InputError: They did not begin here, what the provider says does not hold, or it names
                nobody who may come in.
            SourceError: The provider does not answer, or not as one.
        """
        attempt = _read(kept)
        if attempt is None or not code or not hmac.compare_digest(attempt.state, state):
            raise InputError("this did not begin here, or too long ago.", remedy="Begin anew.")
        name = self._provider().name(attempt, code)
        found = self._admit(name)
        if found is None:
            raise InputError(
                f"nobody called {name[:100]!r} was set up here.",
                remedy="An administrator adds users with `proscribe user add`.",
            )
        return found

    def _provider(self) -> Provider:
        from proscribe.backends.oidc import Provider, Registration

        if not self.is_on:
            raise InputError("no provider is named.", remedy="Set `oidc_issuer`.")
        return Provider(
            Registration(
                issuer=self._settings.oidc_issuer.rstrip("/"),
                client_id=self._settings.oidc_client_id,
                client_secret=self._settings.oidc_client_secret,
                claim=self._settings.oidc_claim,
            )
        )


def _read(kept: str) -> Attempt | None:
    from proscribe.backends.oidc import Attempt

    try:
        back, state, nonce, verifier = map(str, orjson.loads(kept))
    except (ValueError, TypeError):
        return None
    return Attempt(back=back, state=state, nonce=nonce, verifier=verifier)
