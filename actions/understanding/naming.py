"""Which services a message names, in which order, and what it asks of each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from actions.understanding import thresholds
from actions.understanding.aspects import ASPECT_OF_INTENT, is_story
from actions.understanding.family import WHOLE, family_ids
from actions.understanding.parts import Part, asks
from actions.understanding.turn import Turn
from knowledge.queries.view import View

_SHORTEST = 2
_LARGE_PART = 0.5
"""Share of a name from which a part of it stands for it (早餐 for 免费早餐)."""
_TIE = 0.05
"""Where a part may stand for several services, the likeliest has this probability."""
_LEAD_IN = re.compile(
    r"^.*(?:问一?下?|咨询一?下?|了解一?下?|知道|说说|讲讲)|^(?:那|我|俺|请|的|都|再)+"
)
_PARTICLES = re.compile(r"(?:这个|那个|呢|的|也|都|啊|呀|吧|嘛)*")


def named_programmes(turn: Turn, knowledge: View) -> Sequence[str]:
    """Return what is named, one of each family: as asked where all is asked for,
    else the likeliest first.
    """
    beside = _parts_of_names(turn, knowledge)
    together = (
        bool(beside) or turn.joined or turn.each_is_asked or _in_clauses_that_ask(turn)
    )
    placed = {**beside, **dict(_placed(turn))}
    ordered = list(dict.fromkeys(placed[start] for start in sorted(placed)))
    ordered += [p for p in turn.programmes if p not in ordered]
    if not together:
        ordered.sort(key=lambda p: -turn.topic_chance(f"programme:{p}"))
    # The whole programme is the frame that others are mentioned in.
    ordered.sort(key=lambda p: p == WHOLE)
    first, *rest = _one_of_each_family(ordered, knowledge)
    if turn.joined_to and not beside:
        return _with_unnamed([first, *rest], turn, knowledge)
    likely = [
        programme
        for programme in rest
        if together
        or turn.topic_chance(f"programme:{programme}") >= thresholds.SECOND_TOPIC
    ]
    return [first, *(p for p in likely if p != WHOLE)]


def own_aspects(
    turn: Turn,
    programmes: Sequence[str],
    aspects: Sequence[str],
    knowledge: View,
) -> Mapping[str, Sequence[str]]:
    """Return what each service is asked for, where the clauses ask different things.

    托管咋报名,大病互助赔多少: each clause is about the service that it names, or about
    the one before.
    """
    if len(programmes) < 2 or len(turn.clauses) < 2:
        return {}
    placed = {**_parts_of_names(turn, knowledge), **dict(_placed(turn))}
    found: dict[str, list[str]] = {programme: [] for programme in programmes}
    about: list[str] = []
    asked: list[str] = []
    for clause in turn.clauses:
        inside = [placed[s] for s in sorted(placed) if clause.start <= s < clause.end]
        about = [p for p in inside if p in found] or about
        aspect = ASPECT_OF_INTENT.get(clause.intent)
        if aspect and clause.chance >= thresholds.CLAUSE:
            asked = [aspect]
        for programme in about:
            found[programme] += asked
    taken = {aspect for each in found.values() for aspect in each}
    left = [aspect for aspect in aspects if aspect not in taken]
    if not taken or not (left or all(found.values())):
        return {}
    # What no clause is sure of is asked of the service whose clause is not.
    return {p: list(dict.fromkeys(each or left)) for p, each in found.items()}


def _in_clauses_that_ask(turn: Turn) -> bool:
    """Whether each name stands in a clause of its own that asks, or only names."""
    asking = [
        clause
        for clause in turn.clauses
        if clause.chance >= thresholds.CLAUSE
        and (clause.intent in ASPECT_OF_INTENT or clause.intent == "inform")
    ]
    held = [
        [programme for start, programme in _placed(turn) if c.start <= start < c.end]
        for c in asking
    ]
    return len(turn.programmes) > 1 and sorted(
        programme for each in held for programme in dict.fromkeys(each)
    ) == sorted(turn.programmes)


def _placed(turn: Turn) -> Sequence[tuple[int, str]]:
    return [
        (place, programme)
        for part in turn.parts
        for place, programme in zip(part.places, part.programmes, strict=True)
    ]


def _one_of_each_family(programmes: Sequence[str], knowledge: View) -> list[str]:
    kept: list[str] = []
    for programme in programmes:
        family = family_ids(programme, knowledge)
        if not any(other in family for other in kept):
            kept.append(programme)
    return kept


def _parts_of_names(turn: Turn, knowledge: View) -> dict[int, str]:
    """Find services of which only a part of the name stands beside a whole one.

    Returns:
        Ids of the programmes by the place where that part begins.
    """
    if len(turn.parts) < 2 or is_story(turn) or not turn.programmes:
        return {}
    taken = {p for known in turn.programmes for p in family_ids(known, knowledge)}
    found: dict[int, str] = {}
    for part in turn.parts:
        if part.programmes or part.named:
            continue
        programme = _meant(part, turn, knowledge)
        if programme and programme not in taken and programme != WHOLE:
            found[part.start] = programme
            taken.update(family_ids(programme, knowledge))
    return found


def _meant(part: Part, turn: Turn, knowledge: View) -> str | None:
    """Return the service that a part begins to name and says hardly more of."""
    text = _LEAD_IN.sub("", part.unplaced)
    shares: dict[str, tuple[int, float]] = {}
    for programme in knowledge.programmes():
        names = (programme.name, *programme.aliases)
        shares[programme.id] = max(_share(text, name) for name in names)
    longest = max(length for length, _ in shares.values())
    rest = text[longest:]
    said = _PARTICLES.fullmatch(rest) is not None or asks(rest) > 0
    if longest < _SHORTEST or not said:
        return None
    candidates = [p for p, (length, _) in shares.items() if length == longest]
    family = family_ids(candidates[0], knowledge)
    if all(candidate in family for candidate in candidates):
        return candidates[0]
    best = max(candidates, key=lambda p: turn.topic_chance(f"programme:{p}"))
    return best if turn.topic_chance(f"programme:{best}") >= _TIE else None


def _share(text: str, name: str) -> tuple[int, float]:
    """Return how much of a name a text begins with: characters, and their share."""
    for length in range(min(len(text), len(name)), _SHORTEST - 1, -1):
        if text[:length] in name:
            share = length / len(name)
            return (length, share) if share >= _LARGE_PART else (0, 0.0)
    return 0, 0.0


def _with_unnamed(named: Sequence[str], turn: Turn, knowledge: View) -> Sequence[str]:
    """Put beside the named programme what only the topic tells (托管和那顿早饭)."""
    label, chance = next(
        (row for row in turn.topics if row[0].startswith("programme:")), ("", 0.0)
    )
    other = label.removeprefix("programme:")
    family = family_ids(named[0], knowledge)
    if chance < thresholds.TOPIC_SWITCH or other in family or other == WHOLE:
        return named[:1]
    both = [named[0], other]
    return both if turn.joined_to == "after" else both[::-1]
