"""Pages on which administrators look after people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from knowledge.models.staff import Staff, StaffSession
from web.console.access import flash, form, page, require, services
from web.console.database import run
from web.console.errors import NotFoundError
from web.console.listing import Listing
from web.console.people import directory, lockout, passwords, sessions
from web.console.people.directory import Choices, RefusedError
from web.console.people.gate import Gate
from web.console.people.person_form import LOGIN_RULE, PersonForm
from web.console.problem import FieldProblem
from web.console.wording import HOME, ROLES

PEOPLE = "/console/people"
CRUMB = ("人员", PEOPLE)
_TAKEN = FieldProblem("login", "这个账号或统一登录标识刚刚被别人用了，请换一个")


class PeoplePages:
    """List, new person, and changes of a person."""

    def __init__(self, gate: Gate) -> None:
        """Make one-time passwords through this gate."""
        self._gate = gate

    async def listed(self, request: Request) -> Response:
        """List the people."""
        require(request, "people")
        query = request.query_params
        listing = Listing.of(request, tuple(directory.SORTS), "login", descending=False)
        words, role, state = (query.get(name, "") for name in ("q", "role", "state"))
        now = services(request).clock()
        rows, listing = await run(
            services(request),
            lambda session: directory.people(session, listing, words, role, state),
            write=False,
        )
        return page(
            request,
            "people/list.html",
            breadcrumbs=[HOME, ("人员", None)],
            people=rows,
            listing=listing,
            roles=ROLES,
            words=words,
            role=role,
            state=state,
            is_locked=lambda staff: lockout.is_locked(staff, now),
        )

    async def new(self, request: Request) -> Response:
        """Show the form of a new person."""
        require(request, "people")
        return await _form_page(request, PersonForm(), [], None)

    async def create(self, request: Request) -> Response:
        """Make a person, and show the one-time password once."""
        require(request, "people")
        sent = PersonForm.read(await form(request))
        # Who has neither password nor single sign-on could never log in.
        one_time = sent.one_time or services(request).settings.oidc_issuer is None
        sent = replace(sent, active=True, one_time=one_time)
        password = passwords.one_time_password() if one_time else None
        hashed = (
            await self._gate.make_hash(password, one_time=True) if password else None
        )
        now = services(request).clock()
        try:
            staff = await run(
                services(request),
                lambda session: directory.create(session, sent, hashed, now),
            )
        except RefusedError as refused:
            return await _form_page(request, sent, refused.problems, None)
        except IntegrityError:
            return await _form_page(request, sent, [_TAKEN], None)
        if password is None:
            flash(request, f"已新建“{staff.name}”，用单位统一登录。")
            return RedirectResponse(f"{PEOPLE}/{staff.id}", 303)
        return password_page(request, staff, password)

    async def show(self, request: Request) -> Response:
        """Show a person and what can be changed."""
        require(request, "people")
        staff = await _staff(request)
        return await _form_page(request, PersonForm.of(staff), [], staff)

    async def change(self, request: Request) -> Response:
        """Change a person."""
        actor = require(request, "people")
        staff = await _staff(request)
        sent = PersonForm.read(await form(request))
        sent = replace(sent, login=staff.login)
        now = services(request).clock()
        try:
            await run(
                services(request),
                lambda session: directory.change(
                    session, staff.id, sent, actor.id, now
                ),
            )
        except RefusedError as refused:
            return await _form_page(request, sent, refused.problems, staff)
        except IntegrityError:
            return await _form_page(request, sent, [_TAKEN], staff)
        flash(request, f"“{sent.name}”的资料改好了。")
        return RedirectResponse(PEOPLE, 303)


def staff_id_of(request: Request) -> int:
    """Read the person's number from the address.

    Raises:
        NotFoundError: It is no number that a person can have.
    """
    number = int(request.path_params["staff_id"])
    if number >= 2**63:
        raise NotFoundError
    return number


def password_page(request: Request, staff: Staff, password: str) -> Response:
    """Show a one-time password, this once."""
    return page(
        request,
        "people/one_time.html",
        breadcrumbs=[HOME, CRUMB, ("一次性密码", None)],
        staff=staff,
        password=password,
    )


async def _staff(request: Request) -> Staff:
    number = staff_id_of(request)
    return await run(
        services(request),
        lambda session: directory.person(session, number),
        write=False,
    )


async def _form_page(
    request: Request,
    sent: PersonForm,
    problems: Sequence[FieldProblem],
    staff: Staff | None,
) -> Response:
    now = services(request).clock()

    def read(session: Session) -> tuple[Choices, Sequence[StaffSession]]:
        opened = sessions.open_sessions(session, staff.id, now) if staff else ()
        return directory.choices(session), opened

    choices, opened = await run(services(request), read, write=False)
    title = staff.name if staff else "新建人员"
    return page(
        request,
        "people/person.html",
        status=422 if problems else 200,
        breadcrumbs=[HOME, CRUMB, (title, None)],
        title=title,
        errors=problems,
        person=sent,
        staff=staff,
        locked=staff is not None and lockout.is_locked(staff, now),
        choices=choices,
        roles=list(ROLES.items()),
        open_sessions=opened,
        login_rule=LOGIN_RULE,
        single_sign_on=services(request).settings.oidc_issuer is not None,
    )
