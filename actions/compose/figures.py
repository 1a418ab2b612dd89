"""Tell figures, exactly as published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from actions.compose.buttons import question_button
from actions.compose.figure_selection import Selection, select
from actions.compose.places import (
    COUNTRY,
    PROVINCE,
    name_of,
    place_name,
    programme_name,
)
from actions.envelope import Button, Envelope, Reply
from actions.understanding import thresholds
from actions.understanding.amounts import asked_amounts
from actions.understanding.family import WHOLE, family_ids
from actions.understanding.question import Question
from actions.understanding.units import asked_kind
from actions.wording import answers as answer_wording
from actions.wording import figures as wording
from knowledge.queries.records import FigureInfo
from knowledge.queries.view import View

_MOST_SHOWN = 5
# Of each of several services.
_MOST_OF_EACH = 3
_REMEMBERED = 2


@dataclass(frozen=True)
class _Block:
    """What is told of one service: its question, selection and figures shown."""

    question: Question
    selection: Selection
    figures: Sequence[FigureInfo]


def compose_figures(
    question: Question, knowledge: View, compare: bool = False
) -> Reply | None:
    """Compose the reply about figures, or nothing if there are none at all."""
    each = _of_each_programme(question, knowledge)
    most = _MOST_SHOWN if len(each) == 1 else _MOST_OF_EACH
    blocks = []
    for one in each:
        selection = select(one, knowledge, compare)
        blocks.append(_Block(one, selection, list(selection.figures[:most])))
    figures = [figure for block in blocks for figure in block.figures]
    if not figures:
        return None
    service = _service(question, figures[0], knowledge)
    texts = [_told(block, knowledge, compare) for block in blocks]
    texts.append(answer_wording.sources_line([figure.source for figure in figures]))
    years = {figure.period for figure in figures}
    answers = any(block.selection.answers for block in blocks)
    return Reply(
        "\n".join(text for text in texts if text),
        Envelope(
            status="answered" if answers else "gap",
            service=service,
            aspects=["figure", "compare"] if compare else ["figure"],
            region=figures[0].region.name,
            figures=figures,
            sources=[figure.source for figure in figures],
            confidence=question.confidence,
        ),
        buttons=_suggestions(service, knowledge),
        remember={
            "service": service,
            "aspect": "figure",
            "region": question.region,
            "period": question.year or (years.pop() if len(years) == 1 else None),
            "metrics": list(dict.fromkeys(f.metric.id for f in figures))[:_REMEMBERED],
        },
    )


def compose_no_figure(question: Question, knowledge: View) -> Reply:
    """Say that a programme has no published figure."""
    assert question.programme is not None
    region = knowledge.region(question.region) if question.region else None
    return Reply(
        _none_at_all(question, knowledge),
        Envelope(
            status="gap",
            service=question.programme,
            aspects=["figure"],
            region=region.name if region else None,
            confidence=question.confidence,
        ),
        buttons=_suggestions(question.programme, knowledge),
        remember={
            "service": question.programme,
            "aspect": "figure",
            "region": question.region,
            "period": question.year,
            "metrics": (),
        },
    )


def _of_each_programme(question: Question, knowledge: View) -> Sequence[Question]:
    """Return the question for each of the services whose figures are asked for.

    The ranking of metrics is of the whole message: what it ranks for one service says
    nothing of the others.
    """
    counted = [
        programme
        for programme in question.programmes
        if "figure" in question.own_aspects.get(programme, ["figure"])
    ]
    if len(counted) < 2 or question.carried or WHOLE in counted:
        return [question]
    own = {
        programme: {
            figure.metric.id
            for figure in knowledge.figures(
                programme_ids=family_ids(programme, knowledge)
            )
        }
        for programme in counted
    }
    return [
        replace(
            question,
            programmes=[programme],
            metrics=_sure_enough(
                [row for row in question.metrics if row[0] in own[programme]]
            ),
            turn=replace(
                question.turn,
                text=_said_of(programme, question),
                metrics=[m for m in question.turn.metrics if m in own[programme]],
            ),
        )
        for programme in counted
    ]


def _sure_enough(metrics: Sequence[tuple[str, float]]) -> Sequence[tuple[str, float]]:
    """Return a service's metrics, none where none is plainly meant (各啥数)."""
    best = max((chance for _, chance in metrics), default=0.0)
    return metrics if best >= thresholds.METRIC else []


def _said_of(programme: str, question: Question) -> str:
    """Return what a message says from one service on, if it counts there."""
    said: dict[str, str] = {}
    about: str | None = None
    for part in question.turn.parts:
        about = part.programmes[-1] if part.programmes else about
        if about is not None:
            said[about] = f"{said.get(about, '')}，{part.text}"
    own = said.get(programme, "")
    return own if asked_amounts(own) else question.turn.text


def _told(block: _Block, knowledge: View, compare: bool) -> str:
    if not block.figures:
        assert block.question.programme is not None
        return _none_at_all(block.question, knowledge)
    lines = [
        *_apologies(block, knowledge),
        *(wording.line(f, place_name(f.region, knowledge)) for f in block.figures),
        *_warnings(block.figures, knowledge, compare),
        *_left_out(block, knowledge),
    ]
    return "\n".join(line for line in lines if line)


def _none_at_all(question: Question, knowledge: View) -> str:
    assert question.programme is not None
    name = programme_name(question.programme, knowledge)
    if question.region not in (None, PROVINCE):
        place = name_of(question.region, knowledge)
        return wording.no_figure_for_region(name, place)
    if knowledge.figures(programme_ids=family_ids(question.programme, knowledge)):
        return wording.no_such_figure(name)
    return wording.no_figure(name)


def _service(question: Question, figure: FigureInfo, knowledge: View) -> str:
    """Return the programme of the reply: the one asked for if the figure is its."""
    asked = question.programme
    if not asked or figure.programme_id not in family_ids(asked, knowledge):
        return figure.programme_id
    # Of two campaigns for one service each has its own figures.
    programme = knowledge.programme(asked)
    campaign = programme is not None and programme.service_id is not None
    if asked == WHOLE or (campaign and question.carried):
        return figure.programme_id
    return asked


def _apologies(block: _Block, knowledge: View) -> list[str]:
    """Return what has to be said before the figures: that they are not quite it."""
    lines = []
    selection, figures = block.selection, block.figures
    name = figures[0].metric.name
    if selection.only_elsewhere:
        places = dict.fromkeys(place_name(f.region, knowledge) for f in figures)
        lines.append(wording.only_elsewhere(name, list(places)))
    if selection.missing_region:
        place = name_of(selection.missing_region, knowledge)
        lines.append(wording.no_figure_for_region(name, place))
        shown = place_name(figures[0].region, knowledge)
        part = selection.missing_region == COUNTRY and shown != place
        lines.append(
            wording.narrower_figures(shown, place)
            if part
            else wording.wider_figures(shown)
        )
    if selection.missing_year is not None:
        years = sorted({figure.period for figure in figures})
        known = selection.known_years or years
        lines.append(
            wording.no_figure_for_year(name, selection.missing_year, known, years)
        )
    elif _lacks_the_target(block):
        lines.append(wording.no_target(block.question.year))
    return lines


def _lacks_the_target(block: _Block) -> bool:
    """Whether a target is asked for and only what was done is on record."""
    asked = asked_kind(block.question.turn.text) == "target"
    return asked and all(f.kind == "result" for f in block.selection.figures)


def _left_out(block: _Block, knowledge: View) -> list[str]:
    """Say which of several numbers that were asked for are not on record."""
    selection, question = block.selection, block.question
    lines = [
        wording.no_such_year(name, question.year)
        for name in selection.missing_metrics
        if question.year is not None
    ]
    if selection.unknown_amount and question.programme:
        place = name_of(question.region or PROVINCE, knowledge)
        name = programme_name(question.programme, knowledge)
        lines.append(wording.unknown_amount(name, place))
    return lines


def _warnings(
    figures: Sequence[FigureInfo], knowledge: View, compare: bool
) -> list[str]:
    """Return the caveats that belong to the figures shown."""
    lines = []
    pairs = knowledge.incomparable([figure.id for figure in figures])
    for reason in dict.fromkeys(pair.reason for pair in pairs):
        lines.append(wording.not_comparable(reason))
    if not pairs and len({(f.period, f.kind, f.region.id) for f in figures}) > 1:
        lines.append(wording.NOT_COMPARABLE)
    if not compare:
        lines += _caveats(figures)
    unknown = [f for f in figures if f.kind == "target" and not _done(f, knowledge)]
    for year in sorted({figure.period for figure in unknown}):
        of_year = dict.fromkeys(f.metric.name for f in unknown if f.period == year)
        others = len({f.metric.id for f in figures if f.period == year}) > len(of_year)
        lines.append(wording.no_result(year, list(of_year) if others else ()))
    return lines


def _caveats(figures: Sequence[FigureInfo]) -> list[str]:
    """Return the reservation of the first figure of each metric."""
    first: dict[str, FigureInfo] = {}
    for figure in figures:
        first.setdefault(figure.metric.id, figure)
    told = dict.fromkeys(f.caveat for f in first.values() if f.caveat)
    return [answer_wording.caveat(caveat) for caveat in told]


def _done(target: FigureInfo, knowledge: View) -> bool:
    """Whether it is on record what became of a target."""
    return bool(
        knowledge.figures(
            metric_ids=[target.metric.id],
            period=target.period,
            kind="result",
            region_id=target.region.id,
        )
    )


def _suggestions(service: str, knowledge: View) -> list[Button]:
    available = knowledge.available_aspects(service)
    wanted = [a for a in ("intro", "eligibility", "howto") if a in available]
    return [question_button(service, aspect, knowledge) for aspect in wanted[:2]]
