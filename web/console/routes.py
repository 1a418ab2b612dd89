"""The console as one app under ``/console``."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from settings import Settings
from web.console.audit_pages.routes import routes as audit_routes
from web.console.content.routes import routes as content_routes
from web.console.door import Door
from web.console.excel.routes import routes as excel_routes
from web.console.failures import HANDLERS
from web.console.guard import guarded
from web.console.imports.routes import routes as import_routes
from web.console.pages import HERE
from web.console.people.routes import routes as people_routes
from web.console.trial.routes import routes as trial_routes


def routes(settings: Settings) -> list[BaseRoute]:
    """Return the console's route; nothing is read or connected yet.

    Args:
        settings: What is set from outside.
    """
    pages = [
        *people_routes(settings),
        *audit_routes(),
        *content_routes(),
        *trial_routes(),
        *excel_routes(settings),
        *import_routes(settings),
    ]
    app = Starlette(
        routes=[
            Mount("/static", _Files(directory=HERE / "static"), name="console_static"),
            *guarded(pages),
        ],
        exception_handlers=HANDLERS,
    )
    return [Mount("/console", Door(app), name="console")]


class _Files(StaticFiles):
    """Files that belong together: each visit asks whether they are still the same."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response
