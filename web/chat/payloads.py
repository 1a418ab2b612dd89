"""What the widget's API takes and gives, as JSON objects."""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from web.core.turn import Option, Reply, Turn

MessageId = Annotated[
    str,
    StringConstraints(
        pattern=r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}"
        r"-[0-9a-fA-F]{12}$"
    ),
]
_LARGEST = 2**63 - 1


class _Taken(BaseModel):
    """A request's object; what it says beyond the fields is not looked at."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class SessionRequest(_Taken):
    """Asks for a session, or for the renewal of one."""

    token: str | None = None


class TextMessage(_Taken):
    """A question that was typed."""

    id: MessageId
    text: str


class OptionMessage(_Taken):
    """An option that was tapped."""

    id: MessageId
    option: str


class Location(_Taken):
    """A browser's position: WGS-84, degrees."""

    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class LocationMessage(_Taken):
    """A position that was shared."""

    id: MessageId
    location: Location


Message = TextMessage | OptionMessage | LocationMessage
MESSAGE_KINDS: tuple[type[_Taken], ...] = (TextMessage, OptionMessage, LocationMessage)


class FeedbackRequest(_Taken):
    """An opinion of an answer."""

    number: Annotated[int, Field(ge=1, le=_LARGEST)]
    value: Literal["up", "down"]
    reason: str = ""


class _Given(BaseModel):
    model_config = ConfigDict(frozen=True)


class OptionJson(_Given):
    """A choice; its id is sent back when it is tapped."""

    id: str
    title: str


class ReplyJson(_Given):
    """What was said. Figures and sources are those of the answer's envelope."""

    texts: list[str]
    options: list[OptionJson]
    service: str | None
    region: str | None
    figures: list[dict[str, Any]]
    sources: list[dict[str, Any]]


class TurnJson(_Given):
    """A question with its answer; the reply is null where it is still awaited."""

    id: str
    number: int
    at: str
    question: str
    status: str
    reply: ReplyJson | None
    feedback: Literal["up", "down"] | None


class TurnsJson(_Given):
    """A piece of the history, oldest first."""

    turns: list[TurnJson]


class GreetingJson(_Given):
    """What is shown before the first question."""

    texts: list[str]
    options: list[OptionJson]


class SessionJson(_Given):
    """A session."""

    token: str
    greeting: GreetingJson


class ErrorBody(_Given):
    """A stable code for programs and a sentence for the worker."""

    code: str
    message: str


class ErrorJson(_Given):
    """Why a request was refused."""

    error: ErrorBody


def read_message(data: object) -> Message:
    """Read a message, which is of exactly one kind.

    Raises:
        ValueError: It is of none or of several.
    """
    found: list[_Taken] = []
    for kind in MESSAGE_KINDS:
        try:
            found.append(kind.model_validate(data))
        except ValidationError:
            continue
    if len(found) != 1:
        raise ValueError("a message has exactly one of text, option and location")
    return cast(Message, found[0])


def turn_json(turn: Turn) -> TurnJson:
    """Put a turn into the API's form."""
    return TurnJson(
        id=turn.message_id,
        number=turn.number,
        at=turn.asked_at.isoformat(),
        question=turn.question,
        status=turn.status,
        reply=None if turn.reply is None else _reply_json(turn.reply),
        feedback=cast(Literal["up", "down"] | None, turn.feedback),
    )


def option_json(option: Option) -> OptionJson:
    """Put an option into the API's form."""
    return OptionJson(id=option.id, title=option.title)


def _reply_json(reply: Reply) -> ReplyJson:
    envelope = reply.envelope or {}
    return ReplyJson(
        texts=list(reply.texts),
        options=[option_json(option) for option in reply.options],
        service=_text(envelope.get("service")),
        region=_text(envelope.get("region")),
        figures=_objects(envelope.get("figures")),
        sources=_objects(envelope.get("sources")),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _objects(value: object) -> list[dict[str, Any]]:
    rows = value if isinstance(value, list) else []
    return [row for row in rows if isinstance(row, dict)]
