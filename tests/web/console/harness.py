"""The console in a test: staff, a clock, and browsers without a screen."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import httpx
from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.database import writing
from knowledge.models.audit import Audit
from knowledge.models.staff import Staff
from tests.web.harness import Web
from web.console.people import passwords

PASSWORD = "春眠不觉晓 处处闻啼鸟 夜来风雨声"
"""Everybody's password, unless a test says otherwise."""
ORIGIN = "http://web.test"
START = datetime(2026, 5, 1, 1, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that a test turns."""

    now: datetime = START

    def __call__(self) -> datetime:
        """The time."""
        return self.now

    def forward(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)


@dataclass
class Visitor:
    """A browser: keeps cookies, and sends the token of the page that it saw last."""

    client: httpx.AsyncClient
    csrf: str = ""

    async def get(self, path: str, **options: Any) -> httpx.Response:
        """Open a page."""
        return self._saw(await self.client.get(path, **options))

    async def post(
        self,
        path: str,
        fields: Mapping[str, str | Sequence[str]] | None = None,
        *,
        csrf: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """Send a form, as a page of ours would."""
        sent = {"csrf": self.csrf if csrf is None else csrf, **(fields or {})}
        return self._saw(
            await self.client.post(
                path, data=sent, headers={"Origin": self._origin, **(headers or {})}
            )
        )

    async def follow(self, response: httpx.Response) -> httpx.Response:
        """Go where a response leads."""
        assert response.status_code in (302, 303), response.text
        return await self.get(response.headers["location"])

    async def log_in(
        self, login: str, password: str = PASSWORD, code: str = ""
    ) -> httpx.Response:
        """Open the log-in page and send it."""
        await self.get("/console/login")
        return await self.post(
            "/console/login", {"login": login, "password": password, "code": code}
        )

    async def is_in(self) -> bool:
        """Tell whether the browser is logged in."""
        return (await self.get("/console/account")).status_code == 200

    @property
    def _origin(self) -> str:
        return str(self.client.base_url).rstrip("/")

    def _saw(self, response: httpx.Response) -> httpx.Response:
        token = re.search(r'name="csrf" value="([^"]+)"', response.text)
        if token:
            self.csrf = token[1]
        return response


@dataclass
class Console:
    """The running console."""

    web: Web
    clock: Clock
    new_client: Callable[[], httpx.AsyncClient]

    def visitor(self) -> Visitor:
        """A browser that has never been here."""
        return Visitor(self.new_client())

    async def logged_in(self, login: str, **staff: Any) -> Visitor:
        """Make a person, and a browser in which they are logged in."""
        self.add(login, **staff)
        visitor = self.visitor()
        response = await visitor.log_in(login)
        assert response.status_code == 303, response.text
        await visitor.get("/console/account")
        return visitor

    def add(self, login: str, role: str = "editor", **values: Any) -> int:
        """Make a person; returns the number."""
        with self.session() as session:
            staff = Staff(
                login=login,
                role=role,
                **{
                    "name": f"{login}的姓名",
                    "password_hash": common_hash(),
                    "created_at": self.clock.now,
                    **values,
                },
            )
            session.add(staff)
            session.flush()
            return staff.id

    def staff(self, login: str) -> Staff:
        """Read a person."""
        with self.session() as session:
            return session.scalars(select(Staff).where(Staff.login == login)).one()

    def events(self, *names: str) -> list[Audit]:
        """Read what was written down of some events, oldest first."""
        with self.session() as session:
            wanted = select(Audit).where(Audit.event.in_(names)).order_by(Audit.id)
            return list(session.scalars(wanted))

    @contextmanager
    def session(self) -> Iterator[Session]:
        """The database."""
        engine = writing(self.web.services.engine)
        with Session(engine, expire_on_commit=False) as session, session.begin():
            yield session


@cache
def common_hash() -> str:
    """Hash everybody's password, once: it is meant to be slow."""
    return passwords.make_hash(PASSWORD)


def errors_of(response: httpx.Response) -> dict[str, str]:
    """The page's summary of errors: field to sentence."""
    found = re.findall(r'<li><a href="#field-([^"]+)">([^<]+)</a>', response.text)
    return {name: html.unescape(message) for name, message in found}
