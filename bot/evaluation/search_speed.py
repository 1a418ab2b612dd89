"""How long the search among ten thousand and a hundred thousand phrasings takes.

Published questions are multiplied as staff would: the same sentence about another
service, place or group, the beginning of one with the end of another.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace

from bot.evaluation.speed import (
    ONE_THREAD,
    peak_megabytes,
    resident_megabytes,
    stay_on_one_core,
)
from bot.lexicon.matcher import LexiconMatcher
from bot.lexicon.reader import Entry, make_engine, read_entries
from bot.nlu.encoder import sentence_encoder
from bot.nlu.text import normalise
from bot.nlu.topic_model import TopicModel
from settings import ROOT, load_settings

_MODULE = "bot.evaluation.search_speed"
SIZES = (10_000, 100_000)
_QUERIES = 300
_WARM_UP = 20
_LENGTH = 12
_SEED = 20210224
_SWAPPED_KINDS = ("programme", "region", "group")
_MOST_CHARACTERS = 40
_TRIES = 20


class SearchSpeedError(RuntimeError):
    """The search could not be timed."""


@dataclass(frozen=True)
class SearchSpeed:
    """Time and memory of the search, on one core.

    Attributes:
        phrasings: How many were searched.
        questions: How many published questions they belong to.
        queries: How many sentences were looked for; none is one of the phrasings.
        p50: Milliseconds of processor time from the canonical text to the ranked
            questions, the encoder included, that half of the queries stay below.
        p99: Milliseconds that all but one in a hundred stay below.
        rank_p50: The same for all rankings of the topic model together.
        first_seconds: Processor time to encode and learn everything.
        again_seconds: Processor time to learn anew when one phrasing was published.
        megabytes: What learning added to the memory in use.
        peak_megabytes: What it added at most, the old rankings being kept meanwhile.
    """

    phrasings: int
    questions: int
    queries: int
    p50: float
    p99: float
    rank_p50: float
    first_seconds: float
    again_seconds: float
    megabytes: float
    peak_megabytes: float


def measure(database_url: str, sizes: Sequence[int] = SIZES) -> list[SearchSpeed]:
    """Time the search for several numbers of phrasings, each in a process of its own.

    Args:
        database_url: The knowledge base, the phrasings of which are multiplied.
        sizes: How many phrasings.

    Raises:
        SearchSpeedError: A process failed; the message has its last words.
    """
    return [_in_own_process(database_url, size) for size in sizes]


def multiply(entries: Sequence[Entry], count: int, seed: int = _SEED) -> list[Entry]:
    """Make phrasings of published questions out of those that there are.

    Args:
        entries: The rows of the lexicon view.
        count: How many to make, the present ones included.
        seed: Decides which; the same seed makes the same.

    Returns:
        Different phrasings, shuffled. What asks about another matter belongs to
        another question.

    Raises:
        ValueError: So many cannot be made out of these.
    """
    rng = random.Random(seed)
    sources = [entry for entry in entries if entry.kind == "faq_phrasing"]
    names: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.kind in _SWAPPED_KINDS:
            names[entry.kind].append(entry)
    matcher = LexiconMatcher(entries)
    parts = [_parts(entry, matcher) for entry in sources]
    with_name = [part for part in parts if part.kind]
    found = {normalise(entry.text): entry for entry in sources}
    for _ in range(_TRIES * count if names else 0):
        if len(found) >= count:
            break
        made = _recombined(rng, rng.choice(parts), with_name, names)
        if len(made.text) <= _MOST_CHARACTERS:
            found.setdefault(normalise(made.text), made)
    if len(found) < count:
        raise ValueError(f"only {len(found)} phrasings can be made")
    chosen = list(found.values())[:count]
    rng.shuffle(chosen)
    return chosen


@dataclass(frozen=True)
class _Parts:
    """A phrasing, cut around the name in it if there is one."""

    target: str
    before: str
    name: str
    after: str
    kind: str = ""


def _parts(entry: Entry, matcher: LexiconMatcher) -> _Parts:
    text = normalise(entry.text)
    for match in matcher.find(matcher.tokenize(text)):
        if match.kind in _SWAPPED_KINDS:
            return _Parts(
                entry.target,
                text[: match.start],
                text[match.start : match.end],
                text[match.end :],
                match.kind,
            )
    return _Parts(entry.target, "", "", text)


def _recombined(
    rng: random.Random,
    part: _Parts,
    with_name: Sequence[_Parts],
    names: dict[str, list[Entry]],
) -> Entry:
    """Ask a phrasing's question about another matter, or begin it as another does."""
    kind = part.kind or rng.choice(list(names))
    name = rng.choice(names[kind])
    before = part.before
    if with_name and rng.random() < 0.5:
        before = rng.choice(with_name).before
    return Entry(
        before + name.text + part.after,
        "faq_phrasing",
        f"{part.target}/{name.target}",
    )


def _in_own_process(database_url: str, size: int) -> SearchSpeed:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", _MODULE, "--here", str(size)],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={
            **os.environ,
            **ONE_THREAD,
            "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
            "DATABASE_URL": database_url,
        },
    )
    if done.returncode:
        last = [line for line in done.stderr.splitlines() if line.strip()][-1:]
        raise SearchSpeedError(f"the search could not be timed: {''.join(last)}")
    return SearchSpeed(**json.loads(done.stdout.splitlines()[-1]))


def _measure_here(size: int) -> SearchSpeed:
    _, entries = read_entries(make_engine(load_settings().database_url))
    multiplied = multiply(entries, size + _QUERIES)
    queries = [normalise(entry.text) for entry in multiplied[size:]]
    others = [entry for entry in entries if entry.kind != "faq_phrasing"]
    known = [*others, *multiplied[:size]]
    # The encoder's own weights are not the search's.
    sentence_encoder().encode(["你好"])
    sentence_encoder().remember_at_most(0)
    before = resident_megabytes()
    model, first_seconds = _learn(known)
    added = resident_megabytes() - before
    news = replace(known[-1], text="第一次问到的新问题")
    again, again_seconds = _learn([*known, news])
    peak = peak_megabytes() - before
    del again
    took = _milliseconds(model.search, queries)
    rank_took = _milliseconds(model.rank, queries)
    return SearchSpeed(
        phrasings=size,
        questions=len({entry.target for entry in multiplied[:size]}),
        queries=len(took),
        p50=took[len(took) // 2],
        p99=took[int(0.99 * len(took))],
        rank_p50=rank_took[len(rank_took) // 2],
        first_seconds=first_seconds,
        again_seconds=again_seconds,
        megabytes=added,
        peak_megabytes=peak,
    )


def _learn(entries: Sequence[Entry]) -> tuple[TopicModel, float]:
    began = time.process_time()
    sentence_encoder().keep(TopicModel.texts(entries, []))
    model = TopicModel(entries, [])
    return model, time.process_time() - began


def _milliseconds(
    search: Callable[[str], object], queries: Sequence[str]
) -> list[float]:
    """Return how long each query took, sorted, without the first ones."""
    took = []
    for query in queries:
        # Nothing waits here, so that this is the time on a core of its own.
        began = time.process_time()
        search(query)
        took.append(1000 * (time.process_time() - began))
    return sorted(took[_WARM_UP:])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(prog=f"python -m {_MODULE}", description=__doc__)
    parser.add_argument("--here", type=int, help=argparse.SUPPRESS)
    parser.add_argument("sizes", type=int, nargs="*", help="how many phrasings")
    options = parser.parse_args(arguments)
    if options.here:
        stay_on_one_core()
        print(json.dumps(asdict(_measure_here(options.here))))
        return 0
    try:
        found = measure(load_settings().database_url, options.sizes or SIZES)
    except SearchSpeedError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    for speed in found:
        print(
            f"{speed.phrasings} phrasings of {speed.questions} questions: search p50"
            f" {speed.p50:.1f} ms, p99 {speed.p99:.1f} ms; all rankings p50"
            f" {speed.rank_p50:.1f} ms; learnt in {speed.first_seconds:.0f} s, anew in"
            f" {speed.again_seconds:.1f} s; {speed.megabytes:.0f} MB, at most"
            f" {speed.peak_megabytes:.0f} MB"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
