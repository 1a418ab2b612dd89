"""Rasa's command line, in the bot's environment, as our bot wants it.

Sanic switches the notices of deprecated code on for everyone when it is imported.
Rasa's libraries are frozen and use much of that: twenty lines at each start, in which
our own would be lost.

A bot that answers gets our quicker parts (``bot/engine``) and one thread for its
linear algebra: with two, messages took twice the processor time, spent on waiting for
each other. Training has the machine to itself and takes all of it.
"""

from __future__ import annotations

import os
import sys
import warnings

# OpenBLAS, and what else NumPy may have been built with. Whoever sets one means it.
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def main() -> None:
    """Run ``rasa`` with this process's arguments."""
    answers = sys.argv[1:2] == ["run"]
    if answers:
        # Read when NumPy is imported.
        for name in _THREADS:
            os.environ.setdefault(name, "1")
    import sanic.app  # noqa: F401

    warnings.filterwarnings("ignore", category=DeprecationWarning)
    import rasa.__main__

    if answers:
        from bot.engine.installed import install_all

        install_all()
    rasa.__main__.main()


if __name__ == "__main__":
    main()
