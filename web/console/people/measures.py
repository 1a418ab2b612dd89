"""What administrators do about somebody's account, each asked about first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from knowledge.models.staff import Staff
from web.console.access import flash, page, require, services
from web.console.database import run
from web.console.errors import NotFoundError
from web.console.people import directory, lockout, passwords, sessions, store, trail
from web.console.people.gate import Gate
from web.console.people.people_routes import (
    CRUMB,
    PEOPLE,
    password_page,
    staff_id_of,
)
from web.console.wording import HOME


@dataclass(frozen=True)
class Measure:
    """Something that is done to an account.

    Attributes:
        question: What is asked first; ``{}`` is the person's name.
        detail: What it means.
        label: The button.
        done: What is said afterwards.
        work: Does it; gets the transaction, the person and the time.
    """

    question: str
    detail: str
    label: str
    done: str
    work: Callable[[Session, Staff, datetime], None]


def _end_sessions(session: Session, staff: Staff, now: datetime) -> None:
    sessions.end_all(session, staff.id, now)
    trail.record_event(session, staff, "session.end")


def _remove_totp(session: Session, staff: Staff, now: datetime) -> None:
    store.remove_totp(session, staff, now, "totp.reset")


def _unlock(session: Session, staff: Staff, _now: datetime) -> None:
    lockout.clear(staff)
    trail.record_event(session, staff, "staff.unlock")


MEASURES: Final[Mapping[str, Measure]] = MappingProxyType(
    {
        "sessions": Measure(
            "退出“{}”的所有登录？",
            "这个人在所有设备上都要重新登录，没有保存的内容会在重新登录后接着提交。",
            "全部退出",
            "“{}”的登录都已退出。",
            _end_sessions,
        ),
        "totp": Measure(
            "关闭“{}”的动态码？",
            "手机丢了或换了才需要。关闭后，这个人只凭密码登录，可以自己再开启。"
            "请先确认真是本人提出的。",
            "关闭动态码",
            "“{}”的动态码已关闭。",
            _remove_totp,
        ),
        "unlock": Measure(
            "解除“{}”的锁定？",
            "密码连续输错会锁一刻钟。请先确认是本人输错的。",
            "解除锁定",
            "“{}”可以登录了。",
            _unlock,
        ),
    }
)
"""By the last part of the address."""

_PASSWORD: Final = Measure(
    "给“{}”重设密码？",
    "会生成一个一次性密码，请当面或打电话告诉本人；"
    "本人登录后要马上改。原来的密码和所有登录都作废。",
    "重设密码",
    "",
    lambda session, staff, now: None,
)


class MeasurePages:
    """Asks, and then does it."""

    def __init__(self, gate: Gate) -> None:
        """Make one-time passwords through this gate."""
        self._gate = gate

    async def ask(self, request: Request) -> Response:
        """Ask whether it shall be done."""
        require(request, "people")
        name = request.path_params["measure"]
        measure = _PASSWORD if name == "password" else MEASURES.get(name)
        if measure is None:
            raise NotFoundError
        number = staff_id_of(request)
        staff = await run(
            services(request),
            lambda session: directory.person(session, number),
            write=False,
        )
        return page(
            request,
            "confirm.html",
            breadcrumbs=[HOME, CRUMB, (staff.name, f"{PEOPLE}/{staff.id}")],
            question=measure.question.format(staff.name),
            details=[measure.detail],
            action=request.url.path,
            label=measure.label,
            back=f"{PEOPLE}/{staff.id}",
            danger=True,
        )

    async def do(self, request: Request) -> Response:
        """Do it."""
        require(request, "people")
        name = request.path_params["measure"]
        if name == "password":
            return await self._reset_password(request)
        measure = MEASURES.get(name)
        if measure is None:
            raise NotFoundError
        number, now = staff_id_of(request), services(request).clock()

        def work(session: Session) -> Staff:
            staff = directory.person(session, number)
            measure.work(session, staff, now)
            return staff

        staff = await run(services(request), work)
        flash(request, measure.done.format(staff.name))
        return RedirectResponse(f"{PEOPLE}/{staff.id}", 303)

    async def _reset_password(self, request: Request) -> Response:
        number, now = staff_id_of(request), services(request).clock()
        password = passwords.one_time_password()
        hashed = await self._gate.make_hash(password, one_time=True)

        def work(session: Session) -> Staff:
            staff = directory.person(session, number)
            store.set_password(session, staff, hashed, now, "password.reset")
            return staff

        staff = await run(services(request), work)
        return password_page(request, staff, password)
