"""Who sends a request of the console, as the door found out."""

from __future__ import annotations

from dataclasses import dataclass, field

from starlette.requests import Request

from knowledge.publishing.actor import Actor
from web.services import Services


@dataclass(frozen=True)
class Flash:
    """A sentence for the next page; tone: empty, good, warn or bad."""

    text: str
    tone: str = "good"


@dataclass
class Visit:
    """What is known of a request.

    Attributes:
        services: What requests work with.
        csrf: The token that forms of this visit carry.
        secure: Whether the browser came by https.
        actor: Who is logged in, if anybody.
        session_id: The session's name in the database.
        password_due: Whether a one-time password is still to be replaced.
        flashes: Sentences that wait to be shown.
        flashes_changed: Whether the browser has to be told what waits.
        cookies: Set-Cookie headers that the response gets.
    """

    services: Services
    csrf: str
    secure: bool
    actor: Actor | None = None
    session_id: str | None = None
    password_due: bool = False
    flashes: list[Flash] = field(default_factory=list)
    flashes_changed: bool = False
    cookies: list[str] = field(default_factory=list)


def visit_of(request: Request) -> Visit:
    """Give what the door found out about a request."""
    visit: Visit = request.state.visit
    return visit


def services(request: Request) -> Services:
    """Give what requests work with."""
    return visit_of(request).services


def address_of(request: Request) -> str:
    """The sender's network address, as far as it is known."""
    return request.client.host if request.client else ""
