"""The yearly lists and the services."""

from __future__ import annotations

from itertools import pairwise

import pytest

from actions.understanding.memory import Memory
from knowledge import View
from tests.actions.messages import Named, turn
from tests.actions.replies import reply_to

WHOLE: Named = ("programme", "programme", "省总")
NAMES = {"five": "五大行动", "ten": "十件实事"}


@pytest.mark.parametrize(("name", "other"), [("five", "ten"), ("ten", "five")])
def test_a_years_list_is_read_out_in_its_order(
    view: View, name: str, other: str
) -> None:
    read = turn(
        f"省总2021年{NAMES[name]}有哪些",
        "ask_list",
        WHOLE,
        ("year", 2021, "2021年"),
    )
    reply = reply_to(read, view)
    items = [e for e in view.editions(2021, name) if e.programme_id != "programme"]
    assert items
    places = [reply.text.index(item.name) for item in items]
    assert all(first <= second for first, second in pairwise(places))
    assert f"【2021年{NAMES[name]}】" in reply.text
    assert f"{NAMES[other]}】" not in reply.text
    envelope = reply.envelope.as_dict()
    assert (envelope["status"], envelope["aspects"]) == ("answered", ["list"])
    assert envelope["sources"]


@pytest.mark.parametrize(("name", "items"), [("five", 5), ("ten", 10)])
def test_without_a_year_the_latest_complete_list_is_read_out(
    view: View, name: str, items: int
) -> None:
    """A note on a year's list need not mean that something is missing."""
    complete = [
        year
        for year in view.edition_years(name)
        if len(_names(view, year, name)) == items
    ]
    reply = reply_to(turn(f"省总{NAMES[name]}有哪些", "ask_list", WHOLE), view)
    assert f"【{max(complete)}年{NAMES[name]}】" in reply.text


def test_the_list_of_a_year_rests_on_that_years_sources(view: View) -> None:
    lists = {
        year: [e for e in view.editions(year, "ten") if e.programme_id != "programme"]
        for year in view.edition_years("ten")
    }
    assert any(lists.values())
    for year, items in lists.items():
        if not items:
            continue
        words = f"{year}年"
        read = turn(f"{words}省总十件实事", "ask_list", WHOLE, ("year", year, words))
        sent = reply_to(read, view).envelope.as_dict()["sources"]
        assert [s["title"] for s in sent] == list(
            dict.fromkeys(item.source.title for item in items)
        )


def test_a_list_that_is_not_complete_says_so(view: View) -> None:
    """The note of the year's own row says what is missing."""
    checked = 0
    for name, words in NAMES.items():
        for row in (
            r for y in view.edition_years(name) for r in view.editions(y, name)
        ):
            if row.programme_id != "programme" or not row.note:
                continue
            year: Named = ("year", row.year, f"{row.year}年")
            read = turn(f"{row.year}年省总{words}", "ask_list", WHOLE, year)
            reply = reply_to(read, view)
            if reply.envelope.status == "answered":
                assert row.note.rstrip("。") in reply.text
                checked += 1
    assert checked


def test_a_year_without_list_says_so_and_gives_one_with_its_year(view: View) -> None:
    assert 2022 not in view.edition_years("ten")
    year: Named = ("year", 2022, "2022年")
    reply = reply_to(turn("2022年省总十件实事", "ask_list", WHOLE, year), view)
    assert reply.envelope.status == "gap"
    assert "2022年的清单我这儿没有" in reply.text
    assert "【2021年十件实事】" in reply.text
    assert "【2022年" not in reply.text
    assert "12351" in reply.text


def test_what_the_programme_is_asks_for_its_list(view: View) -> None:
    reply = reply_to(turn("省总十件实事是啥", "ask_intro", WHOLE), view)
    assert "【2021年十件实事】" in reply.text


def test_a_year_after_a_list_asks_for_that_years(view: View) -> None:
    talked = Memory(service="programme", aspect="list")
    year: Named = ("year", 2020, "2020年")
    reply = reply_to(turn("2020年呢", "inform", year), view, talked)
    assert "【2020年" in reply.text
    assert "【2021年" not in reply.text


def test_the_services_are_listed_where_no_list_is_meant(view: View) -> None:
    reply = reply_to(turn("你们都有啥服务", "ask_list"), view)
    for service in view.programmes("service"):
        assert service.name in reply.text
    assert 1 <= len(reply.buttons) <= 5
    assert reply.envelope.as_dict()["status"] == "answered"
    assert reply.envelope.as_dict()["sources"]


def test_a_published_question_about_the_programme_comes_first(view: View) -> None:
    faq = view.faq("programme_changes_ten")
    assert faq is not None
    read = turn(
        "省总十件实事有啥不一样", "ask_list", WHOLE, faqs={faq.id: (0.95, 0.95)}
    )
    assert faq.text in reply_to(read, view).text


def _names(view: View, year: int, name: str) -> set[str]:
    rows = view.editions(year, name)
    return {row.name for row in rows if row.programme_id != "programme"}
