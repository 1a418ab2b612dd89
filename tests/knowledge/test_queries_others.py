"""Queries about questions, signposts, sources and sites."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.engine import Engine

from knowledge import Knowledge, View
from knowledge.models import Faq
from knowledge.queries.sites import distance_km


def test_faq(view: View) -> None:
    faq = view.faq("station_water")
    assert faq is not None
    assert (faq.question, faq.phrasings) == ("驿站的水要钱吗", ("喝水收费不",))
    assert (faq.text, faq.caveat) == ("不要钱。", "以现场为准。")
    assert (faq.programme_id, faq.aspect) == ("rest_station", "amount")
    assert [source.id for source in faq.sources] == ["undated", "paper-2021"]
    assert view.faqs_of("rest_station") == (faq,)
    assert view.faqs_of("childcare") == ()
    assert view.faq("nothing") is None


def test_a_question_of_tomorrow_is_not_there(seeded: Engine) -> None:
    with seeded.begin() as connection:
        connection.execute(update(Faq).values(valid_from=date(2024, 6, 2)))
    early = Knowledge(seeded, date(2024, 6, 1)).current_blocking()
    assert early.faq("station_water") is None
    assert early.faqs_of("rest_station") == ()
    later = Knowledge(seeded, date(2024, 6, 2)).current_blocking()
    assert later.faq("station_water") is not None


def test_signposts_lookalikes_and_sources(view: View) -> None:
    signpost = view.signpost("unemployment")
    assert signpost is not None
    assert (signpost.agency, signpost.hotline) == ("人社部门", "12333")
    assert signpost.aliases == ("失业金",)
    assert view.signposts() == (signpost,)
    assert view.signpost("nothing") is None
    lookalike = view.lookalike("菜鸟驿站")
    assert lookalike is not None
    assert lookalike.note == "那是取快递的地方。"
    assert view.lookalike("爱心驿站") is None
    source = view.source("undated")
    assert source is not None
    assert (source.date, source.url, source.note) == ("", None, "日期不详")


@pytest.mark.parametrize(
    ("programme_id", "region_id", "ids"),
    [
        (None, None, ["station_a", "station_b", "station_c"]),
        ("rest_station", "zhengzhou", ["station_a", "station_c"]),
        ("rest_station", "zhengzhou_zhongyuan", ["station_a"]),
        ("childcare", "zhengzhou", []),
    ],
)
def test_sites(
    view: View, programme_id: str | None, region_id: str | None, ids: list[str]
) -> None:
    assert [site.id for site in view.sites(programme_id, region_id)] == ids


def test_sites_near(view: View) -> None:
    luoyang = view.sites_near(34.62, 112.46)
    # The third has no coordinates and cannot be near anything.
    assert [found.site.id for found in luoyang] == ["station_b", "station_a"]
    assert luoyang[0].distance_km == pytest.approx(0.915, abs=0.01)
    assert luoyang[0].site.hours == "全天"
    assert len(view.sites_near(34.62, 112.46, limit=1)) == 1
    assert len(view.sites_near(34.62, 112.46, within_km=5)) == 1
    assert view.sites_near(34.62, 112.46, "childcare") == ()


@pytest.mark.parametrize(
    ("start", "end", "km"),
    [
        ((0, 0), (0, 0), 0),
        ((0, 0), (0, 180), 20015),
        ((90, 0), (-90, 0), 20015),
        # Zhengzhou to Beijing.
        ((34.757, 113.665), (39.904, 116.407), 622),
    ],
)
def test_distance(
    start: tuple[float, float], end: tuple[float, float], km: float
) -> None:
    assert distance_km(*start, *end) == pytest.approx(km, abs=2)
