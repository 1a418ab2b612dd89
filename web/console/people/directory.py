"""Changing people: every rule holds inside one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from knowledge.models import Programme, Region
from knowledge.models.staff import Staff
from web.console.errors import NotFoundError
from web.console.listing import Listing
from web.console.people import sessions, store, trail
from web.console.people.person_form import PersonForm
from web.console.problem import FieldProblem

SORTS = {
    "login": Staff.login,
    "name": Staff.name,
    "role": Staff.role,
    "created_at": Staff.created_at,
}
"""By what the list of people can be sorted."""


@dataclass(frozen=True)
class Choices:
    """What a person can be limited to: pairs of id and name."""

    regions: Sequence[tuple[str, str]]
    programmes: Sequence[tuple[str, str]]


class RefusedError(Exception):
    """A change of a person that is not made.

    Attributes:
        problems: Why, by field.
    """

    def __init__(self, *problems: FieldProblem) -> None:
        super().__init__()
        self.problems = list(problems)


def choices(session: Session) -> Choices:
    """Read what a person can be limited to."""
    regions = session.execute(select(Region.id, Region.name).order_by(Region.id))
    programmes = session.execute(
        select(Programme.id, Programme.name).order_by(Programme.name)
    )
    return Choices(
        [(row.id, row.name) for row in regions],
        [(row.id, row.name) for row in programmes],
    )


def people(
    session: Session, listing: Listing, words: str, role: str, state: str
) -> tuple[Sequence[Staff], Listing]:
    """Read one page of the people.

    Args:
        session: The transaction.
        listing: Sorting and page.
        words: Part of account or name; empty for all.
        role: One role; empty for all.
        state: ``active``, ``inactive`` or empty for both.
    """
    wanted: list[ColumnElement[bool]] = []
    if words:
        wanted.append(
            or_(
                Staff.login.icontains(words, autoescape=True),
                Staff.name.icontains(words, autoescape=True),
            )
        )
    if role:
        wanted.append(Staff.role == role)
    if state:
        wanted.append(Staff.active.is_(state == "active"))
    total = session.scalar(select(func.count()).select_from(Staff).where(*wanted)) or 0
    counted = listing.counted(total)
    order = SORTS[counted.sort]
    rows = session.scalars(
        select(Staff)
        .where(*wanted)
        .order_by(order.desc() if counted.descending else order, Staff.id)
        .limit(counted.limit)
        .offset(counted.offset)
    ).all()
    return rows, counted


def person(session: Session, staff_id: int) -> Staff:
    """Read a person.

    Raises:
        NotFoundError: There is none.
    """
    staff = store.locked(session, staff_id)
    if staff is None:
        raise NotFoundError
    return staff


def create(
    session: Session, form: PersonForm, hashed: str | None, now: datetime
) -> Staff:
    """Make a person.

    Args:
        session: The transaction.
        form: What was typed.
        hashed: The one-time password's hash; None for single sign-on only.
        now: The time.

    Raises:
        RefusedError: Something is wrong, by field.
    """
    problems = [*form.login_problems(), *_problems(session, form, None, hashed)]
    if store.by_login(session, form.login) is not None:
        problems.append(FieldProblem("login", "这个账号已经有人用了，请换一个"))
    if problems:
        raise RefusedError(*problems)
    staff = Staff(
        login=form.login, password_hash=hashed, created_at=now, failures=0, version=1
    )
    form.apply(staff)
    session.add(staff)
    session.flush()
    trail.record_changes(session, staff, "staff.create", {})
    return staff


def change(
    session: Session, staff_id: int, form: PersonForm, by: int, now: datetime
) -> Staff:
    """Change a person; whose rights changed has to log in again.

    Raises:
        NotFoundError: There is none.
        RefusedError: Something is wrong, by field.
    """
    staff = person(session, staff_id)
    before = PersonForm.of(staff)
    problems = _problems(session, form, staff_id, staff.password_hash)
    if form.version != staff.version:
        problems.append(
            FieldProblem(
                "", "别人刚刚改过这个人，您的修改还没有保存。请打开新页面对照后再改"
            )
        )
    loses_admin = before.role == "admin" and before.active
    loses_admin = loses_admin and not (form.role == "admin" and form.active)
    if loses_admin and store.is_last_admin(session, staff):
        problems.append(
            FieldProblem("role", "这是最后一位管理员，不能停用，也不能换角色")
        )
    elif staff_id == by and (form.role != before.role or not form.active):
        problems.append(FieldProblem("role", "自己的角色和停用，要请另一位管理员来改"))
    if problems:
        raise RefusedError(*problems)
    old = trail.values(staff)
    form.apply(staff)
    staff.version += 1
    session.flush()
    trail.record_changes(session, staff, "staff.change", old)
    if form.rights != before.rights:
        sessions.end_all(session, staff.id, now)
    return staff


def _problems(
    session: Session, form: PersonForm, staff_id: int | None, hashed: str | None
) -> list[FieldProblem]:
    found = choices(session)
    problems = form.problems(
        [region for region, _ in found.regions],
        [programme for programme, _ in found.programmes],
    )
    if form.role == "admin" and hashed is None and not form.oidc_subject:
        reason = "没有密码的管理员要填统一登录标识才能登录，或者给一个一次性密码"
        problems.append(FieldProblem("oidc_subject", reason))
    if form.oidc_subject:
        holder = session.scalar(
            select(Staff.id).where(Staff.oidc_subject == form.oidc_subject)
        )
        if holder not in (None, staff_id):
            problems.append(
                FieldProblem("oidc_subject", "这个统一登录标识已经是别人的了")
            )
    return problems
