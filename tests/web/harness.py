"""The web app in a test: settings of its own, its lifespan, and a client."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
from starlette.applications import Starlette

from knowledge.database import engine_for
from knowledge.migrate import upgrade
from settings import Settings, load_settings
from web.app import create_app
from web.core.patience import Patience
from web.services import Services

SECRET = "a secret that only the tests use"
QUICK = Patience(reply=0.05, answer=5.0, look=0.01, housekeeping=60.0, closing=0.2)
"""Patience for tests in which the bot is held back."""
CALM = Patience(look=0.01, housekeeping=60.0, closing=0.2)
"""Patience for tests in which it answers."""


def migrate(url: str) -> None:
    """Bring a database to the newest revision."""
    engine = engine_for(url)
    try:
        upgrade(engine)
    finally:
        engine.dispose()


def settings_for(folder: Path, bot_port: int, **changes: Any) -> Settings:
    """Settings of a test, with limits that no test meets by accident."""
    base = replace(
        load_settings({}),
        var_dir=folder,
        database_url=f"sqlite:///{folder / 'knowledge.db'}",
        bot_port=bot_port,
        actions_port=bot_port,
        secret=SECRET,
        limit_session="100000/minute",
        limit_address="100000/minute",
    )
    return replace(base, **changes)


@dataclass(frozen=True)
class Web:
    """A running app with a client."""

    app: Starlette
    client: httpx.AsyncClient

    @property
    def services(self) -> Services:
        """What the app works with."""
        services: Services = self.app.state.services
        return services

    async def session(self) -> Caller:
        """Start a session."""
        response = await self.client.post("/api/chat/session", json={})
        assert response.status_code == 200
        return Caller(self.client, response.json()["token"])


@dataclass(frozen=True)
class Caller:
    """A widget's session."""

    client: httpx.AsyncClient
    token: str

    @property
    def headers(self) -> dict[str, str]:
        """What proves the session."""
        return {"Authorization": f"Bearer {self.token}"}

    async def post(self, **body: Any) -> httpx.Response:
        """Send a message; its id is made up unless given."""
        return await self.client.post(
            "/api/chat/messages",
            json={"id": str(uuid.uuid4()), **body},
            headers=self.headers,
        )

    async def ask(self, **body: Any) -> dict[str, Any]:
        """Send a message that is taken; gives the turn."""
        response = await self.post(**body)
        assert response.status_code == 200, response.text
        turn: dict[str, Any] = response.json()
        return turn

    async def history(self, after: int = 0) -> list[dict[str, Any]]:
        """Get the turns."""
        response = await self.client.get(
            "/api/chat/messages", params={"after": after}, headers=self.headers
        )
        assert response.status_code == 200, response.text
        turns: list[dict[str, Any]] = response.json()["turns"]
        return turns


@contextlib.asynccontextmanager
async def running_web(settings: Settings, **options: Any) -> AsyncIterator[Web]:
    """Have the app running, without a socket."""
    options.setdefault("patience", CALM)
    app = create_app(settings, **options)
    transport = httpx.ASGITransport(app, client=("192.0.2.1", 1234))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://web.test") as client,
    ):
        yield Web(app, client)
