"""Answering examples with the real actions."""

from __future__ import annotations

from calibration import sweep
from calibration.examples import Example, Right
from calibration.judge import Outcome
from calibration.replay import Replayer, cases
from knowledge import View
from tests.actions.messages import message

CHILDCARE = ("programme", "childcare", "托管班")
READINGS = {
    "托管班咋报": message("托管班咋报", "ask_howto", CHILDCARE),
    "多少钱": message("多少钱", "ask_amount"),
    "孩子没人看": message(
        "孩子没人看", "ask_howto", topics={"programme:childcare": 0.6, "none": 0.4}
    ),
}
AMOUNT = [Right(programmes=("childcare",), aspects=("amount",))]
HOWTO = [Right(programmes=("childcare",), aspects=("howto",))]


def test_what_was_said_before_is_remembered(view: View) -> None:
    alone, after = cases(
        [
            Example("kind", "多少钱", "", AMOUNT),
            Example("kind", "多少钱", "托管班咋报", AMOUNT),
        ],
        READINGS,
    )
    replayer = Replayer(view)

    assert replayer.outcome(alone) is Outcome.ASKED
    assert replayer.outcome(after) is Outcome.RIGHT


def test_other_thresholds_answer_in_another_way(view: View) -> None:
    (case,) = cases([Example("kind", "孩子没人看", "", HOWTO)], READINGS)
    replayer = Replayer(view)

    with sweep.using({"TOPIC": 0.55}):
        assert replayer.outcome(case) is Outcome.RIGHT
    with sweep.using({"TOPIC": 0.65}):
        assert replayer.outcome(case) is Outcome.ASKED


def test_words_of_self_harm_come_first(view: View) -> None:
    readings = {"不想活了": message("不想活了", "crisis")}
    right = [Right(signposts=("crisis",))]
    (case,) = cases([Example("kind", "不想活了", "", right)], readings)

    assert Replayer(view).outcome(case) is Outcome.RIGHT
