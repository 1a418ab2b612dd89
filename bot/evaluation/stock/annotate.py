"""Our training sentences, annotated with the names that our lexicon has.

Stock Rasa learns entities from annotated sentences. It gets all that our own
extractors find exactly; names heard by ear are ours alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import yaml

from bot.evaluation.examples import Example
from bot.evaluation.spans import Span, flat
from bot.lexicon.matcher import LexiconMatcher
from bot.nlu.periods import find_periods
from bot.nlu.text import normalise

# Any day will do: 去年 is annotated, whichever year it is.
_SOME_DAY = date(2021, 1, 1)
_SPACES = re.compile(r"\s+")


def annotate(text: str, matcher: LexiconMatcher) -> str:
    """Return a sentence in Rasa's notation, its names marked: ``[郑州](region)``.

    Args:
        text: The sentence. It is annotated as it is written; a name that is found
            only in its canonical writing is left.
        matcher: Knows the names.
    """
    return mark(text, exact_names(text, matcher))


def exact_names(text: str, matcher: LexiconMatcher) -> list[Span]:
    """Return the names and years that are written exactly as we know them."""
    found = [
        Span(match.kind, match.start, match.end)
        for match in matcher.find(matcher.tokenize(text))
        if match.exact
    ]
    periods = find_periods(text, _SOME_DAY)
    return flat([*found, *(Span("period", p.start, p.end) for p in periods)])


def mark(text: str, spans: Sequence[Span]) -> str:
    """Write spans into a text in Rasa's notation."""
    for span in sorted(spans, key=lambda s: s.start, reverse=True):
        name = text[span.start : span.end]
        text = f"{text[: span.start]}[{name}]({span.kind}){text[span.end :]}"
    return text


def write_training_data(
    examples: Iterable[Example], matcher: LexiconMatcher, path: Path
) -> None:
    """Write Rasa's training file.

    Kinds of one intent (``smalltalk/greet``) become that intent, which is how Rasa's
    own classifiers read them.

    Args:
        examples: Sentences with their intents.
        matcher: Knows the names that are annotated.
        path: The file.
    """
    by_intent: dict[str, list[str]] = defaultdict(list)
    for example in examples:
        # Rasa reads one example a line, and drops what nothing is left of.
        text = _SPACES.sub(" ", example.text).strip()
        if normalise(text):
            intent = example.label.partition("/")[0]
            by_intent[intent].append(f"- {annotate(text, matcher)}")
    blocks = [
        {"intent": intent, "examples": "\n".join(lines)}
        for intent, lines in by_intent.items()
    ]
    content = {"version": "3.1", "nlu": blocks}
    path.write_text(
        yaml.safe_dump(content, allow_unicode=True, width=10**6), encoding="utf-8"
    )
