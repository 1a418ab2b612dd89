"""What an administrator fills in about a person."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from starlette.datastructures import FormData

from knowledge.models.staff import Staff
from web.console.problem import FieldProblem
from web.console.wording import ROLES

_LOGIN: Final = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")
LOGIN_RULE: Final = (
    "2 到 64 个小写字母、数字或 . _ @ -，以字母或数字开头，例如 zhang.li"
)
_LONGEST: Final = 64
_LONGEST_SUBJECT: Final = 255


@dataclass(frozen=True)
class PersonForm:
    """A person as typed.

    Attributes:
        login: The account; of an existing person it cannot be changed.
        name: The person's name.
        role: One of the roles.
        regions: Ids of regions that the person is limited to; None for everywhere.
        programmes: Likewise of programmes.
        active: Whether the person may log in.
        oidc_subject: The person's name at the single sign-on, if any.
        one_time: Whether a new person gets a one-time password.
        version: Of the stored person, when the form was shown.
    """

    login: str = ""
    name: str = ""
    role: str = "editor"
    regions: Sequence[str] | None = None
    programmes: Sequence[str] | None = None
    active: bool = True
    oidc_subject: str | None = None
    one_time: bool = True
    version: int = 0

    @classmethod
    def of(cls, staff: Staff) -> PersonForm:
        """Fill the form with what is stored."""
        return cls(
            login=staff.login,
            name=staff.name,
            role=staff.role,
            regions=staff.regions,
            programmes=staff.programmes,
            active=staff.active,
            oidc_subject=staff.oidc_subject,
            version=staff.version,
        )

    @classmethod
    def read(cls, sent: FormData) -> PersonForm:
        """Read what was sent, right or wrong."""

        def text(name: str) -> str:
            value = sent.get(name, "")
            return value.strip() if isinstance(value, str) else ""

        def chosen(name: str) -> list[str] | None:
            if text(f"{name}_limited") != "1":
                return None
            return sorted({str(value) for value in sent.getlist(name)})

        version = text("version")
        return cls(
            login=text("login"),
            name=text("name"),
            role=text("role"),
            regions=chosen("regions"),
            programmes=chosen("programmes"),
            active=text("active") == "1",
            oidc_subject=text("oidc_subject") or None,
            one_time=text("one_time") == "1",
            version=int(version) if re.fullmatch(r"[0-9]{1,9}", version) else 0,
        )

    def problems(
        self, regions: Collection[str], programmes: Collection[str]
    ) -> list[FieldProblem]:
        """Say what is wrong, by field.

        Args:
            regions: Ids of the regions that there are.
            programmes: Ids of the programmes that there are.
        """
        found = []
        if not self.name:
            found.append(FieldProblem("name", "请填姓名"))
        elif len(self.name) > _LONGEST:
            found.append(FieldProblem("name", f"姓名最多 {_LONGEST} 个字"))
        if self.role not in ROLES:
            found.append(FieldProblem("role", "请选一个角色"))
        for field, ids, known, what in (
            ("regions", self.regions, regions, "地区"),
            ("programmes", self.programmes, programmes, "事项"),
        ):
            if ids is None:
                continue
            if self.role == "admin":
                found.append(FieldProblem(field, f"管理员不能限定{what}"))
            elif not ids:
                found.append(FieldProblem(field, f"请至少选一个{what}，或者不限定"))
            elif not set(ids) <= set(known):
                found.append(FieldProblem(field, f"选的{what}里有已经不存在的"))
        if self.oidc_subject and len(self.oidc_subject) > _LONGEST_SUBJECT:
            found.append(FieldProblem("oidc_subject", "统一登录标识太长"))
        return found

    def login_problems(self) -> list[FieldProblem]:
        """Say what is wrong with the account of a new person."""
        if login_is_good(self.login):
            return []
        return [FieldProblem("login", f"账号要用 {LOGIN_RULE}")]

    def apply(self, staff: Staff) -> None:
        """Put the values into a person."""
        staff.name = self.name
        staff.role = self.role
        staff.regions = _listed(self.regions)
        staff.programmes = _listed(self.programmes)
        staff.active = self.active
        staff.oidc_subject = self.oidc_subject

    @property
    def rights(self) -> tuple[Any, ...]:
        """What the open sessions depend on."""
        return (
            self.role,
            self.active,
            _listed(self.regions),
            _listed(self.programmes),
            self.oidc_subject,
        )


def login_is_good(login: str) -> bool:
    """Tell whether an account's name has the right shape."""
    return _LOGIN.fullmatch(login) is not None


def _listed(ids: Sequence[str] | None) -> list[str] | None:
    return None if ids is None else sorted(ids)
