"""Entities and tokens: what Rasa warns of when they do not fit."""

from __future__ import annotations

import random
from datetime import date

from rasa.shared.nlu.training_data.message import Message

from bot.lexicon.matcher import LexiconMatcher
from bot.nlu.components.tokenizer import SpacyCharTokenizer
from bot.nlu.entities import name_entity, period_entity
from bot.nlu.periods import find_periods
from bot.nlu.text import normalise
from tests.bot.tiny_knowledge import ENTRIES

TODAY = date(2026, 5, 1)


def test_entities_lie_on_tokens() -> None:
    """Whatever is typed, an entity begins and ends where a token does."""
    tokenizer = SpacyCharTokenizer(SpacyCharTokenizer.get_default_config())
    matcher = LexiconMatcher(ENTRIES)
    pieces = [entry.text for entry in ENTRIES if len(entry.text) < 8]
    pieces += ["2021年", "去年", "二〇二〇年", "第二年", "tuoguan", "jinqiu zhuxue"]
    pieces += [
        "App",
        "12351",
        "ＮＦＫＣ",
        "😀",
        " ",
        "  ",
        "\n",
        ",",
        "！",
        "驛站",
        "拖管",
    ]
    pieces += ["𠮷", "é", "e\u0301", "\u200d", "怎么", "咋", "a b", "½", "㎡", "…"]
    choose = random.Random(5)
    found = 0
    for _ in range(400):
        text = normalise("".join(choose.choices(pieces, k=choose.randint(1, 8))))
        message = Message.build(text)
        tokens = tokenizer.tokenize(message, "text") if text else []
        starts = {token.start for token in tokens}
        ends = {token.end for token in tokens}
        doc = message.get("text_doc") or matcher.tokenize(text)
        spans = [name_entity(match) for match in matcher.find(doc)]
        spans += [period_entity(period) for period in find_periods(text, TODAY)]
        for span in spans:
            assert span["start"] in starts and span["end"] in ends, (text, span)
        found += len(spans)
    assert found > 400
