"""Measure the understanding: ``python -m bot.evaluate`` (``make evaluate``)."""

from __future__ import annotations

import sys

from bot.evaluation.command import main

if __name__ == "__main__":
    sys.exit(main())
