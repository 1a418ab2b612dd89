"""Reading one value of the environment, for all modules of settings.

Standard library only, as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

# Of variables that end like this no message repeats the value: it may hold a password.
_HIDDEN = ("TOKEN", "SECRET", "KEY", "DATABASE_URL", "REDIS_URL")


class SettingsError(ValueError):
    """A setting is unknown or has a value that cannot be used."""


def read_value(
    env: Mapping[str, str], name: str, parse: Callable[[str], Any], default: Any
) -> Any:
    """Read the value of a variable.

    Args:
        env: The variables.
        name: The variable's name.
        parse: Makes the value of its text; a ``ValueError`` says why it cannot.
        default: What stands for a variable that is not set.

    Raises:
        SettingsError: The value is unusable; one line with the variable's name,
            never with a secret's value.
    """
    text = env.get(name, "").strip()
    if not text:
        return default
    try:
        return parse(text)
    except ValueError as error:
        shown = name if name.endswith(_HIDDEN) else f"{name}={text!r}"
        raise SettingsError(f"{shown} cannot be used: {error}") from None
