"""Answer aspects of a service from published content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from actions.compose.age import age_note, ended_note, is_law
from actions.compose.buttons import aspect_button, more_button, question_button
from actions.compose.content import Found, find, neighbour
from actions.compose.missing import tells_a_gap
from actions.compose.places import (
    COUNTRY,
    PROVINCE,
    name_of,
    place_name,
    programme_name,
)
from actions.compose.sites import (
    FoundSites,
    WhereTo,
    ask_where,
    find_sites,
    lacks_places,
    no_sites_line,
    render_sites,
)
from actions.envelope import Button, Envelope, Reply, Status
from actions.understanding.question import Question
from actions.wording import answers as wording
from actions.wording.common import ASK_HOTLINE, HOTLINE
from knowledge.queries.records import AnswerInfo, FaqInfo, SourceInfo
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
        _find(_about(question, programme), aspect, knowledge)
        for programme, aspect in told
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
        text, rest, used = _render(one, question, knowledge, today)
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
        not find(_about(question, programme), aspect, knowledge).is_gap
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
    return ask_where(_about(question, part.programme), knowledge)


def _about(question: Question, programme: str) -> Question:
    aspects = question.own_aspects.get(programme, question.aspects)
    return replace(question, programmes=[programme], aspects=aspects)


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


def _render(
    part: Found, question: Question, knowledge: View, today: date
) -> tuple[str, list[str], list[SourceInfo]]:
    """Return text, the rest for 更多, and sources of one part."""
    if isinstance(part, FoundSites):
        return render_sites(part, knowledge, today)
    if part.faqs:
        blocks = [
            _faq_block(faq, question, knowledge, today, beside_own=part.named)
            for faq in part.faqs
        ]
        used = [source for faq in part.faqs for source in faq.sources]
        return "\n\n".join(blocks), [], used
    if part.is_gap:
        return _gap(part, question, knowledge, today)
    programme = programme_name(part.programme, knowledge)
    if part.local_only:
        return _local(part, programme, knowledge, today)
    answer = part.answers[0]
    place = place_name(answer.region, knowledge)
    general = answer.region.id in (PROVINCE, COUNTRY) and not part.named
    shown = "" if general else place
    lines = [
        ended_note(answer, today),
        wording.title(programme, answer.aspect, shown),
    ]
    if lacks_places(part, question, knowledge):
        lines.append(no_sites_line(part, question, knowledge))
    elif part.wider and question.region:
        lines.append(_wider(answer, question.region, knowledge))
    lines.extend(_body(answer, today))
    if part.elsewhere:
        lines.append(wording.other_places(part.elsewhere))
    return _joined(lines), _more(answer), list(answer.sources)


def _faq_block(
    faq: FaqInfo,
    question: Question,
    knowledge: View,
    today: date,
    *,
    beside_own: bool = False,
) -> str:
    of_one_place = question.region is None and faq.region.id not in (PROVINCE, COUNTRY)
    place = place_name(faq.region, knowledge)
    of_more = ""
    if question.region is not None and faq.region.id != question.region:
        told = wording.words_of(place)
        of_more = told if beside_own else _wider(faq, question.region, knowledge)
    return _joined(
        [
            ended_note(faq, today),
            wording.question_title(faq.question),
            of_more,
            wording.only_of(place) if of_one_place else "",
            faq.text,
            wording.caveat(faq.caveat) if faq.caveat else "",
            age_note(faq, today),
            wording.sources_line(faq.sources, faq.as_of),
        ]
    )


def _wider(
    content: AnswerInfo | FaqInfo, asked_region: str | None, knowledge: View
) -> str:
    """Say that what follows holds for more than the place that was asked for."""
    asked = name_of(asked_region, knowledge)
    if content.region.id == COUNTRY and is_law(content):
        return wording.law_of_the_country(asked)
    wider = place_name(content.region, knowledge)
    if isinstance(content, FaqInfo):
        return wording.no_own_words(asked, wider)
    return wording.no_own_rule(asked, wider)


def _local(
    part: Found, programme: str, knowledge: View, today: date
) -> tuple[str, list[str], list[SourceInfo]]:
    ended = knowledge.is_over(part.answers[0])
    head = wording.only_ended_local if ended else wording.only_local
    title = wording.title(programme, part.aspect)
    lines = [head("全省"), title] if ended else [title, head("全省")]
    more: list[str] = []
    sources: list[SourceInfo] = []
    for answer in part.answers:
        place = place_name(answer.region, knowledge)
        if ended and answer.valid_to:
            place += wording.ended_local(answer.valid_to)
        text, *notes = _body(answer, today)
        lines.extend([f"▪ {place}：{text}", *notes])
        more.extend(_more(answer))
        sources.extend(answer.sources)
    return _joined(lines), more, sources


def _gap(
    part: Found, question: Question, knowledge: View, today: date
) -> tuple[str, list[str], list[SourceInfo]]:
    programme = programme_name(part.programme, knowledge)
    place = name_of(question.region, knowledge)
    if part.missing:
        lines = [wording.known_gap(programme, part.missing)]
    else:
        lines = [wording.gap(programme, part.aspect, place)]
    if place and part.elsewhere:
        lines.append(wording.other_places_only(place, part.elsewhere))
    near = neighbour(_about(question, part.programme), part.aspect, knowledge)
    # What was asked as well stands in a part of its own.
    if near and not near.local_only and near.aspect not in question.aspects:
        text, more, sources = _render(near, question, knowledge, today)
        return _joined([*lines, "", text]), more, sources
    return _joined(lines), [], []


def _body(answer: AnswerInfo, today: date) -> list[str]:
    lines = [answer.text]
    if answer.caveat:
        lines.append(wording.caveat(answer.caveat))
    lines.append(age_note(answer, today))
    lines.append(wording.sources_line(answer.sources, answer.as_of))
    return lines


def _more(answer: AnswerInfo) -> list[str]:
    return [answer.more] if answer.more else []


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(line for line in lines if line)


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
