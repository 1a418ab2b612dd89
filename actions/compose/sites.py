"""Tell the nearest places of a service, or that none are on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actions.compose.age import dated_note
from actions.compose.buttons import choice_button
from actions.compose.content import Found
from actions.compose.places import COUNTRY, PROVINCE, place_name, programme_name
from actions.envelope import Button, Envelope, Reply
from actions.understanding.family import family_ids
from actions.understanding.location import Location
from actions.understanding.question import Question
from actions.wording import answers as answer_wording
from actions.wording import sites as wording
from knowledge.queries.records import (
    AnswerInfo,
    NearbySite,
    RegionInfo,
    SiteInfo,
    SourceInfo,
)
from knowledge.queries.view import View

NEAR_KM = 50.0
"""Further than this nothing is near."""
_MOST_SHOWN = 5
# One more stays for 更多.
_MOST_BUTTONS = 4
# With heading and source this still fits a phone's screen.
_MOST_CHARACTERS = 190

Placed = tuple[SiteInfo, float | None]
"""A site, and how far it is in km, where that is known."""


@dataclass(frozen=True)
class FoundSites(Found):
    """Places for the aspect ``location``.

    Attributes:
        placed: The places, best first.
        total: How many are on record there.
        area: Region that they lie in; None if they are near a position.
        asked: Region that was asked for, where ``area`` is a wider one.
    """

    placed: Sequence[Placed] = ()
    total: int = 0
    area: RegionInfo | None = None
    asked: RegionInfo | None = None

    @property
    def is_gap(self) -> bool:
        """Whether no place is on record."""
        return not self.placed


@dataclass(frozen=True)
class WhereTo:
    """A question for the place where a worker looks for sites."""

    text: str
    buttons: Sequence[Button]


def find_sites(question: Question, knowledge: View) -> FoundSites | None:
    """Find the places of a question's programme where the worker asks for them.

    Those of the county or city that is asked for, else those near the worker's
    position; None if there are none or no place is known.
    """
    programme = programme_with_sites(question.programme, knowledge)
    if programme is None:
        return None
    if question.region is not None:
        areas = [
            region
            for region in knowledge.ancestors(question.region)
            if region.kind in ("county", "city")
        ]
        for area in areas:
            sites = knowledge.sites(programme, area.id)
            if sites and not knowledge.has_ended(programme, area.id):
                return FoundSites(
                    programme,
                    "location",
                    placed=_in_order(sites, area, question.location, knowledge),
                    total=len(sites),
                    area=area,
                    asked=None if area is areas[0] else areas[0],
                )
        return None
    here = question.location
    if here is None:
        return None
    near = knowledge.sites_near(
        here.lat, here.lon, programme, _MOST_SHOWN, within_km=NEAR_KM
    )
    placed = _placed(near)
    return (
        FoundSites(programme, "location", placed=placed, total=len(placed))
        if placed
        else None
    )


def programme_with_sites(programme: str | None, knowledge: View) -> str | None:
    """Return the programme, or one that belongs with it, that has places."""
    family = family_ids(programme, knowledge) if programme else ()
    return next(
        (
            member
            for member in family
            if knowledge.sites(member) and not knowledge.has_ended(member)
        ),
        None,
    )


def render_sites(
    found: FoundSites, knowledge: View, today: date
) -> tuple[str, list[str], list[SourceInfo]]:
    """Return text, the rest for 更多, and sources.

    What is published about the same area in words stands in the rest.
    """
    lines = [_line(site, away) for site, away in found.placed]
    shown = _fitting(lines)
    sites = [site for site, _ in found.placed]
    by_distance = found.placed[0][1] is not None
    place = place_name(found.area, knowledge) if found.area else wording.NEARBY
    name = programme_name(found.programme, knowledge)
    text = [answer_wording.title(name, "location", place)]
    if found.asked and found.area:
        asked = place_name(found.asked, knowledge)
        text.append(wording.in_wider_area(asked, place))
    text.append(
        wording.near_head(shown)
        if found.area is None
        else wording.head(found.total, shown, by_distance)
    )
    text += lines[:shown]
    text.append(_age(sites[:shown], today))
    used = [site.source for site in sites]
    text.append(answer_wording.sources_line(used[:shown]))
    rest = lines[shown:]
    for answer in _in_words(found, knowledge):
        rest += [answer.text, answer_wording.sources_line(answer.sources, answer.as_of)]
        used += answer.sources
    return "\n".join(line for line in text if line), rest, used


def _in_words(found: FoundSites, knowledge: View) -> Sequence[AnswerInfo]:
    """Return what is published of the area besides its places."""
    if found.area is None:
        return []
    answers = knowledge.answers(found.programme, "location")
    return [
        answer
        for answer in answers
        if answer.region.id == found.area.id and not knowledge.is_over(answer)
    ]


def lacks_places(part: Found, question: Question, knowledge: View) -> bool:
    """Tell whether places were asked for and only a way to find them is known.

    The answer that holds for a wider region then says how to look for them, while the
    knowledge base itself notes that it holds no list.
    """
    if part.aspect != "location" or not part.answers:
        return False
    somewhere = question.region not in (None, PROVINCE, COUNTRY)
    wider = part.wider if somewhere else question.location is not None
    return wider and _noted_as_missing(part.programme, question.region, knowledge)


def no_sites_line(part: Found, question: Question, knowledge: View) -> str:
    """Say that no places are on record where they were asked for."""
    asked = knowledge.region(question.region) if question.region else None
    place = place_name(asked, knowledge) if asked else wording.NEARBY
    return wording.none_in(place, programme_name(part.programme, knowledge))


def ask_where(question: Question, knowledge: View) -> WhereTo | None:
    """Ask for a place, offering those that have most sites.

    None if it is known, or if there are no sites to tell.
    """
    programme = programme_with_sites(question.programme, knowledge)
    if programme is None or question.location is not None:
        return None
    if question.region not in (None, PROVINCE, COUNTRY):
        return None
    sites = knowledge.sites(programme)
    name = programme_name(programme, knowledge)
    most = Counter(site.region.id for site in sites).most_common(_MOST_BUTTONS)
    regions = {site.region.id: site.region for site in sites}
    buttons = [
        Button(
            place_name(regions[region_id], knowledge),
            wording.places_question(place_name(regions[region_id], knowledge), name),
            programme,
            "location",
            region_id,
        )
        for region_id, _ in most
    ]
    return WhereTo(wording.say_where(name, len(sites)), buttons)


def compose_which_kind(question: Question, knowledge: View) -> Reply:
    """Ask what kind of place a worker looks for who only sent a position."""
    kinds = dict.fromkeys(
        site.programme_id
        for site in knowledge.sites()
        if not knowledge.has_ended(site.programme_id)
    )
    buttons = [
        choice_button(programme, "location", knowledge)
        for programme in list(kinds)[:_MOST_BUTTONS]
    ]
    if buttons:
        return Reply(
            wording.WHICH_KIND,
            Envelope("clarify", aspects=["location"], confidence=question.confidence),
            buttons=buttons,
            remember={"pending": ["location"], "region": None, "service": None},
        )
    ways = _known_ways(knowledge)
    sources = [source for way in ways[:1] for source in way.sources]
    lines = [wording.NO_SITES_AT_ALL, *(way.text for way in ways[:1])]
    lines.append(answer_wording.sources_line(sources, ways[0].as_of if ways else ""))
    return Reply(
        "\n".join(line for line in lines if line),
        Envelope(
            "gap",
            aspects=["location"],
            sources=sources,
            confidence=question.confidence,
        ),
        buttons=[
            choice_button(way.programme_id, "location", knowledge)
            for way in ways[:_MOST_BUTTONS]
        ],
        remember={"pending": ["location"], "region": None},
    )


def compose_unusable_location(question: Question) -> Reply:
    """Say that a position cannot be used, and what to do instead."""
    abroad = question.turn.trouble == "abroad"
    return Reply(
        wording.ABROAD if abroad else wording.UNREADABLE,
        Envelope("not_understood", aspects=["location"]),
    )


def _known_ways(knowledge: View) -> Sequence[AnswerInfo]:
    """Return what is known of finding places that are themselves not on record."""
    return [
        answer
        for programme in knowledge.programmes()
        if _noted_as_missing(programme.id, None, knowledge)
        and (answer := knowledge.answer_for(programme.id, "location", PROVINCE))
        and not knowledge.is_over(answer)
    ]


def _noted_as_missing(programme: str, region: str | None, knowledge: View) -> bool:
    return any(
        knowledge.known_gap(member, "location", region)
        for member in family_ids(programme, knowledge)
    )


def _in_order(
    sites: Sequence[SiteInfo],
    area: RegionInfo,
    here: Location | None,
    knowledge: View,
) -> Sequence[Placed]:
    """Return an area's places: by distance, then those whose position is not known."""
    if here is None:
        return [(site, None) for site in sites[:_MOST_SHOWN]]
    programme = sites[0].programme_id
    near = _placed(
        knowledge.sites_near(
            here.lat, here.lon, programme, _MOST_SHOWN, region_id=area.id
        )
    )
    unknown: list[Placed] = [(site, None) for site in sites if site.lat is None]
    return [*near, *unknown][:_MOST_SHOWN]


def _placed(near: Sequence[NearbySite]) -> list[Placed]:
    return [(found.site, found.distance_km) for found in near]


def _line(site: SiteInfo, away: float | None) -> str:
    return wording.line(site.name, site.address, site.hours, away)


def _fitting(lines: Sequence[str]) -> int:
    """Return how many lines fit a screen, at least one."""
    count, length = 1, len(lines[0])
    while count < len(lines) and length + len(lines[count]) <= _MOST_CHARACTERS:
        length += len(lines[count])
        count += 1
    return count


def _age(sites: Sequence[SiteInfo], today: date) -> str:
    """Return the warning that the oldest source calls for, or nothing."""
    return dated_note(min(site.source.date for site in sites), today)
