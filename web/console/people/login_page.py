"""The log-in page."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from web.console.pages import page
from web.console.problem import FieldProblem
from web.console.resume import Unsent
from web.console.visit import services


def login_page(
    request: Request,
    *,
    next_path: str = "",
    login: str = "",
    problem: str = "",
    notice: str = "",
    unsent: Unsent | None = None,
    nobody: bool = False,
    status: int = 200,
) -> Response:
    """Render the page.

    Args:
        request: Whose page it is.
        next_path: Where to go afterwards.
        login: The account as typed.
        problem: Why the last attempt failed.
        notice: Why the page is shown at all.
        unsent: A form that waits for the log-in.
        nobody: Whether there is no account at all yet.
        status: The HTTP status.
    """
    return page(
        request,
        "people/login.html",
        status=status,
        alone=True,
        next_path=next_path,
        login=login,
        errors=[FieldProblem("login", problem)] if problem else [],
        notice=notice,
        unsent=unsent,
        nobody=nobody,
        single_sign_on=services(request).settings.oidc_issuer is not None,
    )
