"""Signing on with a provider of OpenID Connect: the authorisation code flow with PKCE.

Done as OpenID Connect Core 1.0 (section 3.1) and RFC 7636 say; keys are fetched anew for each
log-in, so that a provider may change them at any time.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode, urlsplit

import httpx
import orjson
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from proscribe.model.errors import InputError, SourceError
from proscribe.version import VERSION

if TYPE_CHECKING:
    from joserfc.jwk import KeySetSerialization

_CONFIGURATION = "/.well-known/openid-configuration"
_SECONDS = 10.0
_LARGEST = 1 << 20
# Signatures that need the provider's private key; with a shared secret, or none, anybody signs.
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
_LEEWAY_SECONDS = 60
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What the provider knows us by.

    Attributes:
        issuer: Address of the provider, without a slash at its end.
        client_id: Our id there.
        client_secret: Our secret there; empty for a public client.
        claim: The claim that holds the name of the user.
    """

    issuer: str
    client_id: str
    client_secret: str
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try to sign on; who began it keeps it until they come back.

    Attributes:
        back: Our address that the provider sends the user back to.
        state: Comes back with the user as it was sent.
        nonce: Comes back within what the provider signs.
        verifier: Whose SHA-256 is sent at first, and which is told in exchange for the token.
    """

    back: str
    state: str
    nonce: str
    verifier: str


class Provider:
    """A provider of OpenID Connect.

    Args:
        registration: What it knows us by.
        transport: What requests go through, in place of the network.
    """

    def __init__(
        self, registration: Registration, transport: httpx.BaseTransport | None = None
    ) -> None:
        self._known = registration
        self._transport = transport

    def address(self, attempt: Attempt) -> str:
        """Return where the user is sent.

        Raises:
            SourceError: The provider does not answer, or not as one.
        """
        challenge = base64.urlsafe_b64encode(sha256(attempt.verifier.encode()).digest())
        asked = {
            "response_type": "code",
            "client_id": self._known.client_id,
            "redirect_uri": attempt.back,
            "scope": "openid email profile",
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": challenge.rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        with self._client() as client:
            at = self._endpoint(self._configuration(client), "authorization_endpoint")
        return f"{at}{'&' if urlsplit(at).query else '?'}{urlencode(asked)}"

    def name(self, attempt: Attempt, code: str) -> str:
        """Return the name of the user who came back with a code, as the provider signs it.

        Raises:
            InputError: What the provider says does not hold, or names nobody.
            SourceError: The provider does not answer, or not as one.
        """
        with self._client() as client:
            told = self._configuration(client)
            token = self._token(client, told, attempt, code)
            keys = self._fetched(client, self._endpoint(told, "jwks_uri"))
        claims = self._checked(token, keys, attempt.nonce)
        name = claims.get(self._known.claim)
        if not isinstance(name, str) or not name:
            raise InputError(
                f"the provider names nobody: there is no claim {self._known.claim!r}.",
                remedy="Set `oidc_claim` to one that it sends.",
            )
        if self._known.claim == "email" and claims.get("email_verified") is not True:
            raise InputError(
                "the provider has not verified that address.",
                remedy="Verify it there, or set `oidc_claim` to a claim that users cannot choose.",
            )
        return name

    def _client(self) -> httpx.Client:
        return httpx.Client(
            timeout=_SECONDS,
            transport=self._transport,
            headers={"user-agent": f"proscribe/{VERSION}", "accept": "application/json"},
        )

    def _configuration(self, client: httpx.Client) -> dict[str, Any]:
        told = self._fetched(client, f"{self._known.issuer}{_CONFIGURATION}")
        if str(told.get("issuer", "")).rstrip("/") != self._known.issuer:
            raise SourceError(f"{self._known.issuer} does not call itself so.")
        return told

    def _endpoint(self, told: Mapping[str, Any], name: str) -> str:
        address = told.get(name)
        if not isinstance(address, str) or not _is_safe(address):
            raise SourceError(f"{self._known.issuer} names no safe {name}.")
        return address

    def _token(
        self, client: httpx.Client, told: Mapping[str, Any], attempt: Attempt, code: str
    ) -> str:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": attempt.back,
            "client_id": self._known.client_id,
            "code_verifier": attempt.verifier,
        }
        secret = self._known.client_secret
        ways = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        by_header = bool(secret) and "client_secret_basic" in ways
        if secret and not by_header:
            form["client_secret"] = secret
        request = client.build_request("POST", self._endpoint(told, "token_endpoint"), data=form)
        if by_header:
            request = next(httpx.BasicAuth(self._known.client_id, secret).auth_flow(request))
        token = self._answered(client, request).get("id_token")
        if not isinstance(token, str):
            raise SourceError(f"{self._known.issuer} sent no id_token.")
        return token

    def _checked(self, token: str, keys: dict[str, Any], nonce: str) -> dict[str, Any]:
        asked = jwt.JWTClaimsRegistry(
            leeway=_LEEWAY_SECONDS,
            iss={"essential": True},
            aud={"essential": True, "value": self._known.client_id},
            exp={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        try:
            found = jwt.decode(
                token,
                KeySet.import_key_set(cast("KeySetSerialization", keys)),
                algorithms=[*_ALGORITHMS],
            )
            asked.validate(found.claims)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise InputError(
                f"what the provider signed does not hold ({type(error).__name__}).",
                remedy="Try again; if it stays so, compare `oidc_issuer` and `oidc_client_id` with "
                "what is registered there.",
            ) from error
        issuer, audience = str(found.claims["iss"]).rstrip("/"), found.claims["aud"]
        alone = isinstance(audience, str) or len(audience) == 1
        if issuer != self._known.issuer or not (
            alone or found.claims.get("azp") == self._known.client_id
        ):
            raise InputError("what the provider signed is for somebody else, or by somebody else.")
        return dict(found.claims)

    def _fetched(self, client: httpx.Client, address: str) -> dict[str, Any]:
        return self._answered(client, client.build_request("GET", address))

    def _answered(self, client: httpx.Client, request: httpx.Request) -> dict[str, Any]:
        try:
            answer = client.send(request, stream=True)
            body = b""
            for part in answer.iter_bytes():
                body += part
                if len(body) > _LARGEST:
                    raise SourceError(f"{self._known.issuer} answers with more than 1 MiB.")
            answer.close()
        except httpx.HTTPError as error:
            why = type(error).__name__
            raise SourceError(f"{self._known.issuer} does not answer ({why}).") from error
        if answer.status_code != httpx.codes.OK:
            raise SourceError(f"{self._known.issuer} answers with {answer.status_code}.")
        try:
            found = orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise SourceError(f"{self._known.issuer} answers with no JSON.") from error
        if not isinstance(found, dict):
            raise SourceError(f"{self._known.issuer} answers with no JSON object.")
        return found


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
