"""A place's rule is never told as another's."""

from __future__ import annotations

from collections import defaultdict

from knowledge import View
from knowledge.queries.records import RegionInfo
from tests.actions.truth.walk import Asked, all_content, cities

_WIDE = ("henan", "china")


def test_there_are_18_units(view: View) -> None:
    assert len(cities(view)) == 18


def test_no_city_is_told_what_holds_elsewhere(view: View, asked: list[Asked]) -> None:
    """Whatever is told to a city is its own or that of what it lies in."""
    holds = _where_texts_hold(view)
    wrong = []
    for one in _with_city(view, asked):
        reach = _reach(view, one)
        told = f"{one.reply.text}\n{one.reply.more}"
        wrong += [
            f"{one.name}: told {sorted(places)}: {text}"
            for text, places in holds.items()
            if text in told and not places & reach
        ]
    assert not wrong, "\n".join(wrong)


def test_the_envelope_names_a_region_that_holds(view: View, asked: list[Asked]) -> None:
    wrong = []
    for one in _with_city(view, asked):
        region = one.reply.envelope.as_dict()["region"]
        if region not in {view.snapshot.regions[r].name for r in _reach(view, one)}:
            wrong.append(f"{one.name}: {region}")
    assert not wrong, "\n".join(wrong)


def test_figures_told_to_a_city_are_its_own_or_wider(
    view: View, asked: list[Asked]
) -> None:
    wrong = []
    for one in _with_city(view, asked):
        for sent in one.reply.envelope.as_dict()["figures"]:
            figure = view.figure(sent["id"])
            assert figure is not None
            if figure.region.id not in _reach(view, one):
                wrong.append(f"{one.name}: {figure.id}")
            wider = figure.region.id != one.region
            if wider and one.reply.envelope.status == "answered":
                wrong.append(f"{one.name}: {figure.id} of a wider place as answer")
    assert not wrong, "\n".join(wrong)


def test_a_wider_answer_says_that_it_is_wider(view: View, asked: list[Asked]) -> None:
    """Asked for a city without content of its own, the reply says so."""
    regions = {region.name: region for region in view.regions()}
    wrong = []
    for one in _with_city(view, asked):
        envelope = one.reply.envelope.as_dict()
        region = regions.get(envelope["region"] or "")
        assert one.region is not None
        own = view.snapshot.regions[one.region].name
        if envelope["status"] != "answered" or region is None or region.name == own:
            continue
        if "list" in envelope["aspects"]:
            continue  # the yearly lists are the province's, as their heading says
        if not (own in one.reply.text and "没有" in one.reply.text):
            wrong.append(f"{one.name}: {one.reply.text[:60]!r}")
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong[:40])


def test_without_a_place_what_holds_for_one_is_told_as_its_own(
    view: View, asked: list[Asked]
) -> None:
    names = {region.id: _names(region) for region in view.regions()}
    local = {
        text: places
        for text, places in _where_texts_hold(view).items()
        if not places & set(_WIDE)
    }
    wrong = []
    for one in asked:
        if one.region not in (None, "henan"):
            continue
        for text, places in local.items():
            before, told, _ = one.reply.text.partition(text)
            named = any(name in before for place in places for name in names[place])
            if told and not (named and "别处可能不一样" in before):
                wrong.append(f"{one.name}: {text}")
    assert not wrong, "\n".join(wrong)


def _names(region: RegionInfo) -> tuple[str, ...]:
    return (region.name, *region.aliases)


def _with_city(view: View, asked: list[Asked]) -> list[Asked]:
    ids = {city.id for city in cities(view)}
    found = [one for one in asked if one.region in ids]
    assert found
    return found


def _reach(view: View, one: Asked) -> set[str]:
    assert one.region is not None
    return {region.id for region in view.ancestors(one.region)}


def _where_texts_hold(view: View) -> dict[str, set[str]]:
    """Say for each text, and each longer version of it, where it holds."""
    holds: defaultdict[str, set[str]] = defaultdict(set)
    for content in all_content(view):
        holds[content.text].add(content.region.id)
        more = getattr(content, "more", None)
        if more:
            holds[more].add(content.region.id)
    for text, places in holds.items():
        for other, elsewhere in holds.items():
            if text != other and text in other:
                places |= elsewhere
    return dict(holds)
