"""Serving the widget's files and the demo page."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

_HERE = Path(__file__).resolve().parent
STATIC = _HERE / "static"
"""The files that a union's page fetches."""
_DEMO = _HERE / "demo"
_MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".html": "text/html; charset=utf-8",
}
_COMMON_HEADERS = {
    # The files belong together: each visit asks whether they are still the same.
    "Cache-Control": "no-cache",
    "Vary": "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
}
_WIDGET_HEADERS = {
    **_COMMON_HEADERS,
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_PAGE_HEADERS = {
    **_COMMON_HEADERS,
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
        " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "geolocation=(self)",
}


@dataclass(frozen=True)
class _File:
    """A file as it is sent."""

    media_type: str
    plain: bytes
    packed: bytes
    etag: str

    def response(self, request: Request, headers: Mapping[str, str]) -> Response:
        """Return the file, or 304 where the client has it already."""
        packs = "gzip" in request.headers.get("accept-encoding", "")
        # Two representations, so two tags.
        etag = f'"{self.etag}{"-gzip" if packs else ""}"'
        sent = {**headers, "ETag": etag}
        if etag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=sent)
        if packs:
            sent["Content-Encoding"] = "gzip"
        body = self.packed if packs else self.plain
        return Response(body, headers=sent, media_type=self.media_type)


def routes() -> list[BaseRoute]:
    """Read the files and return the routes: ``/widget/{file}`` and the demo page."""
    demo = _read(_DEMO)
    page = demo["index.html"]
    files = MappingProxyType({**_read(STATIC), "demo.css": demo["demo.css"]})

    async def widget_file(request: Request) -> Response:
        found = files.get(request.path_params["file"])
        if found is None:
            raise HTTPException(404)
        return found.response(request, _WIDGET_HEADERS)

    async def demo_page(request: Request) -> Response:
        return page.response(request, _PAGE_HEADERS)

    return [
        Route("/widget/{file}", widget_file, name="widget_file"),
        Route("/", demo_page, name="demo_page"),
    ]


def _read(folder: Path) -> dict[str, _File]:
    return {
        path.name: _file(path)
        for path in sorted(folder.iterdir())
        if path.suffix in _MEDIA_TYPES
    }


def _file(path: Path) -> _File:
    content = path.read_bytes()
    return _File(
        _MEDIA_TYPES[path.suffix],
        content,
        gzip.compress(content, mtime=0),
        hashlib.sha256(content).hexdigest()[:32],
    )
