"""Answer aspects of a service from published content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from actions.compose.buttons import aspect_button, more_button, question_button
from actions.compose.content import Found, find
from actions.compose.missing import tells_a_gap
from actions.compose.rendering import render
from actions.compose.sites import (
    FoundSites,
    WhereTo,
    ask_where,
    find_sites,
    lacks_places,
)
from actions.envelope import Button, Envelope, Reply, Status
from actions.understanding.question import Question
from actions.wording import answers as wording
from actions.wording.common import ASK_HOTLINE, HOTLINE
from knowledge.queries.records import FaqInfo, SourceInfo
from knowledge.queries.view import View

_SUGGESTED = 3
_MOST_PARTS = 3
_MOST_BUTTONS = 5
# What a worker asks next, most often first.
_USUAL_ORDER = (
    "howto",
    "eligibility",
    "amount",
    "materials",
    "time",
    "location",
    "contact",
    "intro",
    "basis",
)


def compose_service(question: Question, knowledge: View, today: date) -> Reply:
    """Answer every aspect that was asked, in order.

    Args:
        question: A question with at least one programme and one aspect.
        knowledge: Published content.
        today: The day on which content may have run out.
    """
    asked = [
        (programme, aspect)
        for programme in question.programmes
        for aspect in question.own_aspects.get(programme, question.aspects)
    ]
    told, left = asked[:_MOST_PARTS], asked[_MOST_PARTS:]
    parts = [
        _find(question.of(programme), aspect, knowledge) for programme, aspect in told
    ]
    reply = _compose(parts, question, knowledge, today)
    return _offering(reply, left, knowledge) if left else reply


def _offering(reply: Reply, left: Sequence[tuple[str, str]], knowledge: View) -> Reply:
    """Offer what was asked as well and would be too long at once."""
    buttons = [question_button(*each, knowledge) for each in left]
    text = f"{reply.text}\n\n{wording.ASKED_TOO}"
    return replace(reply, text=text, buttons=buttons[:_MOST_BUTTONS])


def _compose(
    parts: Sequence[Found], question: Question, knowledge: View, today: date
) -> Reply:
    texts: list[str] = []
    more: list[str] = []
    sources: list[SourceInfo] = []
    choices: list[Button] = []
    # Once a place's own words are told, that there are none would be untrue.
    own = _tells_of_the_place(parts, question)
    for part in _unique(parts):
        one = replace(part, wider=False, named=True) if own else part
        text, rest, used = render(one, question, knowledge, today)
        where = _ask_where(part, question, knowledge)
        if where:
            text = where.text if part.is_gap else f"{text}\n{where.text}"
            choices = choices or list(where.buttons)
        texts.append(text)
        more.extend(rest)
        sources.extend(used)
    answered = [
        part
        for part in parts
        if not part.is_gap
        and not lacks_places(part, question, knowledge)
        and not _only_tells_gaps(part, knowledge)
    ]
    status: Status = "clarify" if choices else "gap"
    if answered:
        status = "answered"
    if status == "gap" and all(HOTLINE not in text for text in texts):
        texts.append(ASK_HOTLINE)
    envelope = Envelope(
        status=status,
        service=question.programme,
        aspects=_aspects(parts),
        region=_region_name(parts, question, knowledge),
        sources=sources,
        confidence=question.confidence,
    )
    buttons = choices or _suggestions(question, knowledge)
    if more:
        buttons.insert(0, more_button())
    return Reply(
        "\n\n".join(texts),
        envelope,
        buttons=buttons,
        more="\n".join(more),
        remember={
            "service": question.programme,
            "aspect": question.aspects[-1],
            "region": question.asked_region,
            "where": bool(choices),
            "period": question.year,
            "metrics": (),
        },
    )


def compose_faq(
    question: Question, faq: FaqInfo, knowledge: View, today: date
) -> Reply:
    """Answer a published question that was asked all but word for word."""
    part = Found(faq.programme_id, faq.aspect, faqs=[faq])
    return compose_part(part, question, knowledge, today)


def compose_part(
    part: Found, question: Question, knowledge: View, today: date
) -> Reply:
    """Tell content that was found for a question of one service."""
    asked = replace(question, programmes=[part.programme], aspects=[part.aspect])
    return _compose([part], asked, knowledge, today)


def has_content(question: Question, knowledge: View) -> bool:
    """Tell whether the aspects asked for have published answers or questions."""
    return any(
        not find(question.of(programme), aspect, knowledge).is_gap
        for programme in question.programmes
        for aspect in question.aspects
    )


def _tells_of_the_place(parts: Sequence[Found], question: Question) -> bool:
    """Whether some of what is told is of the very place that was asked for."""
    return any(
        content.region.id == question.region
        for part in parts
        for contents in (part.answers, part.faqs)
        for content in contents
    )


def _only_tells_gaps(part: Found, knowledge: View) -> bool:
    """Whether published questions are all that is told, and say that it is missing."""
    return bool(part.faqs) and all(tells_a_gap(faq, knowledge) for faq in part.faqs)


def _find(question: Question, aspect: str, knowledge: View) -> Found:
    sites = find_sites(question, knowledge) if aspect == "location" else None
    return sites or find(question, aspect, knowledge)


def _ask_where(part: Found, question: Question, knowledge: View) -> WhereTo | None:
    if part.aspect != "location" or part.faqs or isinstance(part, FoundSites):
        return None
    return ask_where(question.of(part.programme), knowledge)


def _unique(parts: Sequence[Found]) -> Sequence[Found]:
    """Say what answers two aspects only once."""
    seen: set[str] = set()
    kept: list[Found] = []
    for part in parts:
        if isinstance(part, FoundSites):
            kept.append(part)
            continue
        texts = [answer.text for answer in part.answers]
        texts += [faq.text for faq in part.faqs]
        key = "|".join(texts) or f"{part.programme}:{part.aspect}"
        if key not in seen:
            seen.add(key)
            kept.append(part)
    return kept


def _aspects(parts: Sequence[Found]) -> list[str]:
    found = []
    for part in parts:
        found.append(part.aspect)
        for faq in part.faqs:
            found.extend([faq.aspect, "faq"])
    return found


def _region_name(
    parts: Sequence[Found], question: Question, knowledge: View
) -> str | None:
    """Name the region that the content holds for, or that was asked for in vain.

    Of several it is the one that was asked for.
    """
    asked = knowledge.region(question.region) if question.region else None
    if asked and _tells_of_the_place(parts, question):
        return asked.name
    for part in parts:
        regions = [faq.region for faq in part.faqs]
        regions += [answer.region for answer in part.answers]
        if isinstance(part, FoundSites) and part.area:
            regions = [part.area]
        if regions:
            return regions[0].name
    return asked.name if asked else None


def _suggestions(question: Question, knowledge: View) -> list[Button]:
    """Offer the aspects of the service that have content and were not asked."""
    assert question.programme is not None
    available = knowledge.available_aspects(question.programme)
    wanted = [
        aspect
        for aspect in _USUAL_ORDER
        if aspect in available and aspect not in question.aspects
    ]
    return [
        aspect_button(question.programme, aspect, knowledge)
        for aspect in wanted[:_SUGGESTED]
    ]
