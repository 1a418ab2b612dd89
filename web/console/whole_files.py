"""Files that other processes read while they are written anew."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_at_once(path: Path, content: bytes) -> None:
    """Write a file at once: nobody reads half of it.

    Args:
        path: Where, in a folder that is there.
        content: What.
    """
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    partial.replace(path)
