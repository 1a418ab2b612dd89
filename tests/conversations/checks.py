"""What holds for every reply, and whether a reply is the expected one."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from knowledge import View
from tests.conversations.talk import Expected

HOTLINE = "12351"
LONGEST = 300
MOST_BUTTONS = 5
KINDS = {"target": "目标", "result": "完成"}

# Replies that hold several things at once may be longer than a phone's screen.
_LONGER = {"list", "finder", "compare"}
_TO_THE_HOTLINE = {"gap", "handoff", "error"}
_PAYLOAD = re.compile(r"[<>{}]|\bNone\b|\bnull\b|Traceback|/restart|DROP TABLE")
_PLACE_TWICE = re.compile(r"(\w{2,4}[市县区])\1")
_VALIDATOR = Draft202012Validator(
    json.loads(Path(__file__).with_name("answer.schema.json").read_text("utf-8"))
)


@dataclass(frozen=True)
class Said:
    """The bot's messages of one turn, taken apart."""

    text: str
    buttons: Sequence[dict[str, str]]
    envelopes: Sequence[dict[str, Any]]

    @property
    def envelope(self) -> dict[str, Any]:
        """The only envelope, empty if there is none."""
        return self.envelopes[0] if self.envelopes else {}


def taken_apart(messages: Sequence[dict[str, Any]]) -> Said:
    """Take apart what the REST channel gave."""
    return Said(
        "\n".join(message["text"] for message in messages if message.get("text")),
        [button for message in messages for button in message.get("buttons") or []],
        [
            message["custom"]["answer"]
            for message in messages
            if "answer" in (message.get("custom") or {})
        ],
    )


def plain(text: str) -> str:
    """The text without what only its looks depend on."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def faults(said: Said, knowledge: View | None = None) -> Iterator[str]:
    """Say what is wrong with a reply, whatever was asked."""
    if len(said.envelopes) != 1:
        yield f"{len(said.envelopes)} envelopes instead of one"
        return
    envelope = said.envelope
    for error in _VALIDATOR.iter_errors(envelope):
        yield f"the envelope breaks the contract: {error.message}"
    if not said.text.strip():
        yield "no text"
    if _PAYLOAD.search(said.text):
        yield "the text shows something that is not for workers"
    twice = _PLACE_TWICE.search(said.text)
    if twice:
        yield f"a place twice in a row: {twice.group()}"
    yield from _button_faults(said)
    yield from _source_faults(said)
    yield from _figure_faults(said, knowledge)
    if envelope.get("status") in _TO_THE_HOTLINE and HOTLINE not in said.text:
        yield f"status {envelope.get('status')} without {HOTLINE}"
    if is_too_long(said):
        yield f"{len(said.text)} characters"


def is_too_long(said: Said) -> bool:
    """Whether a reply to one question is longer than a phone shows at once."""
    aspects = set(said.envelope.get("aspects", ())) - {"faq"}
    several = len(aspects) > 1 or len(said.envelope.get("figures", ())) > 1
    several = several or said.text.count("【") > 1
    if several or aspects & _LONGER:
        return False
    return len(said.text) > LONGEST


def _button_faults(said: Said) -> Iterator[str]:
    if len(said.buttons) > MOST_BUTTONS:
        yield f"{len(said.buttons)} buttons"
    titles = [button.get("title", "") for button in said.buttons]
    if not all(titles) or not all(button.get("payload") for button in said.buttons):
        yield "a button without title or payload"
    if len(set(titles)) != len(titles):
        yield "two buttons with one title"
    if said.envelope.get("status") == "clarify" and not titles:
        yield "a question back without choices"


def _source_faults(said: Said) -> Iterator[str]:
    if said.envelope.get("status") != "answered":
        return
    sources = said.envelope.get("sources", ())
    if not sources:
        yield "answered without a source in the envelope"
    elif not any(plain(source["publisher"]) in plain(said.text) for source in sources):
        yield "answered without telling the source"


def _figure_faults(said: Said, knowledge: View | None) -> Iterator[str]:
    text = plain(said.text)
    for sent in said.envelope.get("figures", ()):
        if f"{sent['period']}年" not in text or KINDS[sent["kind"]] not in text:
            yield f"{sent['id']} without year or {KINDS[sent['kind']]}"
        known = knowledge.figure(sent["id"]) if knowledge else None
        if known is None:
            continue
        stored = {
            "value": known.value_text,
            "unit": known.unit,
            "qualifier": known.qualifier,
            "period": known.period,
            "kind": known.kind,
            "scope": known.scope,
        }
        if any(sent[key] != value for key, value in stored.items()):
            yield f"{sent} is not the figure of the knowledge base: {stored}"
        if plain(known.printed) not in text:
            yield f"{sent['id']} is not printed as its source does: {known.printed}"


def misses(said: Said, expected: Expected) -> Iterator[str]:
    """Say in what a reply differs from the expected one."""
    envelope = said.envelope
    for key, allowed in (
        ("status", expected.status),
        ("service", expected.service),
        ("region", expected.region),
    ):
        if allowed is not None and envelope.get(key) not in allowed:
            yield f"{key} {envelope.get(key)}, expected {_named(allowed)}"
    for aspect in expected.aspects:
        if aspect not in envelope.get("aspects", ()):
            yield f"aspects {envelope.get('aspects')} without {aspect}"
    sent = {figure["id"]: figure for figure in envelope.get("figures", ())}
    for figure in expected.figures:
        found = sent.get(figure["id"])
        if found is None:
            yield f"figures {sorted(sent)} without {figure['id']}"
        elif any(found[key] != value for key, value in figure.items()):
            yield f"figure {found}, expected {figure}"
    text = plain(said.text)
    for words in expected.says:
        if not any(plain(str(word)) in text for word in words):
            yield f"does not say {_named(words)}"
    for word in expected.never:
        if plain(str(word)) in text:
            yield f"says {word!r}"
    offered = plain("|".join(button.get("title", "") for button in said.buttons))
    for word in expected.buttons:
        if plain(word) not in offered:
            yield f"buttons {offered!r} without {word!r}"
    if expected.source and not any(
        expected.source in f"{source['publisher']}{source['title']}{source['date']}"
        for source in envelope.get("sources", ())
    ):
        yield f"no source with {expected.source!r}"


def _named(values: Sequence[Any]) -> str:
    return " or ".join(str(value) for value in values)
