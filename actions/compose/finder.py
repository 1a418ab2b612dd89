"""Find what fits a person: a list at once, a question, and a better list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.compose.buttons import more_button, service_button
from actions.compose.finder_list import (
    Listed,
    line,
    listed,
    otherwise_lines,
    reasons,
    shown_first,
    silent_lines,
    sources,
)
from actions.compose.finder_question import next_question, question_buttons, traits
from actions.compose.places import COUNTRY, PROVINCE, name_of
from actions.envelope import Button, Envelope, Reply
from actions.understanding.form import Form, read_form
from actions.understanding.hearing import begin_form
from actions.understanding.question import Question
from actions.wording import answers as answer_wording
from actions.wording import finder as wording
from knowledge.queries.finder_records import FinderQuestionInfo, Fit
from knowledge.queries.view import View

_MOST_DEPENDING = 4
_MOST_BUTTONS = 5
# Who asks on and on wants answers, not to be asked.
_MOST_ASIDES = 3
_URGENT = ("crisis", "emergency")
_ASKED_ON_AFTER = ("answered", "gap", "signpost", "out_of_scope")


def compose_finder(question: Question, knowledge: View) -> Reply:
    """Answer a turn of the benefit finder.

    The first reply lists what fits already and asks one question; an answer is taken
    down with the next question; the last one brings the list again, complete.
    """
    form = question.form or begin_form(question.turn, knowledge)
    if form.step == "leave":
        return _left(form)
    if form.region is None and question.home not in (PROVINCE, COUNTRY):
        form = replace(form, region=question.home)
    found = listed(form, question.turn, knowledge)
    asked = next_question(form, found.all, knowledge)
    if form.step == "again":
        asked = knowledge.finder_question(form.asked)
    if asked is None:
        return _last(question, form, found, knowledge)
    if form.step == "begin" and found.sure:
        return _first(question, form, found, asked, knowledge)
    return _between(question, form, found, asked, knowledge)


def ask_again(
    reply: Reply, question: Question, kept: Mapping[str, Any] | None, knowledge: View
) -> Reply:
    """Put the form's question once more behind what was asked in between.

    Args:
        reply: The reply to the turn.
        question: The turn, resolved.
        kept: The form as the memory has it.
        knowledge: Published content.
    """
    form = read_form(kept)
    if form is None or question.form is not None or "form" in reply.remember:
        return reply
    asked = knowledge.finder_question(form.asked)
    if asked is None or form.asides >= _MOST_ASIDES or question.signpost in _URGENT:
        return reply
    told_anew = isinstance(reply.envelope, Envelope)
    if not told_anew or reply.envelope.status not in _ASKED_ON_AFTER:
        return reply
    buttons = question_buttons(asked)
    if reply.more and len(buttons) < _MOST_BUTTONS:
        buttons.append(more_button())
    waiting = replace(form, asides=form.asides + 1)
    return replace(
        reply,
        text=f"{reply.text}\n\n{wording.ASKED_AGAIN}{asked.text}",
        buttons=buttons,
        remember={**reply.remember, "form": waiting.as_json()},
    )


def _left(form: Form) -> Reply:
    return Reply(
        wording.LEFT,
        Envelope(status="smalltalk"),
        remember={"aspect": None, "form": form.as_json()},
    )


def _first(
    question: Question,
    form: Form,
    found: Listed,
    asked: FinderQuestionInfo,
    knowledge: View,
) -> Reply:
    shown, rest = shown_first(found.sure)
    told = traits(form, knowledge)
    parts = [
        wording.for_person(told) if told else wording.FOR_EVERYONE,
        *(line(fit, knowledge, final=False) for fit in shown),
        *([wording.rest(len(rest))] if rest else []),
        *_depending(found),
        wording.APPROVED_LOCALLY,
        answer_wording.sources_line(sources(shown)),
        wording.FIRST + asked.text,
    ]
    return Reply(
        "\n".join(parts),
        _envelope(question, shown, knowledge),
        buttons=question_buttons(asked),
        more="\n".join(line(fit, knowledge, final=False) for fit in rest),
        remember=_remembered(_asking(form, asked), shown, knowledge),
    )


def _between(
    question: Question,
    form: Form,
    found: Listed,
    asked: FinderQuestionInfo,
    knowledge: View,
) -> Reply:
    shown, rest = shown_first(found.sure)
    names = [fit.programme.name for fit in shown]
    so_far = [wording.so_far(names, len(rest))] if names else []
    parts = {
        "begin": [],
        "skip": [wording.SKIPPED],
        "again": [wording.AGAIN],
        "resume": [wording.RESUMED, *so_far],
        "answer": [wording.noted(traits(form, knowledge)), *so_far],
    }[form.step]
    return Reply(
        "\n".join([*parts, asked.text]),
        Envelope(status="clarify", aspects=["finder"], confidence=question.confidence),
        buttons=question_buttons(asked),
        more="\n".join(line(fit, knowledge, final=False) for fit in rest),
        remember=_remembered(_asking(form, asked), shown, knowledge),
    )


def _last(question: Question, form: Form, found: Listed, knowledge: View) -> Reply:
    shown, rest = shown_first(found.all)
    over = replace(form, asked="", offered=())
    if not shown:
        return Reply(
            wording.NONE_FITS,
            Envelope(status="gap", aspects=["finder"], confidence=question.confidence),
            remember=_remembered(over, shown, knowledge),
        )
    told = traits(form, knowledge)
    parts = [
        wording.for_person(told) if told else wording.FOR_EVERYONE,
        *(line(fit, knowledge, final=True) for fit in shown),
        *([wording.rest(len(rest))] if rest else []),
        *otherwise_lines(form, found.all, knowledge),
        *silent_lines(shown, knowledge),
        wording.APPROVED_LOCALLY + wording.ASK_FIRST,
        answer_wording.sources_line(sources(shown)),
    ]
    return Reply(
        "\n".join(parts),
        _envelope(question, shown, knowledge),
        buttons=[
            service_button(fit.programme.id, knowledge) for fit in shown[:_MOST_BUTTONS]
        ],
        more="\n".join(line(fit, knowledge, final=True) for fit in rest),
        remember=_remembered(over, shown, knowledge),
    )


def _depending(found: Listed) -> list[str]:
    names = [fit.programme.name for fit in found.depending]
    rest = len(names[_MOST_DEPENDING:])
    return [wording.depends(names[:_MOST_DEPENDING], rest)] if names else []


def _asking(form: Form, asked: FinderQuestionInfo) -> Form:
    """Return the form that waits for an answer; the same question counts once."""
    titles = [button.title for button in question_buttons(asked)]
    new = asked.id != form.asked
    return replace(form, asked=asked.id, offered=titles, count=form.count + new)


def _envelope(question: Question, shown: Sequence[Fit], knowledge: View) -> Envelope:
    return Envelope(
        status="answered",
        aspects=["finder"],
        region=name_of(_narrowest(shown, knowledge), knowledge),
        sources=sources(shown),
        confidence=question.confidence,
    )


def _narrowest(shown: Sequence[Fit], knowledge: View) -> str:
    """Return the smallest place that any told reason is limited to."""
    told = {reason.region_id for fit in shown for reason in reasons(fit)}
    local = told - {PROVINCE, COUNTRY}
    depth = {region: len(knowledge.ancestors(region)) for region in sorted(local)}
    return max(depth, key=lambda region: depth[region], default=PROVINCE)


def _remembered(form: Form, shown: Sequence[Fit], knowledge: View) -> dict[str, Any]:
    options: list[Button] = [
        service_button(fit.programme.id, knowledge) for fit in shown
    ]
    # 河南别的地方 is no place to remember anybody by.
    home = {} if form.region in (None, PROVINCE) else {"home": form.region}
    return {
        **home,
        "service": None,
        "aspect": "finder",
        "region": form.region,
        "period": None,
        "metrics": (),
        "form": form.as_json(),
        # 第二个是啥 means the second service; the form's own choices are its own.
        "options": [option.as_option() for option in options],
    }
