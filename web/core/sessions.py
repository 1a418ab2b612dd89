"""Signed sessions of the widget, and the names under which users are kept."""

import hashlib
import hmac
import secrets
import uuid
from typing import Final

from itsdangerous import BadData, URLSafeTimedSerializer

_TOKEN_SECONDS: Final = 180 * 24 * 3600
_LONGEST_TOKEN: Final = 512


class Sessions:
    """Issues and reads the widget's bearer tokens."""

    def __init__(self, secret: str) -> None:
        """Sign with this secret."""
        self._signer = URLSafeTimedSerializer(secret, salt="widget-session")

    def new(self) -> str:
        """Make up the id of a new session."""
        return secrets.token_urlsafe(18)

    def token(self, session: str) -> str:
        """Sign a session's id, valid for 180 days from now."""
        return self._signer.dumps(session)

    def session(self, token: str) -> str | None:
        """Read the session's id; None for a token that we did not issue, or an old one.

        A token is checked before anything in it is used.
        """
        if len(token) > _LONGEST_TOKEN or not token.isascii():
            return None
        try:
            found = self._signer.loads(token, max_age=_TOKEN_SECONDS)
        except BadData:
            return None
        return found if isinstance(found, str) else None


class Names:
    """Turns what a channel calls a user into what may be kept."""

    def __init__(self, secret: str) -> None:
        """Name under this secret: another secret gives other names."""
        self._key = secret.encode()

    def sender_id(self, channel: str, user: str) -> str:
        """The conversation's name for the bot and the store: 64 hex digits."""
        return self._hash("sender", channel, user)

    def message_id(self, conversation: str, message_id: str) -> str:
        """The message's name in the store.

        A UUID says nothing about anybody and stays as it is, because the widget looks
        for it in the history. Other channels' ids may hold the user's name.
        """
        try:
            return (
                str(uuid.UUID(message_id))
                if len(message_id) == 36
                else self._hash("message", conversation, message_id)
            )
        except ValueError:
            return self._hash("message", conversation, message_id)

    def address(self, address: str) -> str:
        """The name under which an address is counted."""
        return self._hash("address", address)

    def _hash(self, *parts: str) -> str:
        # The length before each part keeps ("a", "bc") and ("ab", "c") apart.
        said = "".join(f"{len(part)}:{part}" for part in parts)
        signed = hmac.new(
            self._key, said.encode("utf-8", "surrogatepass"), hashlib.sha256
        )
        return signed.hexdigest()
