"""The AES envelope that official accounts and 企业微信 share.

A message is sealed as 16 random bytes, its length in 4 bytes (network order), the
message and the receiver's id (AppID or corpid), padded by PKCS#7 to 32 bytes, under
AES-256-CBC with the key's first 16 bytes as IV.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from web.wechat.refusals import BadCipherError

_BLOCK: Final = 32
_AES_BLOCK: Final = 16
_RANDOM: Final = 16
_HEAD: Final = _RANDOM + 4


@dataclass(frozen=True)
class AesEnvelope:
    """Opens with the current key or the one before; a reply takes the same.

    Attributes:
        keys: 32 bytes each; the current one first.
        receiver: AppID or corpid that must stand in every message.
    """

    keys: Sequence[bytes] = field(repr=False)
    receiver: str

    def seal(self, message: str, key: bytes | None = None) -> str:
        """Encrypt a message with a key; with the current one if left out.

        Returns:
            The ciphertext in base64.
        """
        body = message.encode()
        head = secrets.token_bytes(_RANDOM) + struct.pack("!I", len(body))
        plain = head + body + self.receiver.encode()
        missing = _BLOCK - len(plain) % _BLOCK
        encryptor = _cipher(key or self.keys[0]).encryptor()
        sealed = encryptor.update(plain + bytes([missing]) * missing)
        return base64.b64encode(sealed + encryptor.finalize()).decode()

    def open(self, encrypted: str) -> tuple[str, bytes]:
        """Decrypt a message.

        Args:
            encrypted: The ciphertext in base64.

        Returns:
            The message and the key that opened it: WeChat reads the reply with it.

        Raises:
            BadCipherError: No key opens it, or it is meant for another receiver.
        """
        try:
            sealed = base64.b64decode("".join(encrypted.split()), validate=True)
        except (binascii.Error, ValueError):
            raise BadCipherError from None
        if not sealed or len(sealed) % _AES_BLOCK:
            raise BadCipherError
        for key in self.keys:
            message = self._opened(sealed, key)
            if message is not None:
                return message, key
        raise BadCipherError

    def _opened(self, sealed: bytes, key: bytes) -> str | None:
        decryptor = _cipher(key).decryptor()
        padded = decryptor.update(sealed) + decryptor.finalize()
        padding = padded[-1]
        if not 1 <= padding <= _BLOCK or len(padded) < _HEAD + padding:
            return None
        if padded[-padding:] != bytes([padding]) * padding:
            return None
        plain = padded[:-padding]
        (length,) = struct.unpack("!I", plain[_RANDOM:_HEAD])
        body, receiver = plain[_HEAD : _HEAD + length], plain[_HEAD + length :]
        if len(body) != length:
            return None
        if not hmac.compare_digest(receiver, self.receiver.encode()):
            return None
        try:
            return body.decode()
        except UnicodeDecodeError:
            return None


def _cipher(key: bytes) -> Cipher[CBC]:
    return Cipher(AES(key), CBC(key[:_RANDOM]))
