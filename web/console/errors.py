"""Why a page of the console is not shown; each error carries a Chinese sentence."""

from __future__ import annotations


class ConsoleError(Exception):
    """A request that is not served.

    Attributes:
        status: The HTTP status that fits.
        heading: The page's title.
        message: What staff read.
    """

    status = 400
    heading = "这个操作做不了"
    message = "页面发来的内容不完整，请返回上一页再试一次。"

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.message)
        self.message = message or self.message


class NotLoggedInError(ConsoleError):
    """Nobody is logged in, or the session has ended."""

    status = 401
    heading = "请先登录"
    message = "登录已经过期，请重新登录。"


class PasswordDueError(ConsoleError):
    """A one-time password must be replaced before anything else."""

    status = 403
    heading = "请先改密码"
    message = "这是一次性密码，请先改成自己的密码。"


class ForbiddenError(ConsoleError):
    """The role, or its limits, do not allow this."""

    status = 403
    heading = "没有权限"
    message = "您的账号不能做这个操作。需要的话，请联系管理员。"


class ForgedError(ConsoleError):
    """The request does not come from a page of this session."""

    status = 403
    heading = "请再提交一次"
    message = (
        "为了安全，这次提交没有生效：可能是页面开得太久，或者已经重新登录过。"
        "请返回上一页，刷新后再提交。"
    )


class NotFoundError(ConsoleError):
    """There is no such page or record."""

    status = 404
    heading = "没有找到"
    message = "没有找到这个页面或这条记录，可能已经删除了。"


class TooLargeError(ConsoleError):
    """The form has more fields or larger ones than any page sends."""

    status = 413
    heading = "内容太多"
    message = "一次提交的内容太多了，请分几次提交。"


class ConflictError(ConsoleError):
    """What is stored does not allow it any more."""

    status = 409
