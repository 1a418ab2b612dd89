"""Rendering a page with all that every page has."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from web.console.csrf import csrf_field
from web.console.navigation import navigation
from web.console.text_changes import text_changes
from web.console.visit import Flash, visit_of
from web.console.wording import ROLES

HERE: Final = Path(__file__).resolve().parent
_CHINA: Final = timezone(timedelta(hours=8))


def flash(request: Request, text: str, tone: str = "good") -> None:
    """Have a sentence shown on the next page.

    Args:
        request: Whose visitor reads it.
        text: The sentence.
        tone: empty, ``good``, ``warn`` or ``bad``.
    """
    visit = visit_of(request)
    visit.flashes.append(Flash(text, tone))
    visit.flashes_changed = True


def page(
    request: Request, template: str, *, status: int = 200, **context: Any
) -> Response:
    """Render a page.

    Args:
        request: Whose page it is.
        template: A file below ``web/console/templates``.
        status: The HTTP status.
        **context: What the template needs; ``breadcrumbs`` (pairs of label and
            path) and ``errors`` (things with ``path`` and ``message``) are shown by
            every page.
    """
    visit = visit_of(request)
    shown = {
        "breadcrumbs": (),
        "errors": (),
        "alone": False,
        **context,
        "request": request,
        "actor": visit.actor,
        "role_label": ROLES.get(visit.actor.role, "") if visit.actor else "",
        "csrf_field": csrf_field(request),
        "navigation": navigation(visit.actor, request.url.path),
        "flashes": tuple(visit.flashes),
    }
    text = _TEMPLATES.get_template(template).render(shown)
    if visit.flashes:
        visit.flashes.clear()
        visit.flashes_changed = True
    return HTMLResponse(text, status)


def local_time(moment: datetime | None) -> str:
    """Write a time as staff read it: China's clock, to the minute."""
    return moment.astimezone(_CHINA).strftime("%Y-%m-%d %H:%M") if moment else ""


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        # A name that is misspelt must not silently show nothing.
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["local_time"] = local_time
    made.globals["text_changes"] = text_changes
    return made


_TEMPLATES: Final = _environment()
