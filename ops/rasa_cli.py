"""Rasa's command line, in the bot's environment, without its libraries' quarrels.

Sanic switches the notices of deprecated code on for everyone when it is imported.
Rasa's libraries are frozen and use much of that: twenty lines at each start, in which
our own would be lost.
"""

from __future__ import annotations

import warnings


def main() -> None:
    """Run ``rasa`` with this process's arguments."""
    import sanic.app  # noqa: F401

    warnings.filterwarnings("ignore", category=DeprecationWarning)
    import rasa.__main__

    rasa.__main__.main()


if __name__ == "__main__":
    main()
