"""Rasa's command line, in the bot's environment, as our bot wants it.

Sanic switches the notices of deprecated code on for everyone when it is imported.
Rasa's libraries are frozen and use much of that: twenty lines at each start, in which
our own would be lost.

Rasa's own HTTP API is opened only to who knows the token in ``BOT_TOKEN``: through it
staff see how a sentence is understood, and others could replace the model.

A bot that answers gets our quicker parts (``bot/engine``) and its linear algebra as
``ops/blas.py`` says. Training has the machine to itself and takes all of it.
"""

from __future__ import annotations

import os
import sys
import warnings

from ops.blas import blas_environ

BOT_TOKEN_NAME = "BOT_TOKEN"
"""The environment variable with the token; without it the API stays closed."""


def main() -> None:
    """Run ``rasa`` with this process's arguments."""
    answers = sys.argv[1:2] == ["run"]
    if answers:
        # Read when NumPy is imported. Whoever sets one of them means it.
        for name, value in blas_environ().items():
            os.environ.setdefault(name, value)
        sys.argv += api_arguments(os.environ.get(BOT_TOKEN_NAME, ""))
    import sanic.app  # noqa: F401

    warnings.filterwarnings("ignore", category=DeprecationWarning)
    import rasa.__main__

    if answers:
        from bot.engine.installed import install_all

        install_all()
    rasa.__main__.main()


def api_arguments(token: str) -> list[str]:
    """Give Rasa's arguments that open its API to a token; none without one."""
    return ["--enable-api", f"--auth-token={token}"] if token else []


if __name__ == "__main__":
    main()
