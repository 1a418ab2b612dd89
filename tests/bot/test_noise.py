"""The seeded noise: what a worker with a phone makes of a sentence."""

from __future__ import annotations

import ast
from random import Random

import pytest

from bot.evaluation.examples import read_examples
from bot.evaluation.noise.cells import cells_of
from bot.evaluation.noise.generator import SHARES, Corrupted, corrupt
from bot.evaluation.noise.kinds import KINDS
from bot.evaluation.noise.tables import tables
from settings import ROOT

SENTENCES = [
    example.text
    for example in read_examples(sorted((ROOT / "tests" / "bot").glob("held_out*.yml")))
]
NOISE = ROOT / "bot" / "evaluation" / "noise"


def said(kind: str, text: str, seed: int = 1) -> str:
    cells = KINDS[kind](cells_of(text), Random(seed)) or cells_of(text)
    return "".join(cell.text for cell in cells)


@pytest.fixture(scope="module")
def copies() -> list[Corrupted]:
    return [corrupt(text, 1) for text in SENTENCES]


def test_the_same_seed_gives_the_same_noise(copies: list[Corrupted]) -> None:
    # In another order, too: no copy depends on the others.
    assert [corrupt(text, 1) for text in reversed(SENTENCES)] == copies[::-1]
    assert [corrupt(text, 2) for text in SENTENCES] != copies


def test_every_copy_differs_and_says_how(copies: list[Corrupted]) -> None:
    for text, copy in zip(SENTENCES, copies, strict=True):
        assert copy.text != text
        assert 1 <= len(copy.kinds) <= 2
        assert set(copy.kinds) <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_occurs(copies: list[Corrupted], kind: str) -> None:
    assert sum(kind in copy.kinds for copy in copies) >= 10


def test_every_kind_has_a_share() -> None:
    assert set(SHARES) == set(KINDS)


def test_every_character_knows_where_it_comes_from(copies: list[Corrupted]) -> None:
    known = tables()
    for text, copy in zip(SENTENCES, copies, strict=True):
        assert len(copy.origins) == len(copy.text)
        for char, origin in zip(copy.text, copy.origins, strict=True):
            if origin is not None and set(copy.kinds) <= {"traditional", "filler"}:
                clean = text[origin]
                assert char in (clean, known.traditional.get(clean))


def test_homophones_sound_alike() -> None:
    known = tables()
    text = "托管服务怎么申请"
    for seed in range(50):
        typed = said("homophone", text, seed)
        assert typed != text
        for one, other in zip(text, typed, strict=True):
            assert one == other or one in known.syllables[known.sound[one]]
            assert one == other or other in known.syllables[known.sound[one]]


def test_near_misses_are_those_of_the_region() -> None:
    near = tables().near
    assert "si" in near["shi"] and "shi" in near["si"]
    assert "lan" in near["nan"] and "nang" in near["nan"]
    assert "jing" in near["jin"]
    assert "zhi" in near["zi"] and "zhhi" not in near["zhi"]
    assert all(syllable not in heard for syllable, heard in near.items())


@pytest.mark.parametrize(
    ("kind", "text", "typed"),
    [
        ("traditional", "托管服务怎么申请", "托管服務怎麼申請"),
        ("full width", "打12351吗 A", "打１２３５１吗\u3000Ａ"),
        ("numerals", "第三个12月", "第3个十二月"),
        ("numerals", "托管20天", "托管二十天"),
        ("numerals", "21年的", "二一年的"),
    ],
)
def test_what_is_not_drawn_by_lot(kind: str, text: str, typed: str) -> None:
    assert said(kind, text) == typed


def test_years_in_every_way() -> None:
    found = {said("numerals", "2021年建了多少", seed) for seed in range(30)}
    assert found == {"二零二一年建了多少", "二〇二一年建了多少", "21年建了多少"}


def test_pinyin_of_a_whole_sentence() -> None:
    found = {said("pinyin", "托管服务怎么申请", seed) for seed in range(30)}
    assert found == {
        "tuoguan fuwu zenme shenqing",
        "tuo guan fu wu zen me shen qing",
        "tuoguanfuwuzenmeshenqing",
    }


def test_nobody_hesitates_within_a_word() -> None:
    found = {said("filler", "托管班咋申请", seed) for seed in range(60)}
    assert all("托管班咋申请" in typed for typed in found)


def test_words_are_read_as_words() -> None:
    assert said("pinyin", "去银行办卡").replace(" ", "") == "quyinhangbanka"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("pinyin", "办卡 thx 谢谢你了"),
        ("pinyin", "魑魅魍魉怎么申请"),
        ("homophone", "办卡"),
        ("slip", "办卡吗"),
        ("full width", "办卡吗"),
        ("filler", "【】"),
        ("spaces", "2021"),
        ("numerals", "办卡吗"),
        ("traditional", "托"),
    ],
)
def test_a_kind_says_where_it_cannot_apply(kind: str, text: str) -> None:
    assert KINDS[kind](cells_of(text), Random(1)) is None


def test_the_tables_are_large_enough() -> None:
    known = tables()
    assert len(known.sound) > 2000
    assert len(known.traditional) > 300
    assert all(simple != full for simple, full in known.traditional.items())
    assert set(known.words) and all(word.isascii() for word in known.words.values())


def test_nothing_is_shared_with_what_corrects_it() -> None:
    imported = {
        name
        for path in NOISE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in _imported(node)
    }
    ours = {name for name in imported if name.startswith("bot.")}
    assert all(name.startswith("bot.evaluation.noise") for name in ours)
    assert not {name for name in imported if "pinyin" in name or "zhconv" in name}
    corrector = (ROOT / "bot" / "nlu", ROOT / "bot" / "lexicon")
    for folder in corrector:
        for path in folder.rglob("*.py"):
            assert "bot.evaluation" not in path.read_text(encoding="utf-8")


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return []
