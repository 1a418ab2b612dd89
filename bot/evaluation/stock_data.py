"""Write the training sentences of stock Rasa: ``python -m bot.evaluation.stock_data``.

For ``make bench``, which runs in the other environment.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bot.evaluation.examples import read_examples
from bot.evaluation.stock.annotate import write_training_data
from bot.lexicon.matcher import LexiconMatcher
from bot.lexicon.reader import make_engine, read_entries
from settings import ROOT, load_settings


def main(target: Path) -> None:
    """Annotate our sentences with the names of the settings' database.

    Args:
        target: The file to write.
    """
    _, entries = read_entries(make_engine(load_settings().database_url))
    examples = read_examples(sorted((ROOT / "data" / "nlu").rglob("*.yml")))
    write_training_data(examples, LexiconMatcher(entries), target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
