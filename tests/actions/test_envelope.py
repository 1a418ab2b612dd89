"""The envelope keeps the contract of the design."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from actions.envelope import STATUSES, Button, Envelope, PastEnvelope, Status
from knowledge.queries.records import (
    FigureInfo,
    MetricInfo,
    RegionInfo,
    SourceInfo,
)
from settings import ROOT

SCHEMA: dict[str, Any] = json.loads(
    (ROOT / "tests" / "conversations" / "answer.schema.json").read_text("utf-8")
)
SOURCE = SourceInfo("s", "某文", "某报", "2021-02", "https://example.org/", None)
FIGURE = FigureInfo(
    id="f",
    programme_id="rest_station",
    metric=MetricInfo("station_new", "新建驿站", ()),
    period=2020,
    kind="result",
    definition="新建的驿站",
    value=Decimal("3707"),
    unit="家",
    qualifier="",
    printed="3707家",
    scope="全省",
    region=RegionInfo("henan", "河南省", "province", "china", ()),
    source=SOURCE,
    caveat=None,
)
FULL = Envelope(
    status="answered",
    service="rest_station",
    aspects=["figure"],
    region="河南省",
    figures=[FIGURE],
    sources=[SOURCE],
    confidence=0.5,
)


def _faults(envelope: Envelope) -> list[str]:
    sent = json.loads(json.dumps(envelope.as_dict()))
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(sent)]


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_keeps_the_contract(status: Status) -> None:
    assert not _faults(Envelope(status=status))
    assert not _faults(replace(FULL, status=status))


def test_the_statuses_are_those_of_the_contract() -> None:
    assert list(STATUSES) == SCHEMA["properties"]["status"]["enum"]


def test_the_contract_refuses_another_status() -> None:
    other: Any = "maybe"
    assert _faults(Envelope(status=other))


def test_everything_is_sent() -> None:
    assert FULL.as_dict() == {
        "version": 1,
        "status": "answered",
        "service": "rest_station",
        "aspects": ["figure"],
        "region": "河南省",
        "figures": [
            {
                "id": "f",
                "metric": "新建的驿站",
                "value": "3707",
                "unit": "家",
                "qualifier": "",
                "period": 2020,
                "kind": "result",
                "scope": "全省",
            }
        ],
        "sources": [
            {
                "title": "某文",
                "publisher": "某报",
                "date": "2021-02",
                "url": "https://example.org/",
            }
        ],
        "confidence": 0.5,
    }


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("3707", "3707"),
        ("91.6", "91.6"),
        ("91.60", "91.60"),
        ("2E+8", "200000000"),
        ("0.0001", "0.0001"),
        ("1E-7", "0.0000001"),
        ("12345678901234567890.123456789", "12345678901234567890.123456789"),
    ],
)
def test_a_value_is_exact_text_without_exponent(value: str, text: str) -> None:
    envelope = replace(FULL, figures=[replace(FIGURE, value=Decimal(value))])
    assert envelope.as_dict()["figures"][0]["value"] == text
    assert not _faults(envelope)


@pytest.mark.parametrize(("given", "sent"), [(-0.1, 0.0), (1.2, 1.0), (0.12345, 0.123)])
def test_confidence_is_between_0_and_1(given: float, sent: float) -> None:
    assert replace(FULL, confidence=given).as_dict()["confidence"] == sent


def test_an_unknown_confidence_is_left_out() -> None:
    assert "confidence" not in Envelope(status="smalltalk").as_dict()


def test_aspects_and_sources_are_sent_once() -> None:
    twice = replace(FULL, aspects=["howto", "faq", "howto"], sources=[SOURCE, SOURCE])
    sent = twice.as_dict()
    assert sent["aspects"] == ["howto", "faq"]
    assert len(sent["sources"]) == 1
    assert not _faults(twice)


def test_a_past_envelope_is_sent_as_it_was() -> None:
    past = PastEnvelope(FULL.as_dict())
    assert past.as_dict() == FULL.as_dict()
    assert past.status == "answered"


def test_a_button_sends_its_title_unless_it_says_otherwise() -> None:
    assert Button("托管").as_dict() == {"title": "托管", "payload": "托管"}
    button = Button("怎么办理", "托管怎么办理", "childcare", "howto")
    assert button.as_dict() == {"title": "怎么办理", "payload": "托管怎么办理"}
    assert button.as_option() == {
        "title": "怎么办理",
        "programme": "childcare",
        "aspect": "howto",
        "region": None,
    }
