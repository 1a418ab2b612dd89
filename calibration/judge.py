"""What a reply is worth: right, wrong, a question back, or a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from actions.envelope import Reply
from actions.understanding.family import family_ids
from actions.wording import talk
from calibration.examples import Example, Right
from knowledge.queries.view import View


class Outcome(Enum):
    """How a message went, and what that costs."""

    RIGHT = "right"
    WRONG = "wrong"
    ASKED = "asked"
    REFUSED = "refused"

    @property
    def cost(self) -> int:
        """A wrong answer costs five questions back: it may be believed."""
        return {"right": 0, "wrong": 5, "asked": 1, "refused": 1}[self.value]


@dataclass(frozen=True)
class Tally:
    """How many messages went how."""

    right: int = 0
    wrong: int = 0
    asked: int = 0
    refused: int = 0

    @property
    def cost(self) -> int:
        """What all of it costs."""
        return sum(getattr(self, o.value) * o.cost for o in Outcome)


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """Count outcomes."""
    counted = list(outcomes)
    return Tally(**{o.value: counted.count(o) for o in Outcome})


def judge(example: Example, reply: Reply, knowledge: View) -> Outcome:
    """Judge a reply by its envelope; an agency's text says which agency it is.

    What is told of the right service, but in general, is worth a question back: nothing
    untrue is said, and what else there is stands on buttons. That is an introduction
    where an aspect was asked, or an aspect where a published question was.
    """
    envelope = reply.envelope.as_dict()
    status = envelope["status"]
    if any(_is_right(right, reply, knowledge) for right in example.rights):
        return Outcome.RIGHT
    if status == "clarify":
        return Outcome.ASKED
    if status in ("not_understood", "out_of_scope", "refused", "smalltalk", "handoff"):
        return Outcome.REFUSED
    in_general = any(
        _is_general(right, envelope, knowledge) for right in example.rights
    )
    return Outcome.ASKED if in_general else Outcome.WRONG


def _is_general(right: Right, envelope: Mapping[str, Any], knowledge: View) -> bool:
    service, aspects = envelope["service"], envelope["aspects"]
    if right.programmes:
        return _about(right, service, knowledge) and aspects == ["intro"]
    asked = [faq for one in right.faqs if (faq := knowledge.faq(one))]
    return any(
        service in family_ids(faq.programme_id, knowledge)
        and aspects in (["intro"], [faq.aspect])
        for faq in asked
    )


def _is_right(right: Right, reply: Reply, knowledge: View) -> bool:
    envelope = reply.envelope.as_dict()
    status = envelope["status"]
    if right.ask:
        return status in ("clarify", "not_understood") and bool(reply.buttons)
    if right.statuses:
        return status in right.statuses
    if right.signposts:
        texts = [_signpost_text(one, knowledge) for one in right.signposts]
        return status == "signpost" and reply.text.startswith(tuple(texts))
    if status not in ("answered", "gap"):
        return False
    if right.faqs:
        told = [faq.text for one in right.faqs if (faq := knowledge.faq(one))]
        return any(text in reply.text for text in told)
    if right.figures:
        return _shows_figure(right.figures, envelope, knowledge)
    return _about(right, envelope["service"], knowledge) and (
        not right.aspects or bool(set(right.aspects) & set(envelope["aspects"]))
    )


def _about(right: Right, service: str | None, knowledge: View) -> bool:
    if not right.programmes:
        return True
    return any(service in family_ids(one, knowledge) for one in right.programmes)


def _shows_figure(
    metrics: Sequence[str], envelope: Mapping[str, Any], knowledge: View
) -> bool:
    figures = knowledge.figures(metric_ids=metrics)
    shown = {figure["id"] for figure in envelope["figures"]}
    if shown & {figure.id for figure in figures}:
        return True
    # That there is no such figure is right if it is said of the right programme.
    programmes = {figure.programme_id for figure in figures}
    return envelope["status"] == "gap" and envelope["service"] in programmes


def _signpost_text(signpost_id: str, knowledge: View) -> str:
    signpost = knowledge.signpost(signpost_id)
    if signpost_id == "crisis" or signpost is None:
        return talk.CRISIS
    return signpost.text
