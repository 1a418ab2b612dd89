"""Everything that can be asked of the knowledge base, one question after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from actions.envelope import Reply
from knowledge import View
from knowledge.queries.records import AnswerInfo, FaqInfo, RegionInfo
from tests.actions.figure_questions import how_many
from tests.actions.messages import Named, turn
from tests.actions.replies import reply_to

INTENTS = {
    "intro": "ask_intro",
    "eligibility": "ask_eligibility",
    "howto": "ask_howto",
    "materials": "ask_materials",
    "amount": "ask_amount",
    "location": "ask_location",
    "time": "ask_time",
    "contact": "ask_contact",
    "basis": "ask_basis",
    "figure": "ask_figure",
    "complaint": "complain",
}


@dataclass(frozen=True)
class Asked:
    """A question and its reply.

    Attributes:
        name: What was asked, for a message of failure.
        region: Id of the place that was named, if one was.
        reply: What was answered.
    """

    name: str
    region: str | None
    reply: Reply


def cities(view: View) -> list[RegionInfo]:
    """List the 18 units of the province."""
    return list(view.regions("city"))


def places(view: View) -> list[str | None]:
    """List no place, the province and its 18 units."""
    return [None, "henan", *(city.id for city in cities(view))]


def every_aspect(view: View) -> Iterator[Asked]:
    """Ask every aspect of every programme, of every place."""
    for programme in view.programmes():
        for aspect, intent in INTENTS.items():
            for region in places(view):
                read = turn("某地某事", intent, *_named(programme.id, region))
                name = f"{programme.id}.{aspect}@{region}"
                yield Asked(name, region, reply_to(read, view))


def every_published_question(view: View) -> Iterator[Asked]:
    """Ask every published question of every place, as sure as can be."""
    for faq in view.snapshot.faqs.values():
        for region in places(view):
            read = turn(
                "某地某事",
                INTENTS[faq.aspect],
                *_named(faq.programme_id, region),
                faqs={faq.id: (0.99, 0.99)},
            )
            yield Asked(f"{faq.id}@{region}", region, reply_to(read, view))


def every_figure(view: View) -> Iterator[Asked]:
    """Ask for every figure in its own year and place, and in others."""
    for figure in view.figures():
        for region in dict.fromkeys([figure.region.id, *places(view)]):
            for year in (figure.period, None, 2026):
                for intent in ("ask_figure", "ask_compare"):
                    read = how_many(
                        "是多少",
                        figure.metric.id,
                        figure.programme_id,
                        year=year,
                        region=region,
                        intent=intent,
                    )
                    name = f"{figure.id}@{region} {year} {intent}"
                    yield Asked(name, region, reply_to(read, view))


def every_list(view: View) -> Iterator[Asked]:
    """Ask for every year's lists and for everyone's benefits."""
    whole: Named = ("programme", "programme", "省总")
    for words in ("五大行动", "十件实事", "清单"):
        for year in range(2017, 2027):
            named: Named = ("year", year, f"{year}年")
            read = turn(f"{year}年省总{words}", "ask_list", whole, named)
            yield Asked(f"{words} {year}", None, reply_to(read, view))
    yield Asked("services", None, reply_to(turn("都有啥", "ask_list"), view))
    yield Asked("everyone", None, reply_to(turn("能享受啥", "ask_finder"), view))
    for group in view.groups():
        read = turn("俺能享受啥", "ask_finder", ("group", group.id, "俺"))
        yield Asked(f"group {group.id}", None, reply_to(read, view))


def everything(view: View) -> Iterator[Asked]:
    """Ask all of that, and for a person and where to complain."""
    yield from every_aspect(view)
    yield from every_published_question(view)
    yield from every_figure(view)
    yield from every_list(view)
    yield Asked("handoff", None, reply_to(turn("转人工", "handoff"), view))
    yield Asked("complaint", None, reply_to(turn("投诉", "complain"), view))


def all_content(view: View) -> Iterator[AnswerInfo | FaqInfo]:
    """List all answers and published questions."""
    for answers in view.snapshot.answers.values():
        yield from answers
    yield from view.snapshot.faqs.values()


def _named(programme: str, region: str | None) -> list[Named]:
    named: list[Named] = [("programme", programme, "某事")]
    if region:
        named.append(("region", region, "某地"))
    return named
