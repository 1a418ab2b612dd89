"""What a wording can be added to, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator

from actions.understanding.turn import Turn
from knowledge.publishing.actor import Actor, may
from knowledge.queries.view import View
from web.console.trial import wording
from web.console.trial.fixes import Target

_LIKELY = 0.02


def targets(turn: Turn, view: View, actor: Actor) -> list[tuple[str, str]]:
    """List what a sentence may mean: values and labels of a choice.

    Args:
        turn: The sentence's reading.
        view: The content.
        actor: Who chooses, with the regions within theirs; what they may not change
            is left out.
    """
    found: dict[str, str] = {}
    for target, title in (*_likely(turn, view), *_all(view)):
        if _is_allowed(target, view, actor):
            label = wording.KINDS["faq" if target.faq_id else target.kind]
            found.setdefault(target.value, f"{label}：{title}")
    return list(found.items())


def _likely(turn: Turn, view: View) -> Iterator[tuple[Target, str]]:
    named = [("programme", one) for one in turn.programmes]
    named += [("signpost", one) for one in turn.signposts]
    named += [("metric", one) for one in turn.metrics]
    for label, chance in turn.topics:
        kind, _, item_id = label.partition(":")
        if item_id and chance >= _LIKELY:
            named.append((kind, item_id))
    titles = {(t.kind, t.item_id): title for t, title in _all(view)}
    for key in named:
        if key in titles:
            yield Target(*key), titles[key]
    for near in turn.faqs:
        faq = view.faq(near.id)
        if faq is not None:
            yield Target("programme", faq.programme_id, faq.id), faq.question


def _all(view: View) -> Iterator[tuple[Target, str]]:
    snapshot = view.snapshot
    for programme in snapshot.programmes.values():
        yield Target("programme", programme.id), programme.name
    for signpost in snapshot.signposts.values():
        yield Target("signpost", signpost.id), signpost.name
    for metric in snapshot.metrics.values():
        yield Target("metric", metric.id), metric.name


def _is_allowed(target: Target, view: View, actor: Actor) -> bool:
    if not may(actor, "edit", target.kind, {"id": target.item_id}):
        return False
    if actor.regions is None:
        return True
    # Names belong to every region; a question belongs to its own.
    faq = view.faq(target.faq_id) if target.faq_id else None
    return faq is not None and faq.region.id in actor.regions
