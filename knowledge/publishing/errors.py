"""What can go wrong while content is changed; every message is for staff to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from knowledge.publishing.checks.problem import Problem


class PublishingError(Exception):
    """Base of all errors of this package.

    Attributes:
        message: One plain Chinese sentence.
    """

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


class NotAllowedError(PublishingError):
    """Whoever acts may not do this."""


class NotFoundError(PublishingError):
    """There is no such draft, revision or document."""


class WrongStateError(PublishingError):
    """A draft is not in the state that the action needs."""


class StaleDraftError(PublishingError):
    """Somebody else saved in between; nothing was written.

    Attributes:
        mine: The document that was to be saved; None to remove.
        theirs: The one that stands in the draft now; None if it removes.
        draft_id: The draft.
        version: Its version now: saving with it means that theirs was read.
    """

    def __init__(
        self,
        mine: dict[str, Any] | None,
        theirs: dict[str, Any] | None,
        draft_id: int,
        version: int,
        message: str = "别人刚刚改过这份草稿，您的修改还没有保存，请对照后再保存。",
    ) -> None:
        self.mine = mine
        self.theirs = theirs
        self.draft_id = draft_id
        self.version = version
        super().__init__(message)


class WholeStoppedError(PublishingError):
    """Some drafts of an import keep the whole of it back; nothing was written.

    Attributes:
        reasons: One sentence for each of them, with its name.
    """

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = list(reasons)
        count = len(self.reasons)
        super().__init__(f"有{count}处要先处理，所以整批都没有动：")


class LiveChangedError(StaleDraftError):
    """What is live changed after the draft was opened; ``theirs`` is the live one."""


class InvalidDocumentError(PublishingError):
    """A document is not fit to go live.

    Attributes:
        problems: All that is wrong with it.
        kind: The document's kind.
        item_id: Its id.
    """

    def __init__(self, kind: str, item_id: str, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        self.kind = kind
        self.item_id = item_id
        first = self.problems[0]
        more = f"（共{len(self.problems)}处）" if len(self.problems) > 1 else ""
        super().__init__(f"“{item_id}”还有问题要改：{first.message}{more}")


class ReferredToError(PublishingError):
    """What others refer to cannot be removed.

    Attributes:
        referrers: Who refers to it, readable.
    """

    def __init__(self, what: str, referrers: Sequence[str]) -> None:
        self.referrers = list(referrers)
        listed = "、".join(self.referrers[:5])
        more = f"等{len(self.referrers)}处" if len(self.referrers) > 5 else ""
        super().__init__(f"不能删除{what}，还有内容在用它：{listed}{more}。")
