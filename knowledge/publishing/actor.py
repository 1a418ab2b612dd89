"""Who acts, and what a role may do."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final, Literal

from knowledge.publishing.errors import NotAllowedError
from knowledge.vocabulary import StaffRole

Action = Literal[
    "view",
    "edit",
    "submit",
    "review",
    "publish",
    "import",
    "export",
    "people",
    "audit",
]

_READER: Final = frozenset({"view", "export"})
_EDITOR: Final = _READER | {"edit", "submit", "import"}
_REVIEWER: Final = _EDITOR | {"review", "publish"}
_ACTIONS: Final[Mapping[str, frozenset[str]]] = {
    "reader": _READER,
    "editor": _EDITOR,
    "reviewer": _REVIEWER,
    "admin": _REVIEWER | {"people", "audit"},
}
_ON_CONTENT: Final = frozenset({"edit", "submit", "review", "publish", "import"})
# Where a document belongs to a programme or a place; all others belong to everybody.
_BY_PROGRAMME: Final = frozenset({"programme", "figure", "site"})
_BY_REGION: Final = frozenset({"figure", "site"})


@dataclass(frozen=True, slots=True)
class Actor:
    """A member of staff at work.

    Attributes:
        regions: Ids of regions that they are limited to; None for everywhere.
            ``scope.widened`` adds what lies within these.
        programmes: Ids of programmes that they are limited to; None for all.
        address: From where they act; empty on the machine itself.
    """

    id: int
    login: str
    name: str
    role: StaffRole
    regions: Collection[str] | None = None
    programmes: Collection[str] | None = None
    address: str = ""

    @property
    def limited(self) -> bool:
        """Whether they may not touch everything."""
        return self.regions is not None or self.programmes is not None


actor_var: ContextVar[Actor | None] = ContextVar("actor", default=None)
"""Who acts in this task or thread."""


def current_actor() -> Actor:
    """Give whoever acts.

    Raises:
        NotAllowedError: Nobody is logged in.
    """
    actor = actor_var.get()
    if actor is None:
        raise NotAllowedError("请先登录。")
    return actor


def may(
    actor: Actor,
    action: Action,
    kind: str | None = None,
    document: Mapping[str, Any] | None = None,
    author_id: int | Collection[int] | None = None,
) -> bool:
    """Tell whether somebody may do something.

    For a dossier this looks at the programme as a whole: which of its parts somebody
    who is limited to regions may change, the services check when a draft is saved.

    Args:
        actor: Who.
        action: What.
        kind: On which kind of document, if on one.
        document: On which document, if it is known.
        author_id: Who wrote what is to be reviewed or published.
    """
    if action not in _ACTIONS[actor.role]:
        return False
    if action in ("review", "publish") and actor.id in _ids(author_id):
        return False
    if kind is None or action not in _ON_CONTENT or not actor.limited:
        return True
    return _within_limits(actor, kind, document)


def _ids(author_id: int | Collection[int] | None) -> Collection[int]:
    if author_id is None:
        return ()
    return (author_id,) if isinstance(author_id, int) else author_id


def _within_limits(actor: Actor, kind: str, document: Mapping[str, Any] | None) -> bool:
    if kind == "source":
        # New sources have to be possible; whether it is new the services check.
        return True
    if kind not in _BY_PROGRAMME:
        return False
    if document is None:
        return True
    key = "id" if kind == "programme" else "programme"
    programmes, regions = actor.programmes, actor.regions
    if programmes is not None and document.get(key) not in programmes:
        return False
    return (
        regions is None or kind not in _BY_REGION or document.get("region") in regions
    )
