"""The held-out messages: many, independent, and right about what there is."""

from __future__ import annotations

from typing import get_args

import pytest

from actions.envelope import Status
from calibration.examples import Example, halves, read_examples
from knowledge import View
from knowledge.vocabulary import ASPECTS
from settings import ROOT
from tests.calibration.sentences import known_sentences, plain

# Shorter ones are everybody's: 要带啥, 给多少.
_ONES_OWN = 8
_TURN_ASPECTS = {*ASPECTS, "list", "finder", "compare"}


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return list(read_examples(ROOT / "tests" / "calibration"))


def test_there_are_many_messages(examples: list[Example]) -> None:
    assert sum(not example.before for example in examples) >= 500
    assert sum(bool(example.before) for example in examples) >= 80


def test_both_halves_are_large_and_have_every_kind(examples: list[Example]) -> None:
    choosing, reporting = halves(examples)

    assert len(choosing) + len(reporting) == len(examples)
    assert min(len(choosing), len(reporting)) > 0.4 * len(examples)
    assert {e.kind for e in choosing} == {e.kind for e in reporting}


def test_a_new_message_moves_no_other_one(examples: list[Example]) -> None:
    choosing, _ = halves(examples)
    fewer, _ = halves(examples[1:])

    assert {e.key for e in fewer} <= {e.key for e in choosing}


def test_no_message_is_known_from_elsewhere(examples: list[Example]) -> None:
    known = known_sentences()

    told = {
        example.text: known[plain(example.text)].name
        for example in examples
        if len(plain(example.text)) >= _ONES_OWN and plain(example.text) in known
    }

    assert told == {}


def test_what_is_right_exists(examples: list[Example], view: View) -> None:
    programmes = {programme.id for programme in view.programmes()}
    statuses = set(get_args(Status))
    for right in (right for example in examples for right in example.rights):
        assert set(right.programmes) <= programmes
        assert set(right.aspects) <= _TURN_ASPECTS
        assert set(right.statuses) <= statuses
        assert all(view.faq(faq) for faq in right.faqs)
        assert all(view.signpost(signpost) for signpost in right.signposts)
        assert all(view.figures(metric_ids=[metric]) for metric in right.figures)
