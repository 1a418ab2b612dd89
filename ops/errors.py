"""The one error that a person at the terminal is meant to read."""

from __future__ import annotations


class OpsError(Exception):
    """Something on this machine keeps us from going on; the message says what."""
