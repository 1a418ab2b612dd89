"""Single sign-on: the code flow of OpenID Connect, with PKCE and nonce."""

from __future__ import annotations

import logging
import secrets
from dataclasses import asdict, dataclass
from typing import Any, Final
from urllib.parse import quote_plus

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from settings import Settings
from web.core.logs import log_failure

_LOGGER = logging.getLogger(__name__)
_SECONDS: Final = 10.0
_LEEWAY: Final = 60
# Signatures with the provider's key only: none that the client's secret could make.
_ALGORITHMS: Final = ["RS256", "PS256", "ES256", "EdDSA", "RS384", "RS512", "ES384"]
_WRONG: Final = (
    httpx.HTTPError,
    httpx.InvalidURL,
    AuthlibBaseError,
    JoseError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
)
"""What a provider can bring about that is away, misconfigured or hostile."""


class SignOnError(Exception):
    """The provider did not say, in a way that can be trusted, who it is."""


@dataclass(frozen=True)
class Beginning:
    """What a log-in was begun with; the browser brings it back, signed.

    Attributes:
        state: Ties the answer to the browser that asked.
        nonce: Ties the token to this log-in.
        verifier: Proves that the code is used by who asked for it (PKCE).
        next_path: Where to go afterwards.
    """

    state: str
    nonce: str
    verifier: str
    next_path: str

    @classmethod
    def new(cls, next_path: str) -> Beginning:
        """Make one up."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        return cls(state, nonce, verifier, next_path)

    @classmethod
    def read(cls, value: Any) -> Beginning | None:
        """Read one that came back; None if it is none."""
        if not isinstance(value, dict) or set(value) != set(cls.__annotations__):
            return None
        return cls(**value)

    def as_json(self) -> dict[str, str]:
        """Write it as JSON."""
        return asdict(self)


@dataclass(frozen=True)
class Identity:
    """Who somebody is at the provider.

    Attributes:
        subject: The provider's own, lasting name.
        login: The name that people know, if the provider tells it.
    """

    subject: str
    login: str


class Provider:
    """The provider that the settings name."""

    def __init__(
        self, settings: Settings, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        """Prepare; nothing is connected yet.

        Args:
            settings: Issuer and client.
            transport: How to reach it; the network if left out.
        """
        # The settings have all three or none.
        self._issuer = settings.oidc_issuer or ""
        self._client_id = settings.oidc_client_id or ""
        self._client_secret = settings.oidc_client_secret or ""
        self._transport = transport

    async def address(self, beginning: Beginning, redirect_uri: str) -> str:
        """Give the provider's address to which the browser is sent.

        Raises:
            SignOnError: The provider cannot be reached, or is not what it should be.
        """
        try:
            async with self._client() as client:
                found = await self._configuration(client)
            url: str = prepare_grant_uri(
                found["authorization_endpoint"],
                self._client_id,
                "code",
                redirect_uri,
                scope="openid profile",
                state=beginning.state,
                nonce=beginning.nonce,
                code_challenge=create_s256_code_challenge(beginning.verifier),
                code_challenge_method="S256",
            )
        except _WRONG as error:
            raise _failed(error) from None
        return url

    async def identity(
        self, beginning: Beginning, code: str, redirect_uri: str
    ) -> Identity:
        """Exchange a code for who it is.

        Raises:
            SignOnError: The code, the token or the provider is not as it should be.
        """
        try:
            async with self._client() as client:
                found = await self._configuration(client)
                token = await self._token(
                    client, found["token_endpoint"], beginning, code, redirect_uri
                )
                keys = await _json(client, found["jwks_uri"])
            claims = self._claims(token, keys, beginning.nonce)
            login = claims.get("preferred_username")
            return Identity(str(claims["sub"]), login if isinstance(login, str) else "")
        except _WRONG as error:
            raise _failed(error) from None

    def _client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            timeout=_SECONDS, trust_env=False, transport=self._transport
        )

    async def _configuration(self, client: httpx.AsyncClient) -> Any:
        found = await _json(
            client, f"{self._issuer.rstrip('/')}/.well-known/openid-configuration"
        )
        if found["issuer"] != self._issuer:
            raise ValueError("the provider says that it is another one")
        return found

    async def _token(
        self,
        client: httpx.AsyncClient,
        url: str,
        beginning: Beginning,
        code: str,
        redirect_uri: str,
    ) -> Any:
        response = await client.post(
            url,
            data={
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": redirect_uri,
                "code_verifier": beginning.verifier,
            },
            # RFC 6749, 2.3.1: both are encoded as in a form before they are joined.
            auth=(quote_plus(self._client_id), quote_plus(self._client_secret)),
        )
        response.raise_for_status()
        return response.json()

    def _claims(self, token: Any, keys: Any, nonce: str) -> CodeIDToken:
        decoded = jwt.decode(
            token["id_token"], KeySet.import_key_set(keys), algorithms=_ALGORITHMS
        )
        claims = CodeIDToken(
            decoded.claims,
            decoded.header,
            {
                "iss": {"essential": True, "value": self._issuer},
                "aud": {"essential": True, "value": self._client_id},
                "sub": {"essential": True},
                "nonce": {"essential": True, "value": nonce},
            },
            {"nonce": nonce, "client_id": self._client_id},
        )
        claims.validate(leeway=_LEEWAY)
        return claims


async def _json(client: httpx.AsyncClient, url: str) -> Any:
    response = await client.get(url)
    response.raise_for_status()
    return response.json()


def _failed(error: Exception) -> SignOnError:
    # Only where it arose: the messages may hold codes and tokens.
    log_failure(_LOGGER, "the single sign-on", error)
    return SignOnError()
