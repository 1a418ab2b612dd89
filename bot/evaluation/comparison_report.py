"""The comparison as a page: first who is ahead in what, then where the noise hurts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.evaluation.comparison import (
    OUT_OF_SCOPE,
    Quality,
    Score,
    Sentences,
    System,
    by_kind,
    flips,
    of_doubt,
    of_intent,
    of_intent_and_topic,
    out_of_scope_area,
    quality,
)
from bot.evaluation.markdown import cell, number, percent, points, table
from bot.evaluation.noise.generator import SECOND
from bot.evaluation.stock.train import epochs

_FLIPS_A_KIND = 4


@dataclass(frozen=True)
class _Row:
    """A line of the table.

    Attributes:
        name: What is measured.
        of: Reads it from a system's quality.
        more_is_better: Whether the higher number is ahead.
        written: How the number is written.
    """

    name: str
    of: Callable[[Quality], float]
    more_is_better: bool = True
    written: Callable[[float], str] = number


_ROWS = (
    _Row("Intent accuracy", lambda q: q.accuracy),
    _Row("Intent macro-F1", lambda q: q.macro_f1),
    _Row("Entity F1", lambda q: q.names.f1),
    _Row("Entity F1, both ends exact", lambda q: q.exact_names.f1),
    _Row("Out of scope, AUC", lambda q: q.out_of_scope),
    _Row("ms a message, p50", lambda q: q.p50, False, "{:.1f}".format),
    _Row("ms a message, p99", lambda q: q.p99, False, "{:.1f}".format),
)


def compare(sentences: Sentences, ours: System, stock: System) -> str:
    """Return the comparison in Markdown.

    Args:
        sentences: What both were asked.
        ours: What our model made of it.
        stock: What stock Rasa made of it.
    """
    stock_score, stock_score_name = best_stock_score(sentences, stock)
    our_qualities = quality(sentences, ours, of_intent_and_topic)
    stock_qualities = quality(sentences, stock, stock_score)
    return "\n\n".join(
        [
            "### Ours beside stock Rasa",
            _comparison_table(our_qualities, stock_qualities, ours, stock),
            _explanation(sentences, ours, stock, stock_score_name),
            "### Where the noise hurts",
            _kind_table(sentences, ours, stock),
            "Sentences that we read rightly clean and wrongly corrupted:",
            _flip_table(sentences, ours),
        ]
    )


def best_stock_score(sentences: Sentences, stock: System) -> tuple[Score, str]:
    """Return the out-of-scope score that serves stock Rasa best, and its name."""
    offered: Sequence[tuple[Score, str]] = (
        (of_intent, f"the probability of `{OUT_OF_SCOPE}`"),
        (of_doubt, "one minus the probability of the likeliest other intent"),
    )
    return max(
        offered,
        key=lambda one: out_of_scope_area(sentences.clean, stock.clean, one[0]),
    )


def _comparison_table(
    ours: tuple[Quality, Quality],
    stock: tuple[Quality, Quality],
    our_system: System,
    stock_system: System,
) -> str:
    lines = []
    for row in _ROWS:
        for place, state in enumerate(("clean", "corrupted")):
            both = row.of(ours[place]), row.of(stock[place])
            lines.append(_line(f"{row.name}, {state}", row, *both))
        if row.more_is_better:
            lost = [row.of(pair[1]) - row.of(pair[0]) for pair in (ours, stock)]
            lines.append(
                (
                    "— corrupted less clean, points",
                    points(lost[0]),
                    points(lost[1]),
                    points(lost[0] - lost[1]),
                    _ahead(lost[0] > lost[1]),
                )
            )
    size = _Row("", lambda q: 0.0, more_is_better=False, written="{:.0f}".format)
    prints = (our_system.footprint, stock_system.footprint)
    for name, us, them in (
        ("Memory, MB", prints[0].megabytes, prints[1].megabytes),
        ("Memory at most, MB", prints[0].peak_megabytes, prints[1].peak_megabytes),
    ):
        lines.append(_line(name, size, us, them))
    return table(("what", "ours", "stock", "difference", "ahead"), lines)


def _line(name: str, row: _Row, ours: float, stock: float) -> tuple[str, ...]:
    if row.more_is_better:
        difference, ahead = points(ours - stock), ours > stock
    else:
        difference, ahead = f"× {ours / stock:.2f}", ours < stock
    return (name, row.written(ours), row.written(stock), difference, _ahead(ahead))


def _ahead(is_ahead: bool) -> str:
    return "ours" if is_ahead else "**stock**"


def _explanation(
    sentences: Sentences, ours: System, stock: System, stock_score: str
) -> str:
    names = sum(len(example.spans) for example in sentences.clean)
    nowhere = sum(example.intent == OUT_OF_SCOPE for example in sentences.clean)
    trained = (
        f" Its training took {stock.training_seconds / 60:.0f} minutes with one thread."
        if stock.training_seconds is not None
        else ""
    )
    return "\n\n".join(
        [
            f"{len(sentences)} held-out sentences with {names} names and {nowhere} out"
            f" of scope, and {sentences.rounds} corrupted copies of each, through"
            " Rasa's whole NLU pipeline, each system in a process of its own on one"
            " core. Differences are in points, or the factor of what should be small.",
            "**Stock** is `bot/evaluation/stock/config.yml`: JiebaTokenizer, counts of"
            " words and of character 1–4-grams, DIET with Rasa's default settings but"
            f" {epochs()} epochs. It learns from the same sentences; its names are"
            " annotated with all that our lexicon and our year rules find in them"
            f" exactly.{trained}",
            "**Intents**: the likeliest one, whether or not the fallback threshold was"
            " reached. **Names**: of overlapping ones the longest counts; a name is"
            " right if it is of the annotated kind and touches the annotated"
            " characters, brought back from the text as the model saw it to the clean"
            " sentence. Which row a name stands for is not compared: stock Rasa cannot"
            " say. **Out of scope** is told from all other sentences but unusable ones:"
            f" by us with the probability of `{OUT_OF_SCOPE}` times that of the topic"
            f" ranking's none; by stock Rasa with {stock_score}, the better of two.",
            "**Noise** (`bot/evaluation/noise/`) is seeded, and shares no table with"
            f" what corrects it: {percent(1 - SECOND)} of the copies have one kind,"
            " the rest two.",
            f"Ours understands its first message {ours.footprint.load_seconds:.0f} s"
            f" after it started to load, stock Rasa after"
            f" {stock.footprint.load_seconds:.0f} s.",
        ]
    )


def _kind_table(sentences: Sentences, ours: System, stock: System) -> str:
    theirs = {score.kind: score for score in by_kind(sentences, stock)}
    rows = [
        (
            score.kind,
            str(score.copies),
            number(score.clean),
            number(score.corrupted),
            points(score.corrupted - score.clean),
            points(theirs[score.kind].corrupted - theirs[score.kind].clean),
        )
        for score in by_kind(sentences, ours)
    ]
    head = ("noise", "copies", "clean", "corrupted", "points", "stock's points")
    return table(head, rows)


def _flip_table(sentences: Sentences, ours: System) -> str:
    shown: dict[str, int] = {}
    rows = []
    for flip in flips(sentences, ours):
        kinds = " + ".join(flip.kinds)
        shown[kinds] = shown.get(kinds, 0) + 1
        if shown[kinds] <= _FLIPS_A_KIND:
            rows.append(
                (kinds, cell(flip.clean), cell(flip.corrupted), flip.truth, flip.guess)
            )
    return table(("noise", "clean", "corrupted", "is", "taken for"), rows)
