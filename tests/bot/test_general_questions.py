"""Questions that are asked about any service."""

from __future__ import annotations

import pytest

from bot.lexicon.matcher import LexiconMatcher
from bot.nlu.general_questions import NAME, general_questions
from bot.nlu.topic_model import TopicModel
from tests.bot.tiny_knowledge import ENTRIES


@pytest.fixture(scope="module")
def matcher() -> LexiconMatcher:
    return LexiconMatcher(ENTRIES)


def names_of(*targets: str) -> list[str]:
    """Return one name of each programme."""
    return [
        next(e.text for e in ENTRIES if (e.kind, e.target) == ("programme", target))
        for target in targets
    ]


def test_what_is_asked_about_two_services_is_general(matcher: LexiconMatcher) -> None:
    one, other = names_of("childcare", "rest_station")
    texts = [f"{one}怎么申请", f"{other}怎么申请", f"{one}管饭吗", f"{one}在哪"]
    assert general_questions(texts, matcher) == [f"{NAME}怎么申请"]


def test_the_same_service_twice_does_not_count(matcher: LexiconMatcher) -> None:
    (one,) = names_of("childcare")
    assert general_questions([f"{one}怎么申请", f" {one}怎么申请"], matcher) == []


def test_long_stories_are_not_general(matcher: LexiconMatcher) -> None:
    one, other = names_of("childcare", "rest_station")
    story = "我是跑外卖的想问问{}到底应该怎么申请才行"
    assert general_questions([story.format(one), story.format(other)], matcher) == []


def test_a_general_question_is_no_published_one() -> None:
    general = [f"{NAME}怎么申请", f"{NAME}咋办理"]
    (name,) = names_of("childcare")
    without = TopicModel(ENTRIES, []).search(f"{name}怎么申请呀")[0]
    found, nearest = TopicModel(ENTRIES, [], general).search(f"{name}怎么申请呀")
    assert found[0][1] < without[0][1]
    known = {entry.target for entry in ENTRIES if entry.kind == "faq_phrasing"}
    assert {target for target, _ in (*found, *nearest)} <= known


def test_a_published_question_is_not_made_general() -> None:
    (name,) = names_of("childcare")
    faq = next(e.target for e in ENTRIES if e.kind == "faq_phrasing")
    published = type(ENTRIES[0])(f"{name}怎么申请", "faq_phrasing", faq)
    model = TopicModel([*ENTRIES, published], [], [f"{NAME}怎么申请"])
    found, nearest = model.search(f"{name}怎么申请")
    assert found[0][0] == nearest[0][0] == faq
