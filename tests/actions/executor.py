"""All actions, found as the action server finds them."""

from __future__ import annotations

from functools import lru_cache

from rasa_sdk.executor import ActionExecutor


@lru_cache(maxsize=1)
def executor() -> ActionExecutor:
    """Give rasa-sdk's executor with the project's actions."""
    found = ActionExecutor()
    found.register_package("actions")
    return found
