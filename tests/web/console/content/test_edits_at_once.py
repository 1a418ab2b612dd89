"""A hundred saves at once lose nothing.

Ten people at several tabs each, over HTTP to processes of their own: log-in, forms,
threads and connections take part as in use. On PostgreSQL there are two processes, as
replicas; a SQLite file is for one machine and one web process.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from knowledge.database import engine_for
from knowledge.models import Audit, Draft, Revision, Staff
from knowledge.publishing.documents import live_document
from tests.web.console.conftest import seed
from tests.web.console.content.pages import form_of, item, shown
from tests.web.console.harness import START, Visitor, common_hash
from tests.web.processes import web_processes

SHARED = ("childcare", "rest_station", "station_campaign")
"""Dossiers that everybody changes."""
EACH = 20
"""Changes of each of them."""
NEW = 40
"""Dossiers that one person each writes."""
PEOPLE = 10
AT_ONCE = 4
"""How many people at once go on after they were told of a conflict."""
CONFLICT = "两个人改到了一起"


@dataclass(frozen=True)
class Edit:
    """What one person adds to one dossier."""

    number: int
    who: Visitor
    login: str
    item_id: str

    @property
    def text(self) -> str:
        """A way of asking that nobody else adds."""
        return f"第{self.number}种问法怎么说。"

    async def opened(self) -> dict[str, str]:
        """Open the dossier, and type."""
        is_new = self.item_id not in SHARED
        page = await self.who.get(
            "/console/content/programme/new"
            if is_new
            else item("programme", self.item_id)
        )
        assert page.status_code == 200, page.text
        fields = form_of(page)
        lines = [*fields["phrasings"].splitlines(), self.text]
        if is_new:
            fields |= {"id": self.item_id, "name": f"新服务{self.number}"}
            fields |= {"kind": "service", "summary": "新的。"}
        return {**fields, "phrasings": "\n".join(lines)}

    async def sent(self, fields: dict[str, str], do: str = "save") -> bool:
        """Save; whoever is refused has to be told, and to keep what they typed."""
        where = "item" if self.item_id in SHARED else "new"
        path = f"/console/content/programme/{where}"
        response = await self.who.post(path, {**fields, "do": do})
        if response.status_code == 303:
            return True
        assert response.status_code == 409, shown(response)
        assert CONFLICT in shown(response)
        assert self.text in form_of(response)["phrasings"].splitlines()
        return False


@dataclass(frozen=True)
class Office:
    """People who are logged in, at a process each."""

    engine: Engine
    editors: Sequence[tuple[str, Visitor]]
    reviewer: Visitor

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Read the database."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def newest(self, item_id: str) -> dict[str, Any]:
        """Give a dossier as whoever opens it sees it."""
        with self.session() as session:
            wanted = select(Draft).where(
                Draft.item_id == item_id, Draft.state.in_(("draft", "review"))
            )
            draft = session.scalars(wanted).one_or_none()
            live = live_document(session, "programme", item_id)
            return (draft.document if draft else live) or {}

    async def publish_what_waits(self) -> int:
        """Publish each draft that was handed in, as a reviewer does; gives how many."""
        with self.session() as session:
            wanted = select(Draft.id).where(Draft.state == "review")
            waiting = list(session.scalars(wanted))
        done = 0
        for draft_id in waiting:
            page = await self.reviewer.get(f"/console/drafts/review?id={draft_id}")
            version = re.search(rf'name="version.{draft_id}" value="(.+?)"', page.text)
            if version is None:
                continue
            response = await self.reviewer.post(
                "/console/drafts/publish",
                {"id": str(draft_id), f"version.{draft_id}": version[1], "why": "好"},
            )
            # Somebody may have changed it since: then it is not published unseen.
            assert response.status_code in (303, 409), shown(response)
            done += response.status_code == 303
        return done


@pytest_asyncio.fixture
async def office(folder: Path, database_url: str) -> AsyncIterator[Office]:
    """Everybody at work, on a database of each kind."""
    seed(database_url)
    engine = engine_for(database_url)
    logins = [f"editor{number}" for number in range(PEOPLE)]
    _hire(engine, [*logins, "reviewer"])
    variables = {"DATABASE_URL": database_url, "GXN_LIMIT_ADDRESS": "100000/minute"}
    async with AsyncExitStack() as stack:
        stack.callback(engine.dispose)
        replicas = 1 if engine.dialect.name == "sqlite" else 2
        processes = stack.enter_context(web_processes(replicas, folder, **variables))

        async def come_in(number: int, login: str) -> Visitor:
            process = processes[number % replicas]
            client = httpx.AsyncClient(
                base_url=process.origin,
                timeout=120,
                trust_env=False,
                limits=httpx.Limits(max_connections=None),
            )
            visitor = Visitor(await stack.enter_async_context(client))
            response = await visitor.log_in(login)
            assert response.status_code == 303, response.text
            return visitor

        editors = [
            (login, await come_in(number, login)) for number, login in enumerate(logins)
        ]
        yield Office(engine, editors, await come_in(PEOPLE, "reviewer"))
        for process in processes:
            assert "Traceback" not in process.stop()


def _hire(engine: Engine, logins: Sequence[str]) -> None:
    with Session(engine) as session, session.begin():
        session.add_all(
            Staff(
                login=login,
                role="reviewer" if login == "reviewer" else "editor",
                name=login,
                password_hash=common_hash(),
                created_at=START,
            )
            for login in logins
        )


def _edits(office: Office) -> list[Edit]:
    """Say who changes what: each some of each shared dossier, and some of their own."""
    targets = [*SHARED * EACH, *(f"service_{number}" for number in range(NEW))]
    people = office.editors
    return [
        Edit(
            number,
            people[number // 3 % PEOPLE][1],
            people[number // 3 % PEOPLE][0],
            target,
        )
        for number, target in enumerate(targets)
    ]


async def test_no_accepted_edit_vanishes_and_every_refused_one_is_told(
    office: Office,
) -> None:
    edits = _edits(office)
    assert len(edits) == 100
    forms = [await edit.opened() for edit in edits]
    accepted = await asyncio.gather(
        *(edit.sent(fields) for edit, fields in zip(edits, forms, strict=True))
    )

    # All had seen the same: one was first.
    first: dict[str, Edit] = {}
    for edit, taken in zip(edits, accepted, strict=True):
        if taken:
            assert edit.item_id not in first
            first[edit.item_id] = edit
    assert set(first) == {edit.item_id for edit in edits}
    for item_id, edit in first.items():
        assert edit.text in office.newest(item_id)["phrasings"]
    refused = [edit for edit, taken in zip(edits, accepted, strict=True) if not taken]
    assert len(refused) == len(SHARED) * (EACH - 1)

    # Some open the dossier again, add theirs, and hand in, while a reviewer publishes;
    # the others leave it at that.
    insisting = refused[:: len(SHARED) + 1]
    some = asyncio.Semaphore(AT_ONCE)

    async def insist(edit: Edit) -> None:
        async with some:
            while not await edit.sent(await edit.opened(), "submit"):
                pass

    working = asyncio.gather(*(insist(edit) for edit in insisting))
    published = 0
    while not working.done():
        published += await office.publish_what_waits()
        await asyncio.sleep(0.2)
    await working
    published += await office.publish_what_waits()

    done = [*first.values(), *insisting]
    texts: defaultdict[str, set[str]] = defaultdict(set)
    for edit in done:
        texts[edit.item_id].add(edit.text)
    for edit in edits:
        kept = office.newest(edit.item_id)["phrasings"]
        assert kept.count(edit.text) == (edit in done), edit
    with office.session() as session:
        for item_id in SHARED:
            live = live_document(session, "programme", item_id)
            assert live is not None and texts[item_id] <= set(live["phrasings"])
        revisions = select(Revision).where(Revision.reviewer_id.is_not(None))
        assert len(session.scalars(revisions).all()) == published
        saves = session.scalars(select(Audit).where(Audit.event == "draft.save")).all()
    # Each is written down once, as what that person did.
    for edit in done:
        mine = [
            save.login
            for save in saves
            if edit.text in json.dumps(save.new, ensure_ascii=False)
            and edit.text not in json.dumps(save.old, ensure_ascii=False)
        ]
        assert mine == [edit.login], edit
