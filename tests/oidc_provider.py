"""A provider of OpenID Connect on the loopback, which can be told to misbehave."""

from __future__ import annotations

import base64
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "proscribe-here", "a secret of ours"


@dataclass(slots=True, kw_only=True)
class Provider:
    """Who runs, and what it says.

    Attributes:
        issuer: Its address.
        claims: Claims beside, or in place of, those that are right.
        told: What its configuration says beside, or in place of, what is right.
        sign: How it signs: ``RS256``, ``other`` (a key it does not publish), ``HS256`` with our
            secret, ``none``.
    """

    issuer: str
    claims: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    sign: str = "RS256"
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        } | self.told

    def authorize(self, query: str) -> str:
        """Return where a user who agreed is sent back to."""
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        assert (asked["client_id"], asked["code_challenge_method"]) == (CLIENT, "S256")
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, body: str, authorization: str) -> dict[str, Any] | None:
        """Return what a code is exchanged for; None where it is not ours, or used already."""
        form = {name: values[0] for name, values in parse_qs(body).items()}
        asked = self.codes.pop(form["code"], None)
        mine = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if asked is None or authorization not in {mine, mine.replace(" of", "+of")}:
            return None
        digest = sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (challenge, form["redirect_uri"]) != (asked["code_challenge"], asked["redirect_uri"]):
            return None
        now = int(time.time())
        claims = {
            "iss": self.issuer, "sub": "7", "aud": CLIENT, "iat": now, "exp": now + 300,
            "nonce": asked["nonce"], "email": "ana@house.example", "email_verified": True,
        } | self.claims  # fmt: skip
        return {"token_type": "Bearer", "access_token": "x", "id_token": self.signed(claims)}

    def signed(self, claims: dict[str, Any]) -> str:
        if self.sign == "none":
            parts = ({"alg": "none"}, claims)
            coded = (
                base64.urlsafe_b64encode(json.dumps(one).encode()).rstrip(b"=") for one in parts
            )
            return b".".join([*coded, b""]).decode()
        if self.sign == "HS256":
            return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET))
        other = RSAKey.generate_key(2048, {"kid": "one"})
        key = other if self.sign == "other" else self.key
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)


@contextmanager
def provider() -> Iterator[Provider]:
    """Run one until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path)
            if path.path == "/.well-known/openid-configuration":
                self.answer(found.configuration())
            elif path.path == "/keys":
                self.answer({"keys": [found.key.as_dict(private=False)]})
            else:
                self.send_response(303)
                self.send_header("location", found.authorize(path.query))
                self.end_headers()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            self.answer(found.token(body, self.headers["authorization"]))

        def answer(self, document: dict[str, Any] | None) -> None:
            self.send_response(400 if document is None else 200)
            self.end_headers()
            self.wfile.write(json.dumps(document or {"error": "invalid_grant"}).encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        found = Provider(issuer=f"http://127.0.0.1:{server.server_port}")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield found
        server.shutdown()
