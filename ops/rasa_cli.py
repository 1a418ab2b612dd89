"""Rasa's command line, in the bot's environment, as our bot wants it.

Sanic switches the notices of deprecated code on for everyone when it is imported.
Rasa's libraries are frozen and use much of that: twenty lines at each start, in which
our own would be lost.

A bot that answers gets our quicker parts (``bot/engine``) and its linear algebra as
``ops/blas.py`` says. Training has the machine to itself and takes all of it.
"""

from __future__ import annotations

import os
import sys
import warnings

from ops.blas import blas_environ


def main() -> None:
    """Run ``rasa`` with this process's arguments."""
    answers = sys.argv[1:2] == ["run"]
    if answers:
        # Read when NumPy is imported. Whoever sets one of them means it.
        for name, value in blas_environ().items():
            os.environ.setdefault(name, value)
    import sanic.app  # noqa: F401

    warnings.filterwarnings("ignore", category=DeprecationWarning)
    import rasa.__main__

    if answers:
        from bot.engine.installed import install_all

        install_all()
    rasa.__main__.main()


if __name__ == "__main__":
    main()
