"""How the widget's files are sent, and how large they are."""

from __future__ import annotations

import gzip
import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from web.widget.routes import STATIC, routes

FILES = sorted(path.name for path in STATIC.iterdir())
BUDGET = 30 * 1024


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=routes()))


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("gongxiaonuan.js", "text/javascript; charset=utf-8"),
        ("theme.css", "text/css; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
        ("demo.css", "text/css; charset=utf-8"),
    ],
)
def test_types_and_headers(client: TestClient, name: str, media_type: str) -> None:
    sent = client.get(f"/widget/{name}")
    assert sent.status_code == 200
    assert sent.headers["content-type"] == media_type
    assert sent.headers["access-control-allow-origin"] == "*"
    assert sent.headers["cache-control"] == "no-cache"
    assert sent.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_sent_once_and_then_only_confirmed(client: TestClient, encoding: str) -> None:
    asked = {"accept-encoding": encoding}
    first = client.get("/widget/element.js", headers=asked)
    assert first.text == (STATIC / "element.js").read_text()
    assert first.headers.get("content-encoding", "identity") == encoding
    asked["if-none-match"] = first.headers["etag"]
    again = client.get("/widget/element.js", headers=asked)
    assert (again.status_code, again.content) == (304, b"")
    asked["if-none-match"] = '"another"'
    assert client.get("/widget/element.js", headers=asked).status_code == 200


@pytest.mark.parametrize("name", ["nothing.js", "..%2Froutes.py", "index.html", ""])
def test_nothing_else_is_sent(client: TestClient, name: str) -> None:
    assert client.get(f"/widget/{name}").status_code == 404


def test_the_demo_page_allows_nothing_inline(client: TestClient) -> None:
    page = client.get("/")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<style|style=|\son\w+=|<script(?![^>]*\ssrc=)", page.text)


def test_all_files_together_are_small() -> None:
    sizes = {name: len(gzip.compress((STATIC / name).read_bytes())) for name in FILES}
    assert sum(sizes.values()) <= BUDGET, sizes


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".js")])
def test_no_script_parses_markup(name: str) -> None:
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\("
    assert not re.search(forbidden, (STATIC / name).read_text())
