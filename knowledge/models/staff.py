"""Who may use the staff console, and who is logged in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Index, Integer, true
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.models.base import RecordBase, filled, one_of, references
from knowledge.models.utc_datetime import UtcDateTime
from knowledge.vocabulary import STAFF_ROLES


class Staff(RecordBase):
    """One person; people are put out of use (``active``) and never deleted.

    Attributes:
        regions: Ids of regions that the person is limited to, with all that lies in
            them; null means everywhere.
        programmes: Ids of programmes that the person is limited to; null means all.
        failures: Log-ins that failed since the last one that worked.
        totp_step: The last time step whose code was used: no code works twice.
        version: Rises with every change (optimistic locking).
    """

    __tablename__ = "staff"
    __table_args__ = (*filled("login", "name"), one_of("role", STAFF_ROLES))

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True
    )
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str | None]
    role: Mapped[str]
    regions: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    programmes: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    active: Mapped[bool] = mapped_column(default=True, server_default=true())
    totp_secret: Mapped[str | None]
    totp_step: Mapped[int | None] = mapped_column(BigInteger())
    oidc_subject: Mapped[str | None] = mapped_column(unique=True)
    failures: Mapped[int] = mapped_column(default=0, server_default="0")
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime())
    created_at: Mapped[datetime] = mapped_column(UtcDateTime())
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class StaffSession(RecordBase):
    """A log-in; the browser holds a token of which this is the SHA-256."""

    __tablename__ = "staff_session"
    __table_args__ = (Index(None, "expires_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(references("staff.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime())
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime())
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime())
    address: Mapped[str]
    agent: Mapped[str]
    csrf: Mapped[str]
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
