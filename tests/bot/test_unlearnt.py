"""What is published and not learnt yet."""

from __future__ import annotations

from bot.lexicon.reader import Entry
from bot.lexicon.unlearnt import Unlearnt

ONE = Entry("驿站能充电吗？", "faq_phrasing", "station_power")
TWO = Entry("驿站能充电吗", "programme_phrasing", "rest_station")


def test_a_wording_is_found_in_canonical_writing() -> None:
    unlearnt = Unlearnt([ONE, TWO])
    assert unlearnt.said("驿站能充电吗") == [ONE, TWO]
    assert unlearnt.said("驿站能充电吗？") == ()
    assert len(unlearnt) == 1


def test_a_wording_within_a_text_is_seen() -> None:
    unlearnt = Unlearnt([ONE])
    assert unlearnt.stands_in("咱们驿站能充电吗,急")
    assert not unlearnt.stands_in("驿站充电吗")


def test_what_is_empty_in_canonical_writing_is_in_nothing() -> None:
    unlearnt = Unlearnt([Entry("😀", "faq_phrasing", "smile")])
    assert len(unlearnt) == 0
    assert not unlearnt.stands_in("驿站")
    assert unlearnt.said("") == ()
