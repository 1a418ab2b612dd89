"""The routes of the pages for whole imports, relative to ``/console``."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from settings import Settings
from web.console.imports.pages import WholeImportPages


def routes(settings: Settings) -> list[BaseRoute]:
    """Return the routes; nothing is read or written yet.

    Args:
        settings: Where the progress of decisions is kept.
    """
    pages = WholeImportPages(settings)
    one = "/drafts/imports/{number:int}"
    return [
        Route(one, pages.show, methods=["GET"]),
        Route(f"{one}/submit", pages.submit, methods=["POST"]),
        Route(f"{one}/publish", pages.publish, methods=["POST"]),
        Route(f"{one}/send-back", pages.send_back, methods=["POST"]),
        Route(f"{one}/discard", pages.ask_discard, methods=["GET"]),
        Route(f"{one}/discard", pages.discard, methods=["POST"]),
        Route(f"{one}/decisions/{{decision_id}}", pages.decided, methods=["GET"]),
        Route(
            f"{one}/decisions/{{decision_id}}/progress", pages.progress, methods=["GET"]
        ),
    ]
