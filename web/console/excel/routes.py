"""The routes of the pages for Excel, relative to ``/console``."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from settings import Settings
from web.console.excel.export_pages import ExportPages
from web.console.excel.import_pages import ImportPages


def routes(settings: Settings) -> list[BaseRoute]:
    """Return the routes; nothing is read or written yet.

    Args:
        settings: Where uploads are kept.
    """
    exports, imports = ExportPages(), ImportPages(settings)
    one = "/excel/import/{import_id}"
    return [
        Route("/excel", imports.start, methods=["GET"]),
        Route("/excel/template/{kind}.xlsx", exports.template, methods=["GET"]),
        Route("/excel/list/{kind}.xlsx", exports.listed, methods=["GET"]),
        Route("/excel/dossier.xlsx", exports.dossier, methods=["GET"]),
        Route("/excel/import", imports.upload, methods=["POST"]),
        Route(one, imports.show, methods=["GET"]),
        Route(f"{one}/progress", imports.progress, methods=["GET"]),
        Route(f"{one}/confirm", imports.confirm, methods=["POST"]),
        Route(f"{one}/discard", imports.discard, methods=["POST"]),
        Route(f"{one}/marked.xlsx", imports.marked, methods=["GET"]),
    ]
