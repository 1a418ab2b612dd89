"""Figures are printed as their sources do, with year and kind, never reckoned with."""

from __future__ import annotations

from knowledge import View
from tests.actions.figure_questions import faults_of_figures, figures_in, how_many
from tests.actions.replies import reply_to
from tests.actions.truth.walk import Asked


def test_every_figure_is_told_as_printed_with_year_and_kind(
    view: View, asked: list[Asked]
) -> None:
    wrong, seen = [], set()
    for one in asked:
        shown = figures_in(one.reply)
        if shown:
            seen.update(shown)
            faults = faults_of_figures(one.reply, view)
            wrong += [f"{one.name}: {fault}" for fault in faults]
    assert seen == {figure.id for figure in view.figures()}
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong[:40])


def test_every_figure_answers_the_question_for_it(view: View) -> None:
    wrong = []
    for figure in view.figures():
        read = how_many(
            "是多少",
            figure.metric.id,
            figure.programme_id,
            year=figure.period,
            region=figure.region.id,
        )
        reply = reply_to(read, view)
        if reply.envelope.status != "answered" or figure.id not in figures_in(reply):
            wrong.append(f"{figure.id}: {reply.envelope.status} {figures_in(reply)}")
    assert not wrong, "\n".join(wrong)


def test_what_is_told_as_answer_is_of_the_year_asked_for(view: View) -> None:
    wrong = []
    for figure in view.figures():
        read = how_many(
            "是多少", figure.metric.id, figure.programme_id, year=figure.period
        )
        envelope = reply_to(read, view).envelope.as_dict()
        years = {sent["period"] for sent in envelope["figures"]}
        if envelope["status"] == "answered" and years != {figure.period}:
            wrong.append(f"{figure.id}: {years}")
    assert not wrong, "\n".join(wrong)


def test_a_target_alone_never_passes_for_done(view: View, asked: list[Asked]) -> None:
    checked, wrong = 0, []
    for one in asked:
        sent = one.reply.envelope.as_dict()["figures"]
        if sent and {figure["kind"] for figure in sent} == {"target"}:
            checked += 1
            if "没有公布" not in one.reply.text or "（完成）" in one.reply.text:
                wrong.append(one.name)
    assert checked
    assert not wrong, "\n".join(wrong)
