"""Sentences with their intents and names, out of Rasa's training files."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.evaluation.spans import Span
from bot.nlu.text import normalise

KINDS = ("programme", "metric", "region", "group", "period", "signpost", "lookalike")
"""Kinds of names."""
_NAME = re.compile(rf"\[([^\]\n]+)\]\(({'|'.join(KINDS)})\)")


@dataclass(frozen=True)
class Example:
    """One sentence and what it is an example of.

    Attributes:
        text: The sentence, without annotation.
        label: Intent, in full where it has kinds: ``smalltalk/greet``.
        spans: The names that are annotated, ``[郑州](region)``, in reading order.
    """

    text: str
    label: str
    spans: tuple[Span, ...] = ()

    @property
    def intent(self) -> str:
        """The intent without its kind."""
        return self.label.partition("/")[0]


def read_examples(paths: Iterable[Path]) -> list[Example]:
    """Read the intent examples of training files, in the order of the files."""
    found: list[Example] = []
    for path in paths:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for block in content["nlu"]:
            lines = block["examples"].split("\n")
            found.extend(
                _example(line.strip()[1:].strip(), block["intent"])
                for line in lines
                if line.strip()
            )
    return found


def _example(annotated: str, label: str) -> Example:
    text = ""
    spans = []
    last = 0
    for match in _NAME.finditer(annotated):
        text += annotated[last : match.start()]
        spans.append(Span(match[2], len(text), len(text) + len(match[1])))
        text += match[1]
        last = match.end()
    return Example(text + annotated[last:], label, tuple(spans))


def stratified_folds(
    examples: Sequence[Example], count: int, seed: int
) -> list[list[int]]:
    """Deal examples into folds, so that each label is spread evenly.

    Examples that read the same once normalised stay in one fold: a sentence that
    was learnt must not be asked again.

    Args:
        examples: What is dealt.
        count: Number of folds.
        seed: Decides the shuffle; the same seed deals the same.

    Returns:
        The indices of each fold.
    """
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, example in enumerate(examples):
        alike[example.label, normalise(example.text)].append(index)
    by_label: dict[str, list[list[int]]] = defaultdict(list)
    for (label, _), indices in alike.items():
        by_label[label].append(indices)
    folds: list[list[int]] = [[] for _ in range(count)]
    shuffle = random.Random(seed)
    position = 0
    for label in sorted(by_label):
        groups = by_label[label]
        shuffle.shuffle(groups)
        for group in groups:
            # Going on where the last label ended keeps the folds of one size.
            folds[position % count].extend(group)
            position += 1
    return folds
