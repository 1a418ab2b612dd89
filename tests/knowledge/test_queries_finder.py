"""The benefit finder: what fits follows from rows, and only where they hold."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text, update
from sqlalchemy.engine import Engine

from knowledge import Knowledge, View
from knowledge.models import FinderCondition
from knowledge.queries.finder_records import Fit

_DAY = date(2026, 5, 1)


def _fits(
    view: View, region: str | None = None, **answers: list[str]
) -> dict[str, Fit]:
    return {fit.programme.id: fit for fit in view.fits(answers, region)}


def _told(fit: Fit) -> list[str]:
    return [condition.reason for condition in fit.met]


def test_questions_come_with_options_and_words(view: View) -> None:
    assert [q.id for q in view.finder_questions()] == ["who", "member", "where"]
    question = view.finder_question("member")
    assert question is not None
    assert (question.kind, question.multiple) == ("choice", False)
    assert question.silent == "要不要是会员没写明"
    yes = question.option("yes")
    assert yes is not None
    assert (yes.title, yes.settles) == ("入会了", True)
    assert [(p.text, p.kind) for p in yes.phrasings] == [
        ("入会了", "statement"),
        ("是", "reply"),
    ]
    assert question.option("maybe") is None
    who = view.finder_question("who")
    assert who is not None
    assert who.options[0].group_ids == ("courier",)
    assert view.finder_question("weather") is None


def test_commands(view: View) -> None:
    found = {(known.command, known.text) for known in view.finder_commands()}
    assert found == {("skip", "跳过"), ("skip", "不想说"), ("stop", "直接看")}


def test_who_is_named_gets_the_reason(view: View) -> None:
    fit = _fits(view, who=["courier"])["rest_station"]
    assert _told(fit) == ["快递员在外奔波"]
    assert fit.open == ()
    assert fit.met[0].source.id == "paper-2021"


def test_who_answers_otherwise_is_shut_out(view: View) -> None:
    assert "rest_station" not in _fits(view, who=["guard"])


def test_one_fitting_answer_of_several_is_enough(view: View) -> None:
    fit = _fits(view, who=["guard", "courier"])["rest_station"]
    assert _told(fit) == ["快递员在外奔波"]


def test_what_is_not_answered_stays_open(view: View) -> None:
    fit = _fits(view)["rest_station"]
    assert (fit.met, [c.question_id for c in fit.open]) == ((), ["who"])


def test_a_place_s_demand_counts_there_and_in_its_parts_only(view: View) -> None:
    for region in ("zhengzhou", "zhengzhou_zhongyuan"):
        assert "childcare" not in _fits(view, region, member=["no"])
        assert _told(_fits(view, region, member=["yes"])["childcare"]) == [
            "郑州只收会员的孩子"
        ]
    # Elsewhere nothing is known of childcare, so that nothing is told of it.
    assert "childcare" not in _fits(view, "luoyang", member=["yes"])


def test_what_holds_for_everybody_holds_where_it_is_said(view: View) -> None:
    school = _fits(view, "henan_schools", who=["courier"])["rest_station"]
    assert school.general is not None
    assert school.general.reason == "学校的谁都能进去"
    elsewhere = _fits(view, "zhengzhou", who=["courier"])["rest_station"]
    assert elsewhere.general is None


def test_other_places_are_told_of_only_while_the_place_is_unknown(view: View) -> None:
    assert _fits(view, who=["courier"])["rest_station"].varies
    assert not _fits(view, "zhengzhou", who=["courier"])["rest_station"].varies


def test_the_nearest_place_s_demand_replaces_the_wider_one(seeded: Engine) -> None:
    with seeded.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO finder_condition VALUES ('n', 'rest_station', 'who',"
                " 'zhengzhou', TRUE, '郑州只给保安', 'undated', 9)"
            )
        )
        connection.execute(
            text("INSERT INTO finder_condition_option VALUES ('n', 'who', 'guard', 0)")
        )
    view = Knowledge(seeded, _DAY).current_blocking()
    assert "rest_station" not in _fits(view, "zhengzhou", who=["courier"])
    assert _told(_fits(view, "zhengzhou", who=["guard"])["rest_station"]) == [
        "郑州只给保安"
    ]
    assert "rest_station" not in _fits(view, "luoyang", who=["guard"])


def test_a_name_that_is_not_required_shuts_nobody_out(seeded: Engine) -> None:
    with seeded.begin() as connection:
        connection.execute(update(FinderCondition).values(required=False))
    view = Knowledge(seeded, _DAY).current_blocking()
    assert "rest_station" in _fits(view, "henan_schools", who=["guard"])
    # Where it is not for everybody, nothing speaks for somebody else.
    assert "rest_station" not in _fits(view, "zhengzhou", who=["guard"])


@pytest.mark.parametrize(
    ("answers", "silent"),
    [({}, ("member",)), ({"member": ["no"]}, ("member",)), ({"member": ["yes"]}, ())],
)
def test_what_sources_do_not_say_matters_until_it_is_settled(
    view: View, answers: dict[str, list[str]], silent: tuple[str, ...]
) -> None:
    found = view.fits({"who": ["courier"], **answers})
    assert {fit.programme.id: fit.silent for fit in found}["rest_station"] == silent


def test_questions_weigh_by_what_depends_on_them(view: View) -> None:
    weights = view.finder_weights(view.fits({}))
    assert weights == {"who": 2, "where": 1}
    known = view.finder_weights(view.fits({"who": ["courier"]}, "luoyang"))
    assert known == {"who": 1}
