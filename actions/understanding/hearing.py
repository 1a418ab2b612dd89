"""Hear what a turn tells the benefit finder: by its names and by the rows' words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from actions.understanding import thresholds
from actions.understanding.aspects import ASPECT_OF_INTENT
from actions.understanding.form import Form, Step
from actions.understanding.ordinals import bare_index
from actions.understanding.turn import FALLBACK_INTENT, Turn
from knowledge.queries.finder_records import FinderQuestionInfo
from knowledge.queries.view import View
from knowledge.vocabulary import FinderCommandName

_STEPS: dict[FinderCommandName, Step] = {
    "skip": "skip",
    "stop": "stop",
    "restart": "begin",
    "resume": "resume",
}
_FILLERS = "啊呀呢吧哦嘛嗯哈啦呗"
_CLAUSE = re.compile(r"[\s,.;!?，。；！？、]+")
_MOSTLY = 0.7
"""Share of a message that statements fill where it is nothing but an answer."""
_OTHER_PROVINCE = "signpost:other_province"
_NEGATIONS = ("不", "没", "没有", "不是", "不算", "未", "非")
_OF_ONESELF = ("我是", "俺是", "咱是", "我做", "俺做", "我干", "俺干", "我当", "俺当")
# What neither answers nor asks: the question is put once more.
_ASIDES = ("smalltalk/affirm", "unusable/gibberish")


@dataclass(frozen=True)
class Told:
    """What a turn tells: options by question, a region, and how surely.

    Attributes:
        whole: Whether the message is nothing but an answer.
    """

    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    region: str | None = None
    whole: bool = False

    def __bool__(self) -> bool:
        return bool(self.answers or self.region)


def begin_form(turn: Turn, knowledge: View) -> Form:
    """Begin the form with what the first message already tells."""
    told = _told(turn, None, knowledge)
    return Form().told(told.answers, told.region)


def go_on(turn: Turn, form: Form, knowledge: View, *, in_hand: bool) -> Form | None:
    """Take a turn as an answer to the form, None where it is none.

    A message that is plainly another question is not taken, whatever it mentions.

    Args:
        turn: The message.
        form: What was told before.
        knowledge: Published content.
        in_hand: Whether the form was the last matter of the talk.
    """
    command = _command(turn.text, knowledge) or _command(
        _counted(turn.text, form.offered), knowledge
    )
    if command == "restart":
        return Form()
    if command == "resume":
        return replace(form, step="resume", misses=0, asides=0)
    question = knowledge.finder_question(form.asked)
    if question is None and (not in_hand or turn.intent == "ask_finder"):
        return None
    if question is not None and command in ("skip", "stop"):
        return _left_out(form, _STEPS[command], question)
    told = _told(turn, question, knowledge, form)
    # 困难职工 stands in the name of a service, which asks for that service.
    whole = told.whole and not _names_a_service(turn, knowledge)
    waits = question is not None or turn.intent in ("inform", "correct")
    if told and (whole or (waits and not _asks_otherwise(turn))):
        taken = form.told(told.answers, told.region)
        return replace(taken, step="answer", misses=0, asides=0)
    if question is None:
        return None
    if turn.intent == "ask_finder" and not told:
        return replace(form, step="stop", misses=0)
    if _declines(turn) and not _is_a_reply(turn.text, knowledge):
        return replace(form, step="leave", asked="", offered=(), misses=0)
    if _says_nothing(turn) and not form.misses:
        return replace(form, step="again", misses=1)
    return None


def _left_out(form: Form, step: Step, question: FinderQuestionInfo) -> Form:
    skipped = [*form.skipped, question.id]
    return replace(form, step=step, misses=0, asides=0, skipped=skipped)


def _command(text: str, knowledge: View) -> FinderCommandName | None:
    commands = knowledge.finder_commands()
    for known in commands:
        if _same(known.text, text):
            return known.command
    plain = _plain(text).strip(_FILLERS)
    for known in commands:
        # The same in other words behind it: 不问了 直接看结果.
        first = _plain_known(known.text)
        if plain.startswith(first):
            rest = plain.removeprefix(first)
            others = (o.text for o in commands if o.command == known.command)
            if any(_same(other, rest) for other in others):
                return known.command
    return None


def _told(
    turn: Turn,
    asked: FinderQuestionInfo | None,
    knowledge: View,
    form: Form | None = None,
) -> Told:
    """Return all that a turn tells, of the question that waits and of others."""
    text = _plain(turn.text)
    if asked is not None:
        picked = _picked(turn.text, asked, form.offered if form else ())
        if picked:
            return _chosen(asked, picked)
    answers: dict[str, Sequence[str]] = {}
    region = None
    filled = 0
    for question in knowledge.finder_questions():
        stated = _stated(text, question)
        filled += sum(len(statement) for statement in stated)
        options = [*stated.values(), *_grouped(turn, question)]
        if question is asked:
            aside = _in_passing(turn.text, question)
            filled += sum(len(clause) for clause in aside)
            options = options or list(aside.values())[-1:]
        if question.kind == "region":
            region = _region(turn, question, options)
        elif options:
            kept = options if question.multiple else options[:1]
            answers[question.id] = list(dict.fromkeys(kept))
    return Told(answers, region, whole=filled >= _MOSTLY * len(text.strip(_FILLERS)))


def _picked(
    text: str, question: FinderQuestionInfo, offered: Sequence[str]
) -> str | None:
    """Return the option that the whole message chooses, by words or by number."""
    for option in question.options:
        words = [option.title, *(phrasing.text for phrasing in option.phrasings)]
        if any(_same(word, text) for word in words):
            return option.id
    titles = {option.title: option.id for option in question.options}
    return titles.get(_counted(text, offered))


def _in_passing(text: str, question: FinderQuestionInfo) -> dict[str, str]:
    """Find the clauses that are replies by themselves (说错了,入了), with their option.

    Of several the last one is meant (嗯,没入).
    """
    replies = {}
    for clause in _CLAUSE.split(text):
        option = _picked(clause, question, ())
        if option and not _stated(_plain(clause), question):
            replies[_plain(clause)] = option
    return replies


def _counted(text: str, offered: Sequence[str]) -> str:
    """Return the title of the button that a text counts out, empty if it does not."""
    place = bare_index(_plain(text).strip(_FILLERS), len(offered))
    return "" if place is None else offered[place]


def _chosen(question: FinderQuestionInfo, option_id: str) -> Told:
    option = question.option(option_id)
    if question.kind == "region":
        return Told(region=option.region_id if option else None, whole=True)
    return Told({question.id: [option_id]}, whole=True)


def _stated(text: str, question: FinderQuestionInfo) -> dict[str, str]:
    """Find the statements in a text, the longest first; none lies within another.

    Returns:
        The option of each statement.
    """
    statements = [(_plain(option.title), option.id) for option in question.options]
    statements += [
        (_plain(phrasing.text), option.id)
        for option in question.options
        for phrasing in option.phrasings
        if phrasing.kind == "statement"
    ]
    statements += _of_oneself(text, question)
    found: dict[str, str] = {}
    for statement, option_id in sorted(statements, key=lambda row: -len(row[0])):
        before, there, _ = text.partition(statement)
        if not there:
            continue
        text = text.replace(statement, "|")
        if not before.endswith(_NEGATIONS) and not _is_doubled(before, statement):
            found[statement] = option_id
    return found


def _is_doubled(before: str, statement: str) -> bool:
    """Whether a denial only asks: 是不是会员, 有没有孩子."""
    return statement.startswith(("不", "没")) and before[-1:] == statement[1:2] != ""


def _of_oneself(text: str, question: FinderQuestionInfo) -> list[tuple[str, str]]:
    """Return replies as statements where a worker says to be that (我是保洁)."""
    said = [opening for opening in _OF_ONESELF if opening in text]
    return [
        (opening + reply, option.id)
        for opening in said
        for option in question.options
        for reply in (_plain(p.text) for p in option.phrasings if p.kind == "reply")
        if len(reply) > 1 and not reply.startswith(_NEGATIONS)
    ]


def _grouped(turn: Turn, question: FinderQuestionInfo) -> Iterator[str]:
    """Find the options that the named groups stand for."""
    for group in turn.groups:
        for option in question.options:
            if group in option.group_ids:
                yield option.id


def _region(
    turn: Turn, question: FinderQuestionInfo, options: Sequence[str]
) -> str | None:
    if turn.regions:
        return turn.regions[-1]
    option = question.option(options[0]) if options else None
    return option.region_id if option else None


def _asks_otherwise(turn: Turn) -> bool:
    """Whether a turn is a question of its own that only mentions an answer."""
    if not turn.names_nothing:
        return True
    agency = max(
        (
            chance
            for label, chance in turn.topics
            # Only a name tells another province; a Henan city sounds much the same.
            if label.startswith("signpost:") and label != _OTHER_PROVINCE
        ),
        default=0.0,
    )
    if agency >= thresholds.SIGNPOST_OVER_SCOPE:
        return True
    short = len(turn.text) < thresholds.SHORT_TURN
    least = thresholds.INTENT_OVER_SHORT if short else thresholds.INTENT_OVER_PENDING
    return turn.intent in ASPECT_OF_INTENT and turn.confidence >= least


def _names_a_service(turn: Turn, knowledge: View) -> bool:
    """Whether a message is nothing but the name of a programme."""
    named = [knowledge.programme(programme) for programme in turn.programmes]
    names = [name for p in named if p is not None for name in (p.name, *p.aliases)]
    return any(_same(name, turn.text) for name in names)


def _says_nothing(turn: Turn) -> bool:
    """Whether a turn neither names anything nor asks anything with confidence."""
    named = turn.regions or turn.groups or turn.metrics or turn.years
    if named or not turn.names_nothing:
        return False
    unclear = turn.intent == FALLBACK_INTENT or turn.confidence < thresholds.INTENT
    return unclear or turn.kind in _ASIDES


def _declines(turn: Turn) -> bool:
    """Whether a turn says no to the form as such and asks nothing instead (算了)."""
    named = turn.regions or turn.groups or turn.metrics or turn.years
    if turn.intent != "correct" or named or not turn.names_nothing:
        return False
    return not any(
        intent in ASPECT_OF_INTENT and chance >= thresholds.CLAUSE
        for intent, chance in turn.clause_intents
    )


def _is_a_reply(text: str, knowledge: View) -> bool:
    """Whether a text answers some question of the form (没有), if not the one asked."""
    questions = knowledge.finder_questions()
    return any(_picked(text, question, ()) for question in questions)


def _same(known: str, typed: str) -> bool:
    """Tell whether two texts differ in no more than what typing varies."""
    one, other = _plain_known(known), _plain(typed)
    return one in (other, other.strip(_FILLERS))


@lru_cache(maxsize=4096)
def _plain_known(known: str) -> str:
    # The same few names and choices again and again; what was typed is not kept.
    return _plain(known)


def _plain(text: str) -> str:
    """Give a text without what typing varies: width, case, spaces, punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if unicodedata.category(char)[0] in "LN")
