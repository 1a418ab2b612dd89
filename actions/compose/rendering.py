"""Put content that was found into words: one part of a reply."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from actions.compose.age import age_note, ended_note, is_law
from actions.compose.content import Found, neighbour
from actions.compose.places import (
    COUNTRY,
    PROVINCE,
    name_of,
    place_name,
    programme_name,
)
from actions.compose.sites import (
    FoundSites,
    lacks_places,
    no_sites_line,
    render_sites,
)
from actions.understanding.question import Question
from actions.wording import answers as wording
from knowledge.queries.records import AnswerInfo, FaqInfo, SourceInfo
from knowledge.queries.view import View


def render(
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
    near = neighbour(question.of(part.programme), part.aspect, knowledge)
    # What was asked as well stands in a part of its own.
    if near and not near.local_only and near.aspect not in question.aspects:
        text, more, sources = render(near, question, knowledge, today)
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
