"""List the yearly programme or the services."""

from __future__ import annotations

from actions.compose.buttons import service_button
from actions.compose.places import PROVINCE
from actions.compose.popular import popular_services
from actions.envelope import Envelope, Reply
from actions.understanding.question import Question
from actions.wording import answers as answer_wording
from actions.wording import lists as wording
from knowledge.queries.records import SourceInfo
from knowledge.queries.view import View

_WHOLE = "programme"
_LISTS = ("five", "ten")
# The worker's own words tell which of the two lists is meant.
_WORDS = {"five": ("五大", "行动", "5大"), "ten": ("十件", "实事", "10件", "好事")}
_MOST_BUTTONS = 5


def compose_list(question: Question, knowledge: View) -> Reply:
    """List campaigns and things of one year, or the services where none is meant."""
    wanted = _wanted_lists(question.turn.text)
    if not wanted and not _asks_for_programme(question):
        return _services(question, knowledge)
    wanted = wanted or list(_LISTS)
    years = sorted({y for name in wanted for y in knowledge.edition_years(name)})
    if not years:
        return _services(question, knowledge)
    year = question.year or years[-1]
    lines = []
    known = year in years
    if not known:
        named = "、".join(f"{y}年" for y in years)
        lines.append(wording.no_list(year, named))
        year = years[-1]
    for name in wanted:
        editions = [
            edition
            for edition in knowledge.editions(year, name)
            if edition.programme_id != _WHOLE
        ]
        if editions:
            lines.append(wording.edition(year, wording.LIST_NAMES[name]))
            lines.extend(
                f"{place}. {official}"
                for place, official in enumerate(
                    dict.fromkeys(edition.name for edition in editions), start=1
                )
            )
    sources = _sources(knowledge)
    lines.append(answer_wording.sources_line(sources))
    return Reply(
        "\n".join(line for line in lines if line),
        Envelope(
            status="answered" if known else "gap",
            service=_WHOLE,
            aspects=["list"],
            region="河南省",
            sources=sources,
            confidence=question.confidence,
        ),
        remember={
            "service": _WHOLE,
            "aspect": "list",
            "region": None,
            "period": question.year,
            "metrics": (),
        },
    )


def _wanted_lists(text: str) -> list[str]:
    """Return which lists a text speaks of."""
    return [name for name in _LISTS if any(word in text for word in _WORDS[name])]


def _asks_for_programme(question: Question) -> bool:
    """Whether the yearly programme is named, carried over, or a year is."""
    named = _WHOLE in question.turn.programmes or question.carried
    return question.programme == _WHOLE and (named or question.year is not None)


def _services(question: Question, knowledge: View) -> Reply:
    services = knowledge.programmes("service")
    names = "、".join(service.name for service in services)
    return Reply(
        f"{wording.SERVICES}\n{names}。",
        Envelope(
            status="answered",
            service=_WHOLE,
            aspects=["list"],
            region="河南省",
            sources=_sources(knowledge),
            confidence=question.confidence,
        ),
        buttons=[
            service_button(service, knowledge)
            for service in popular_services(knowledge)[:_MOST_BUTTONS]
        ],
    )


def _sources(knowledge: View) -> list[SourceInfo]:
    """Return what the yearly lists rest on: the sources of their own answer."""
    answer = knowledge.answer_for(_WHOLE, "intro", PROVINCE)
    return list(answer.sources[:1]) if answer else []
