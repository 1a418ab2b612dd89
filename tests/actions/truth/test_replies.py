"""What holds for every reply, whatever is asked."""

from __future__ import annotations

import json
import re
from collections import Counter

from jsonschema import Draft202012Validator

from settings import ROOT
from tests.actions.truth.walk import Asked

_LONGEST = 300
_SCHEMA = ROOT / "tests" / "conversations" / "answer.schema.json"
_LEAK = re.compile(r"None|null|[{}<>]|\b[a-z]+_[a-z]+\b")
_TWICE = re.compile(r"(\w{2,4}[市县区])\1")


def test_every_envelope_keeps_the_contract(asked: list[Asked]) -> None:
    validator = Draft202012Validator(json.loads(_SCHEMA.read_text("utf-8")))
    wrong = []
    for one in asked:
        errors = validator.iter_errors(one.reply.envelope.as_dict())
        wrong += [f"{one.name}: {error.message}" for error in errors]
    assert not wrong, "\n".join(wrong)


def test_every_gap_names_the_hotline(asked: list[Asked]) -> None:
    gaps = [one for one in asked if one.reply.envelope.status == "gap"]
    wrong = [one.name for one in gaps if "12351" not in one.reply.text]
    assert gaps
    assert not wrong, "\n".join(wrong)


def test_every_question_gets_an_answer_or_a_gap(asked: list[Asked]) -> None:
    """Service, aspect and place are named: there is nothing to ask back."""
    statuses = Counter(one.reply.envelope.status for one in asked if one.region)
    assert set(statuses) == {"answered", "gap"}


def test_every_reply_to_one_aspect_fits_a_phone(asked: list[Asked]) -> None:
    wrong = []
    for one in asked:
        envelope = one.reply.envelope.as_dict()
        several = len(envelope["figures"]) > 1
        long = {"list", "finder", "compare"} & set(envelope["aspects"])
        if not several and not long and len(one.reply.text) > _LONGEST:
            wrong.append(f"{one.name}: {len(one.reply.text)}")
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong[:40])


def test_no_reply_shows_what_is_not_for_workers(asked: list[Asked]) -> None:
    wrong = []
    for one in asked:
        found = _LEAK.search(one.reply.text + one.reply.more)
        if found:
            wrong.append(f"{one.name}: {found.group()}")
    assert not wrong, "\n".join(wrong)


def test_no_reply_names_a_place_twice_in_a_row(asked: list[Asked]) -> None:
    wrong = [one.name for one in asked if _TWICE.search(one.reply.text)]
    assert not wrong, "\n".join(wrong)


def test_no_reply_offers_too_much(asked: list[Asked]) -> None:
    wrong = []
    for one in asked:
        titles = [button.title for button in one.reply.buttons]
        if len(titles) > 5 or len(set(titles)) < len(titles):
            wrong.append(f"{one.name}: {titles}")
    assert not wrong, "\n".join(wrong)
