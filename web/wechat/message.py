"""A verified message of WeChat or 企业微信."""

from __future__ import annotations

import hashlib
import hmac
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from web.wechat.refusals import BadXmlError

_LONGEST_NAME: Final = 128


@dataclass(frozen=True)
class Message:
    """What WeChat delivered, re-deliveries being equal.

    Attributes:
        user: OpenID or UserID of the sender.
        account: The receiving account's own name, needed for replies.
        kind: MsgType in lower case; events are ``event``.
        event: Event in lower case; "" for messages.
        fields: All elements as they came.
        secret: What the id is made with.
    """

    user: str
    account: str
    kind: str
    event: str
    fields: Mapping[str, str]
    secret: str = field(repr=False)

    @classmethod
    def from_fields(cls, fields: Mapping[str, str], secret: str) -> Message:
        """Take the common fields out of a parsed message.

        Raises:
            BadXmlError: A field that every message has is missing or too long.
        """
        user, account = fields.get("FromUserName", ""), fields.get("ToUserName", "")
        kind = fields.get("MsgType", "").lower()
        if not (user and account and kind and fields.get("CreateTime", "").isdecimal()):
            raise BadXmlError
        if max(len(user), len(account)) > _LONGEST_NAME:
            raise BadXmlError
        event = fields.get("Event", "").lower() if kind == "event" else ""
        return cls(user, account, kind, event, fields, secret)

    @property
    def id(self) -> str:
        """The de-duplication key: the same for each delivery of one message.

        An HMAC, because the key holds the sender's OpenID and is stored, and events
        and names of 企业微信 could be guessed; in the form of a UUID, because the core
        gives back such ids as they are.
        """
        names = ["FromUserName", "MsgId", "CreateTime"]
        if self.kind == "event":
            names += ["Event", "EventKey"]
        parts = "\x1f".join(self.fields.get(name, "") for name in names)
        made = hmac.digest(self.secret.encode(), parts.encode(), hashlib.sha256)
        return str(uuid.UUID(bytes=made[:16]))
