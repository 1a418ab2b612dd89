"""Queries about programmes and groups."""

from __future__ import annotations

import pytest

from knowledge import View


def test_programme(view: View) -> None:
    programme = view.programme("rest_station")
    assert programme is not None
    assert programme.name == "户外劳动者驿站"
    assert programme.summary == "户外干活的人歇脚喝水的地方。"
    # The name stands among the aliases of the file; it is no alias of its own.
    assert programme.aliases == ("爱心驿站",)
    assert [edition.year for edition in programme.editions] == [2020, 2021]
    assert view.programme("nothing") is None


@pytest.mark.parametrize(
    ("of_kind", "ids"),
    [
        (None, ["childcare", "rest_station", "station_campaign"]),
        ("service", ["childcare", "rest_station"]),
        ("whole", []),
    ],
)
def test_programmes(view: View, of_kind: str | None, ids: list[str]) -> None:
    assert [programme.id for programme in view.programmes(of_kind)] == ids


@pytest.mark.parametrize(
    ("programme_id", "ids"),
    [
        ("rest_station", ["rest_station", "station_campaign"]),
        ("station_campaign", ["station_campaign", "rest_station"]),
        ("childcare", ["childcare"]),
        ("nothing", []),
    ],
)
def test_programme_family(view: View, programme_id: str, ids: list[str]) -> None:
    assert [member.id for member in view.programme_family(programme_id)] == ids


def test_lists_of_a_year(view: View) -> None:
    ten = [edition.programme_id for edition in view.editions(2021, "ten")]
    assert ten == ["childcare", "rest_station"]
    five = [edition.programme_id for edition in view.editions(2021, "five")]
    assert five == ["station_campaign"]
    assert view.editions(2019, "ten") == ()
    first = view.editions(2021, "ten")[0]
    assert (first.name, first.status) == ("推动开展爱心托管", "调整推广")
    assert (first.note, first.source.publisher) == ("与母婴室同一项", "测试日报")
    assert [e.source.id for e in view.editions(2020, "ten")] == ["undated"]
    assert view.edition_years("ten") == (2020, 2021)


def test_groups(view: View) -> None:
    assert [group.id for group in view.groups()] == ["courier", "parent"]
    assert [group.id for group in view.groups(official=True)] == ["courier"]
    group = view.group("courier")
    assert group is not None
    assert group.aliases == ("送快递的",)
    assert [source.id for source in group.sources] == ["paper-2021"]
    assert view.group("nobody") is None
