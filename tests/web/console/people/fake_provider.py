"""A provider of single sign-on that a test bends."""

from __future__ import annotations

import base64
import hashlib
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

ISSUER = "https://login.example.org/realm"
CLIENT_ID = "console"
CLIENT_SECRET = "a secret with : and 中"


def _new_key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": "1"})


@dataclass
class FakeProvider:
    """Checks what a provider has to check, and signs what the test wants.

    Attributes:
        claims: Claims that replace the right ones; None leaves one out.
        issuer: What it says that it is.
        algorithm: With what it signs.
        down: Whether it is away.
        used: Codes that were exchanged.
    """

    claims: dict[str, Any] = field(default_factory=dict)
    issuer: str = ISSUER
    algorithm: str = "RS256"
    down: bool = False
    foreign_key: bool = False
    used: list[str] = field(default_factory=list)
    _asked: dict[str, dict[str, str]] = field(default_factory=dict)
    _key: RSAKey = field(default_factory=_new_key)

    def transport(self) -> httpx.MockTransport:
        """Reach it without a network."""
        return httpx.MockTransport(self._answer)

    def log_in(self, url: str) -> str:
        """Do what the browser does there; gives where it is sent back."""
        asked = dict(parse_qsl(urlsplit(url).query))
        assert url.startswith(f"{ISSUER}/authorize?")
        assert asked["client_id"] == CLIENT_ID
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = f"code-{len(self._asked)}"
        self._asked[code] = asked
        return f"{asked['redirect_uri']}?code={code}&state={asked['state']}"

    def _answer(self, request: httpx.Request) -> httpx.Response:
        if self.down:
            raise httpx.ConnectError("away", request=request)
        path = str(request.url).removeprefix(ISSUER)
        if path == "/.well-known/openid-configuration":
            return httpx.Response(
                200,
                json={
                    "issuer": self.issuer,
                    "authorization_endpoint": f"{ISSUER}/authorize",
                    "token_endpoint": f"{ISSUER}/token",
                    "jwks_uri": f"{ISSUER}/keys",
                },
            )
        if path == "/keys":
            public = self._key.as_dict(private=False)
            return httpx.Response(200, json={"keys": [public]})
        assert path == "/token"
        return self._token(request)

    def _token(self, request: httpx.Request) -> httpx.Response:
        sent = {k: v[0] for k, v in parse_qs(request.content.decode()).items()}
        known = base64.b64encode(b"console:a+secret+with+%3A+and+%E4%B8%AD").decode()
        assert request.headers["authorization"] == f"Basic {known}"
        asked = self._asked.get(sent["code"])
        digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if (
            asked is None
            or sent["code"] in self.used
            or challenge != asked["code_challenge"]
            or sent["redirect_uri"] != asked["redirect_uri"]
        ):
            return httpx.Response(400, json={"error": "invalid_grant"})
        self.used.append(sent["code"])
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "sub": "subject-1",
            "aud": CLIENT_ID,
            "exp": now + 300,
            "iat": now,
            "nonce": asked["nonce"],
            "preferred_username": "zhang",
            **self.claims,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        return httpx.Response(
            200, json={"access_token": "x", "id_token": self._signed(claims)}
        )

    def _signed(self, claims: dict[str, Any]) -> str:
        header = {"alg": self.algorithm, "kid": "1"}
        if self.algorithm == "HS256":
            key = OctKey.import_key(CLIENT_SECRET.encode())
            return jwt.encode(header, claims, key, algorithms=["HS256"])
        key_used = _new_key() if self.foreign_key else self._key
        return jwt.encode(header, claims, key_used, algorithms=[self.algorithm])
