"""In place of ``Domain.is_empty`` of Rasa 3.6.21.

Rasa asks it with each message, and makes an empty domain each time to compare with.
"""

from __future__ import annotations

from rasa.shared.core.domain import Domain

from bot.engine.replacement import Replacement

_compare = Domain.is_empty


def is_empty(self: Domain) -> bool:
    """Whether a domain has nothing; one with an action of its own has something."""
    return not self.user_actions and _compare(self)


DOMAIN_CHECK = Replacement(
    Domain,
    "is_empty",
    is_empty,
    known=((Domain.is_empty, "884be90ef485f1d2"), (Domain.empty, "8d97e258dc9593a0")),
)
