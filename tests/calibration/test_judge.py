"""What a reply is worth."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from actions.envelope import Button, Envelope, Reply, Status
from actions.wording import talk
from calibration.examples import Example, Right
from calibration.judge import Outcome, Tally, judge, tally
from knowledge import View

HOWTO = Right(programmes=("childcare",), aspects=("howto",))
ASK = Right(ask=True)


def _reply(
    status: Status,
    service: str | None = None,
    aspects: Sequence[str] = (),
    text: str = "",
    buttons: Sequence[Button] = (),
) -> Reply:
    return Reply(text, Envelope(status, service, aspects), buttons)


def _judged(reply: Reply, view: View, *rights: Right) -> Outcome:
    return judge(Example("kind", "咋报", "", rights), reply, view)


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (_reply("answered", "childcare", ["howto"]), Outcome.RIGHT),
        (_reply("answered", "childcare", ["howto", "amount"]), Outcome.RIGHT),
        (_reply("gap", "childcare", ["howto"]), Outcome.RIGHT),
        (_reply("answered", "childcare", ["amount"]), Outcome.WRONG),
        (_reply("answered", "rest_station", ["howto"]), Outcome.WRONG),
        (_reply("answered", "rest_station", ["intro"]), Outcome.WRONG),
        (_reply("signpost", text="打12345"), Outcome.WRONG),
        (_reply("error"), Outcome.WRONG),
        (_reply("answered", "childcare", ["intro"]), Outcome.ASKED),
        (_reply("clarify", aspects=["howto"]), Outcome.ASKED),
        (_reply("not_understood"), Outcome.REFUSED),
        (_reply("out_of_scope"), Outcome.REFUSED),
        (_reply("smalltalk"), Outcome.REFUSED),
    ],
)
def test_a_service_and_an_aspect(reply: Reply, outcome: Outcome, view: View) -> None:
    assert _judged(reply, view, HOWTO) is outcome


def test_one_way_to_be_right_is_enough(view: View) -> None:
    reply = _reply("answered", None, ["finder"])

    assert _judged(reply, view, HOWTO) is Outcome.WRONG
    assert _judged(reply, view, HOWTO, Right(aspects=("finder",))) is Outcome.RIGHT


def test_asking_back_is_right_only_with_choices(view: View) -> None:
    asked = _reply("clarify", buttons=[Button("托管班")])

    assert _judged(asked, view, ASK) is Outcome.RIGHT
    assert _judged(_reply("clarify"), view, ASK) is Outcome.ASKED
    guessed = _reply("answered", "childcare", ["howto"])
    assert _judged(guessed, view, ASK) is Outcome.WRONG


def test_an_agency_is_told_by_its_text(view: View) -> None:
    fund = view.signpost("housing_fund")
    assert fund is not None
    right = Right(signposts=("housing_fund",))

    assert _judged(_reply("signpost", text=fund.text), view, right) is Outcome.RIGHT
    assert _judged(_reply("signpost", text="别处"), view, right) is Outcome.WRONG


def test_care_is_told_by_its_text(view: View) -> None:
    reply = _reply("signpost", text=talk.CRISIS)

    assert _judged(reply, view, Right(signposts=("crisis",))) is Outcome.RIGHT
    assert _judged(reply, view, Right(signposts=("emergency",))) is Outcome.WRONG


def test_a_published_question_is_told_by_its_text(view: View) -> None:
    faq = view.faq("aid_free")
    assert faq is not None
    right = Right(faqs=("aid_free",))
    told = _reply("answered", "legal_aid", ["howto", "amount", "faq"], faq.text)
    general = _reply("answered", "legal_aid", [faq.aspect], "别的话")
    other = _reply("answered", "legal_aid", ["materials"], "别的话")

    assert _judged(told, view, right) is Outcome.RIGHT
    assert _judged(general, view, right) is Outcome.ASKED
    assert _judged(other, view, right) is Outcome.WRONG


def test_a_figure_is_told_by_its_metric(view: View) -> None:
    new, *_ = view.figures(metric_ids=["station_new"])
    shown = Reply("", Envelope("answered", "rest_station", ["figure"], figures=[new]))
    missing = _reply("gap", "rest_station", ["figure"])

    assert _judged(shown, view, Right(figures=("station_new",))) is Outcome.RIGHT
    assert _judged(shown, view, Right(figures=("school_fund",))) is Outcome.WRONG
    assert _judged(missing, view, Right(figures=("station_new",))) is Outcome.RIGHT
    assert _judged(missing, view, Right(figures=("school_fund",))) is Outcome.WRONG


def test_a_wrong_answer_costs_five_questions_back() -> None:
    found = tally([Outcome.WRONG, Outcome.ASKED, Outcome.REFUSED, Outcome.RIGHT])

    assert found == Tally(right=1, wrong=1, asked=1, refused=1)
    assert found.cost == 7
