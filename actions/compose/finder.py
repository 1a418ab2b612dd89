"""Find what fits a person, by whom the sources say a programme is meant for."""

from __future__ import annotations

from collections.abc import Sequence

from actions.compose.buttons import service_button
from actions.envelope import Button, Envelope, Reply
from actions.understanding.question import Question
from actions.wording import answers as answer_wording
from actions.wording import clarify as clarify_wording
from actions.wording import lists as wording
from knowledge.queries.records import AudienceInfo, SourceInfo
from knowledge.queries.view import View

_SHOWN = 6
_MOST_BUTTONS = 5
_LIKELY = 0.15


def compose_finder(question: Question, knowledge: View) -> Reply:
    """List the programmes that are meant for the groups a worker belongs to.

    Without a group those for everybody are listed, with a question back.
    """
    groups = [
        group
        for group_id in question.turn.groups
        if (group := knowledge.group(group_id)) is not None
    ]
    named = _for_groups([group.id for group in groups], knowledge)
    everyone = [a for a in knowledge.snapshot.audiences if a.group_id is None]
    likely = _likely(question, knowledge)
    # What is meant for these very groups comes before what is meant for all.
    fitting = _unique(
        [
            *_by_likelihood(named, question),
            *likely,
            *_by_likelihood(everyone, question),
        ]
    )
    shown, rest = fitting[:_SHOWN], fitting[_SHOWN:]
    names = "、".join(group.name for group in groups)
    head = wording.for_groups(names) if groups else wording.FOR_EVERYONE
    sources = _sources(shown, knowledge)
    lines = [head, *(_line(audience) for audience in shown), wording.UNKNOWN]
    lines.append(answer_wording.sources_line(sources))
    buttons = [service_button(a.programme.id, knowledge) for a in shown[:_MOST_BUTTONS]]
    if not groups:
        lines.append(clarify_wording.WHO_ARE_YOU)
        official = knowledge.groups(official=True)[:_MOST_BUTTONS]
        buttons = [Button(f"我是{group.name}") for group in official]
    return Reply(
        "\n".join(lines),
        Envelope(
            status="answered",
            aspects=["finder"],
            region="河南省",
            sources=sources,
            confidence=question.confidence,
        ),
        buttons=buttons,
        more="\n".join(_line(audience) for audience in rest),
        remember={
            "service": None,
            "aspect": "finder",
            "region": question.region,
            "period": None,
            "metrics": (),
        },
    )


def _likely(question: Question, knowledge: View) -> list[AudienceInfo]:
    """Return what the worker's story sounds like, whomever it is meant for."""
    return [
        audience
        for label, chance in question.turn.topics
        if label.startswith("programme:") and chance >= _LIKELY
        for audience in knowledge.audiences(label.removeprefix("programme:"))[:1]
    ]


def _for_groups(group_ids: Sequence[str], knowledge: View) -> list[AudienceInfo]:
    return [
        audience
        for group_id in group_ids
        for audience in knowledge.audiences_of_group(group_id, everyone=False)
    ]


def _unique(audiences: Sequence[AudienceInfo]) -> list[AudienceInfo]:
    seen: dict[str, AudienceInfo] = {}
    for audience in audiences:
        # A campaign is no benefit; its service stands for it.
        if audience.programme.kind == "service":
            seen.setdefault(audience.programme.id, audience)
    return list(seen.values())


def _by_likelihood(
    audiences: Sequence[AudienceInfo], question: Question
) -> list[AudienceInfo]:
    """Put what the worker's story sounds like first; the rest keeps its order."""

    def chance(audience: AudienceInfo) -> float:
        found = question.turn.topic_chance(f"programme:{audience.programme.id}")
        return found if found >= _LIKELY else 0.0

    return sorted(audiences, key=lambda audience: -chance(audience))


def _line(audience: AudienceInfo) -> str:
    return f"▪ {audience.programme.name}：{audience.reason.rstrip('。')}"


def _sources(audiences: Sequence[AudienceInfo], knowledge: View) -> list[SourceInfo]:
    found: list[SourceInfo] = []
    for audience in audiences:
        for aspect in ("eligibility", "intro"):
            for answer in knowledge.answers(audience.programme.id, aspect)[:1]:
                found.extend(answer.sources[:1])
    return list(dict.fromkeys(found))
