"""The secret that sessions, options and names rest on."""

import hashlib
import hmac
import os
import secrets
import tempfile
from pathlib import Path

from settings import Settings, SettingsError


def secret_of(settings: Settings) -> str:
    """Give the secret that is set, else the one of this machine, made once.

    Raises:
        SettingsError: The file cannot be made or read.
    """
    if settings.secret:
        return settings.secret
    path = settings.var_dir / "secret"
    try:
        if not path.exists():
            _make(path)
        found = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a text file"
        raise SettingsError(f"the secret in {path} cannot be used: {reason}") from None
    if len(found) < 32:
        raise SettingsError(f"the secret in {path} is too short: remove the file")
    return found


def bot_token(settings: Settings) -> str:
    """Give the token that opens the bot's own HTTP API, the same to all who know
    the project's secret; it tells nothing about the secret.

    Raises:
        SettingsError: There is no secret that can be used.
    """
    return hmac.new(
        secret_of(settings).encode(), b"the bot's http api", hashlib.sha256
    ).hexdigest()


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Linked into place when complete: of two processes one wins, and both read it.
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48) + "\n")
        try:
            os.link(name, path)
        except FileExistsError:
            return
    finally:
        os.unlink(name)
