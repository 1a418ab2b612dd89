"""How well a published question is found again in other words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.evaluation.scores import Prediction
from bot.lexicon.reader import Entry
from bot.nlu.text import normalise
from bot.nlu.topic_model import PhrasingIndex

# Far enough down to meet five questions, however many phrasings the first has.
_LOOKED_AT = 60


def leave_one_out(
    entries: Sequence[Entry], elsewhere: Sequence[str]
) -> list[Prediction]:
    """Look each phrasing up among all others, and sentences that ask no question.

    Args:
        entries: The rows of the lexicon view.
        elsewhere: Sentences that no published question answers.
    """
    phrasings = [entry for entry in entries if entry.kind == "faq_phrasing"]
    texts = [normalise(entry.text) for entry in phrasings]
    # Every phrasing under a target of its own: the index then lists phrasings, of
    # which the one asked about can be left out.
    index = PhrasingIndex([(text, str(row)) for row, text in enumerate(texts)])

    def rank(text: str) -> list[tuple[str | None, float]]:
        best: dict[str | None, float] = {}
        for row, score in index.nearest(text, _LOOKED_AT):
            if texts[int(row)] != text:
                best.setdefault(phrasings[int(row)].target, score)
        return list(best.items())

    return [
        *(
            Prediction(t, e.target, rank(t))
            for t, e in zip(texts, phrasings, strict=True)
        ),
        *(Prediction(text, None, rank(normalise(text))) for text in elsewhere),
    ]
