"""In place of two functions of ``RulePolicy`` of Rasa 3.6.21.

Rasa holds each rule against the conversation, three times a message: once with what
the worker wrote, in case a rule asks for these very words, and twice with the intent.
Our rules never ask for words, and what they ask for is soon all seen: here the first
is left out where it can find nothing, and what was found is remembered.
"""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.shared.core.constants import (
    ACTION_LISTEN_NAME,
    PREVIOUS_ACTION,
    SHOULD_NOT_BE_SET,
    USER,
)
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

from bot.engine.replacement import Replacement

Rules = dict[str, str]
# Of each state, whether something happened before, and the values that rules ask for.
Seen = tuple[tuple[bool, tuple[Any, ...]], ...]

_find_keys = RulePolicy._get_possible_keys
_find_action = RulePolicy._find_action_from_rules
_MOST_REMEMBERED = 5000


class Asked:
    """What some rules ask for, and which of them were found to hold."""

    def __init__(self, policy: RulePolicy, rules: Rules) -> None:
        states = [policy._rule_key_to_state(key) for key in rules]
        self.rules = rules
        self.size = len(rules)
        self.longest = max(map(len, states), default=0)
        self.features = sorted(
            {
                (kind, name)
                for rule in states
                for state in rule
                for kind, features in state.items()
                for name in features
            }
        )
        # A rule without a state holds always.
        self.words_matter = any(
            not rule or _holds_for_words(rule[-1]) for rule in states
        )
        self.found: dict[Seen, frozenset[str]] = {}

    def seen(self, states: list[State]) -> Seen:
        """Return all of a conversation that can make a difference to the rules."""
        return tuple(
            (
                bool(state.get(PREVIOUS_ACTION)),
                tuple(state.get(kind, {}).get(name) for kind, name in self.features),
            )
            for state in states[-self.longest :]
        )


_asked: WeakKeyDictionary[RulePolicy, dict[int, Asked]] = WeakKeyDictionary()


def get_possible_keys(self: RulePolicy, lookup: Rules, states: list[State]) -> set[str]:
    """Return the rules that hold in the conversation, remembered where possible."""
    asked = asked_by(self, lookup)
    try:
        seen = asked.seen(states)
        known = asked.found.get(seen)
    except TypeError:
        # A value that cannot be looked up, of a kind that our domain does not have.
        return set(_find_keys(self, lookup, states))
    if known is None:
        if len(asked.found) >= _MOST_REMEMBERED:
            asked.found.clear()
        known = asked.found[seen] = frozenset(_find_keys(self, lookup, states))
    return set(known)


def find_action_from_rules(
    self: RulePolicy,
    tracker: DialogueStateTracker,
    domain: Domain,
    use_text_for_last_user_input: bool,
) -> tuple[str | None, str | None, bool]:
    """Find the next action, without a look at the words where no rule has any.

    What comes second, the rule, is only ever used if there is an action, where words
    are concerned. What comes third has a meaning in loops alone.
    """
    if (
        use_text_for_last_user_input
        and tracker.active_loop_name is None
        and not asked_by(self, self.lookup[RULES]).words_matter
    ):
        return None, None, False
    found: tuple[str | None, str | None, bool] = _find_action(
        self, tracker, domain, use_text_for_last_user_input
    )
    return found


def asked_by(policy: RulePolicy, rules: Rules) -> Asked:
    """Return what some rules of a policy ask for, found out once for each version."""
    known = _asked.setdefault(policy, {})
    asked = known.get(id(rules))
    if asked is None or asked.rules is not rules or asked.size != len(rules):
        asked = known[id(rules)] = Asked(policy, rules)
    return asked


def _holds_for_words(last: State) -> bool:
    """Whether a rule's last state may be one of words right behind listening.

    There the state has no intent: Rasa puts the words in its place.
    """
    action = last.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
    intent = last.get(USER, {}).get(INTENT)
    return action in (None, ACTION_LISTEN_NAME) and intent in (None, SHOULD_NOT_BE_SET)


RULE_KEYS = Replacement(
    RulePolicy,
    "_get_possible_keys",
    get_possible_keys,
    known=(
        (RulePolicy._get_possible_keys, "2915fd81711e194c"),
        (RulePolicy._is_rule_applicable, "64a108b016b46e57"),
        (RulePolicy._does_rule_match_state, "d3109c1a97de319c"),
        (RulePolicy._rule_key_to_state, "b91b949bbccbff0b"),
    ),
)
RULE_WORDS = Replacement(
    RulePolicy,
    "_find_action_from_rules",
    find_action_from_rules,
    known=(
        (RulePolicy._find_action_from_rules, "be6da6ee0f5429bd"),
        (RulePolicy._predict, "f5182d8a10639e14"),
        (RulePolicy._is_rule_applicable, "64a108b016b46e57"),
        (RulePolicy._does_rule_match_state, "d3109c1a97de319c"),
    ),
)
