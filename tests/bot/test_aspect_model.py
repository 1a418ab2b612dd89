"""The model of what is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.lexicon.matcher import LexiconMatcher
from bot.lexicon.reader import Entry
from bot.nlu.aspect_model import AspectModel, Sentence, read_sentence
from tests.bot.tiny_knowledge import ENTRIES

EXAMPLES = [
    ("托管怎么报名", "ask_howto"),
    ("驿站咋申请", "ask_howto"),
    ("金秋助学怎么办", "ask_howto"),
    ("托管要多少钱", "ask_amount"),
    ("惠工保能赔多少", "ask_amount"),
    ("金秋助学给几千", "ask_amount"),
    ("你好", "smalltalk/greet"),
    ("早上好", "smalltalk/greet"),
    ("谢谢你", "smalltalk/thank"),
    ("太谢谢了", "smalltalk/thank"),
]


@pytest.fixture(scope="module")
def matcher() -> LexiconMatcher:
    return LexiconMatcher(ENTRIES)


@pytest.fixture(scope="module")
def model(matcher: LexiconMatcher) -> AspectModel:
    return AspectModel.fit(EXAMPLES, matcher)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("郑州市的托管怎么报名？", "某地的这服务怎么报名"),
        ("去年新建驿站多少", "某年新建这服务多少"),
        ("失業金咋領", "这服务咋领"),
        ("快递员有啥", "某职业有啥"),
    ],
)
def test_names_are_masked(matcher: LexiconMatcher, text: str, masked: str) -> None:
    assert read_sentence(text, matcher).masked == masked


def test_the_plain_text_is_kept(matcher: LexiconMatcher) -> None:
    sentence = read_sentence("郑州市的托管 怎麼 報名？", matcher)
    assert sentence.text == "郑州市的托管怎么报名"


def test_a_name_never_seen_costs_nothing(model: AspectModel) -> None:
    entry = Entry("工匠学院", "programme", "craft_school")
    matcher = LexiconMatcher([*ENTRIES, entry])
    sentence = read_sentence("工匠学院怎么报名", matcher)
    assert sentence.masked == read_sentence("托管怎么报名", matcher).masked
    assert model.rank([sentence])[0].intents[0][0] == "ask_howto"


def test_kinds_count_together(model: AspectModel) -> None:
    (reading,) = model.rank([Sentence("谢谢", "谢谢")])
    assert reading.intents[0][0] == "smalltalk"
    assert reading.kind == "smalltalk/thank"
    assert sum(chance for _, chance in reading.intents) == pytest.approx(1.0)


def test_an_intent_without_kinds_is_its_own_kind(model: AspectModel) -> None:
    (reading,) = model.rank([Sentence("驿站要多少钱", "这服务要多少钱")])
    assert (reading.intents[0][0], reading.kind) == ("ask_amount", "ask_amount")


def test_it_comes_back_from_a_folder(model: AspectModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    forms = [("托管咋报名", "这服务咋报名"), ("谢谢", "谢谢"), ("12351", ""), ("", "")]
    sentences = [Sentence(text, masked) for text, masked in forms]
    assert AspectModel.load(tmp_path).rank(sentences) == model.rank(sentences)
    # Plain data: loading a model executes nothing.
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".npz"}


def test_who_is_left_out_does_not_help_itself(matcher: LexiconMatcher) -> None:
    alone = ("哪年成立的", "ask_basis")
    readings = AspectModel.rank_left_out([*EXAMPLES, alone], matcher)
    assert len(readings) == len(EXAMPLES) + 1
    # Nobody else ever said that it is this intent.
    assert readings[-1].intents[0][0] != "ask_basis"
    assert readings[0].intents[0][0] == "ask_howto"
