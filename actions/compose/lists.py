"""List the yearly programme or the services."""

from __future__ import annotations

from actions.compose.buttons import service_button
from actions.compose.places import PROVINCE, programme_name
from actions.compose.popular import popular_services
from actions.envelope import Button, Envelope, Reply
from actions.understanding.family import WHOLE
from actions.understanding.question import Question
from actions.wording import answers as answer_wording
from actions.wording import lists as wording
from knowledge.queries.records import EditionInfo, SourceInfo
from knowledge.queries.view import View

_LISTS = ("five", "ten")
_COMPLETE = {"five": 5, "ten": 10}
# The worker's own words tell which of the two lists is meant.
_WORDS = {"five": ("五大", "行动", "5大"), "ten": ("十件", "实事", "10件", "好事")}
_MOST_BUTTONS = 5


def compose_list(question: Question, knowledge: View) -> Reply:
    """List campaigns and things of one year, or the services where none is meant."""
    wanted = _wanted_lists(question.turn.text)
    if not wanted and not _asks_for_programme(question):
        return _services(question, knowledge)
    wanted = wanted or list(_LISTS)
    years = sorted({y for name in wanted for y in _years(name, knowledge)})
    if not years:
        return _services(question, knowledge)
    known = question.year is None or question.year in years
    lines: list[str] = []
    if not known:
        named = "、".join(f"{year}年" for year in years)
        lines.append(wording.no_list(question.year or 0, named))
    sources: list[SourceInfo] = []
    items: dict[str, str] = {}
    for name in wanted:
        year = question.year if known and question.year else _latest(name, knowledge)
        editions, note = _editions(name, year, knowledge)
        if not editions:
            continue
        lines.append(wording.edition(year, wording.LIST_NAMES[name]))
        names: dict[str, str] = {}
        for edition in editions:
            names.setdefault(edition.name, edition.programme_id)
        lines.extend(f"{place}. {text}" for place, text in enumerate(names, start=1))
        items |= names
        lines.append(answer_wording.caveat(note) if note else "")
        sources.extend(edition.source for edition in editions)
    lines.append(answer_wording.sources_line(sources))
    return Reply(
        "\n".join(line for line in lines if line),
        Envelope(
            status="answered" if known else "gap",
            service=WHOLE,
            aspects=["list"],
            region="河南省",
            sources=sources,
            confidence=question.confidence,
        ),
        remember={
            "service": WHOLE,
            "aspect": "list",
            "region": None,
            "period": question.year,
            "metrics": (),
            # 第三个 means the third item, as if it had been a button.
            "options": [
                Button(name, programme=programme, aspect="intro").as_option()
                for name, programme in items.items()
            ],
        },
    )


def _years(name: str, knowledge: View) -> list[int]:
    """Return the years whose items are on record, not only that there was a list."""
    years = knowledge.edition_years(name)
    return [year for year in years if _editions(name, year, knowledge)[0]]


def _latest(name: str, knowledge: View) -> int:
    """Return the latest year whose list is complete, the latest at all else."""
    years = _years(name, knowledge)
    complete = [
        year
        for year in years
        if len({row.name for row in _editions(name, year, knowledge)[0]})
        >= _COMPLETE[name]
    ]
    return max(complete or years, default=0)


def _editions(
    name: str, year: int, knowledge: View
) -> tuple[list[EditionInfo], str | None]:
    """Return the items of a year's list, and what is missing from it.

    The whole programme has an edition row of its own: its note says whether the
    list is complete.
    """
    rows = knowledge.editions(year, name)
    note = next((row.note for row in rows if row.programme_id == WHOLE), None)
    return [row for row in rows if row.programme_id != WHOLE], note


def _wanted_lists(text: str) -> list[str]:
    """Return which lists a text speaks of."""
    return [name for name in _LISTS if any(word in text for word in _WORDS[name])]


def _asks_for_programme(question: Question) -> bool:
    """Whether the yearly programme is named, or goes on with another year."""
    turn = question.turn
    goes_on = question.carried and turn.intent in ("inform", "correct")
    named = WHOLE in turn.programmes or goes_on or bool(turn.years)
    return question.programme == WHOLE and named


def _services(question: Question, knowledge: View) -> Reply:
    services = popular_services(knowledge)
    sources = _sources(knowledge)
    names = "、".join(programme_name(service, knowledge) for service in services)
    return Reply(
        f"{wording.SERVICES}\n{names}。\n{answer_wording.sources_line(sources)}",
        Envelope(
            status="answered",
            service=WHOLE,
            aspects=["list"],
            region="河南省",
            sources=sources,
            confidence=question.confidence,
        ),
        buttons=[
            service_button(service, knowledge) for service in services[:_MOST_BUTTONS]
        ],
    )


def _sources(knowledge: View) -> list[SourceInfo]:
    """Return what the yearly lists rest on: the sources of their own answer."""
    answer = knowledge.answer_for(WHOLE, "intro", PROVINCE)
    return list(answer.sources[:1]) if answer else []
