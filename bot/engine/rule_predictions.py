"""In place of ``RulePolicy._predict`` of Rasa 3.6.21.

Rasa replays the whole conversation to see in which states it has been, twice a message,
for rules that ask for an intent and for the action before. Here what they can see is
taken from the events as they stand, and what was predicted for it is remembered.
"""

from __future__ import annotations

import logging
from typing import Any
from weakref import WeakKeyDictionary

from rasa.core.policies import rule_policy
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.shared.core import events
from rasa.shared.core.constants import PREVIOUS_ACTION, USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

from bot.engine.replacement import Replacement
from bot.engine.rule_matching import Asked, asked_by

Prediction = tuple[PolicyPrediction, str | None]
# What the rules can see of a conversation, event by event.
Course = tuple[Any, ...]

_predict = RulePolicy._predict
_MOST_REMEMBERED = 5000
# Of a conversation our rules see these alone.
_SEEN = {(USER, INTENT), (PREVIOUS_ACTION, ACTION_NAME)}
# They change slots and what was said last, which no such rule sees.
_UNSEEN_EVENTS = (SlotSet, BotUttered)


class _Remembered:
    """What one version of the rules predicted in one domain."""

    def __init__(self, asked: Asked, domain: Domain) -> None:
        self.asked = asked
        self.domain = domain
        self.found: dict[Course, Prediction] = {}


_remembered: WeakKeyDictionary[RulePolicy, _Remembered] = WeakKeyDictionary()


def predict(
    self: RulePolicy, tracker: DialogueStateTracker, domain: Domain
) -> Prediction:
    """Predict the next action, and say by which rule, remembered where possible."""
    asked = asked_by(self, self.lookup[RULES])
    course = course_of(tracker) if _sees_little(asked) else None
    if course is None or rule_policy.logger.isEnabledFor(logging.DEBUG):
        found: Prediction = _predict(self, tracker, domain)
        return found
    remembered = _remembered.get(self)
    if (
        remembered is None
        or remembered.asked is not asked
        or remembered.domain is not domain
    ):
        remembered = _remembered[self] = _Remembered(asked, domain)
    known = remembered.found.get(course)
    if known is None:
        fresh: Prediction = _predict(self, tracker, domain)
        if fresh[1] not in asked.rules:
            # Where no rule holds, Rasa names the slots and words of this very talk.
            return fresh
        if len(remembered.found) >= _MOST_REMEMBERED:
            remembered.found.clear()
        remembered.found[course] = (_copy(fresh[0]), fresh[1])
        return fresh
    return _copy(known[0]), known[1]


def course_of(tracker: DialogueStateTracker) -> Course | None:
    """Return all that rules about intents and actions can see of a conversation.

    Nothing if something else has happened: a form, a pause, something taken back.
    """
    if tracker.active_loop is not None or tracker.is_rule_tracker:
        return None
    course: list[Any] = [tracker.latest_action_name]
    for event in tracker.events:
        kind = type(event)
        if kind is ActionExecuted:
            course.append((event.action_name, event.action_text, event.hide_rule_turn))
        elif kind is UserUttered:
            # Said without words or without an intent, a message is another state.
            course.append(
                (
                    event.intent_name,
                    bool(event.text),
                    bool(event.entities),
                    event.use_text_for_featurization,
                )
            )
        elif kind is DefinePrevUserUtteredFeaturization:
            course.append(event.use_text_for_featurization)
        elif kind is SessionStarted:
            course.append(kind)
        elif kind not in _UNSEEN_EVENTS:
            return None
    return tuple(course)


def _sees_little(asked: Asked) -> bool:
    return not asked.words_matter and _SEEN.issuperset(asked.features)


def _copy(found: PolicyPrediction) -> PolicyPrediction:
    """Copy a prediction: who gets it adds events, and may take an action out."""
    copied: PolicyPrediction = object.__new__(PolicyPrediction)
    copied.__dict__.update(found.__dict__)
    copied.probabilities = list(found.probabilities)
    copied.events = list(found.events)
    copied.optional_events = list(found.optional_events)
    return copied


RULE_PREDICTIONS = Replacement(
    RulePolicy,
    "_predict",
    predict,
    known=(
        (rule_policy, "952d1a13906511ac"),
        (Policy, "e9aee43c37f12e79"),
        (PolicyPrediction, "08feec0b03e80ca8"),
        (DialogueStateTracker, "187ee2be2d5e793e"),
        (Domain.states_for_tracker_history, "035111ce73ac90ba"),
        (Domain.get_active_state, "5a4a505743120441"),
        (Domain._get_user_sub_state, "d7c9322b9abf1427"),
        (Domain._get_prev_action_sub_state, "ded6728b5c4b6902"),
        (events, "f1a1ae297bee6c48"),
    ),
)
