"""Why a request is refused before anything of it is used."""

from __future__ import annotations


class Refused(Exception):
    """A request that does not come from WeChat, or came broken.

    Attributes:
        status: The HTTP status of the reply.
        message: The reply's text; for whoever connects the account.
    """

    status = 400
    message = "请求格式不对。"

    def __init__(self) -> None:
        super().__init__(self.message)


class BadSignatureError(Refused):
    """The signature is missing or not ours."""

    status = 403
    message = "签名不对：请核对Token。"


class StaleError(Refused):
    """The timestamp is too far from now."""

    status = 403
    message = "时间戳超出允许范围：请核对服务器时间。"


class ReplayedError(Refused):
    """The nonce has been used for another message."""

    status = 403
    message = "随机数已用过。"


class BadXmlError(Refused):
    """The body is not the XML that WeChat sends."""

    message = "消息不是有效的XML。"


class BadCipherError(Refused):
    """The message cannot be decrypted, or was encrypted for somebody else."""

    message = "消息解密失败：请核对EncodingAESKey和AppID。"


class PlainMessageError(Refused):
    """A plain message where only encrypted ones are taken."""

    message = "只收加密消息：请核对消息加解密方式。"
