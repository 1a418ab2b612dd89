"""The widget's API: sessions, messages, history, feedback."""

from __future__ import annotations

import time
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from web.chat.body import json_body
from web.chat.openapi import description
from web.chat.payloads import (
    FeedbackRequest,
    GreetingJson,
    LocationMessage,
    OptionMessage,
    SessionJson,
    SessionRequest,
    TurnsJson,
    option_json,
    read_message,
    turn_json,
)
from web.chat.problems import broken, no_session
from web.core.incoming import Incoming, Position
from web.services import Services

_Model = TypeVar("_Model", bound=BaseModel)
_LARGEST = 2**63 - 1


def routes() -> list[BaseRoute]:
    """The API's routes and its description."""
    return [
        Route("/api/chat/session", start_session, methods=["POST"]),
        Route("/api/chat/messages", messages, methods=["GET", "POST"]),
        Route("/api/chat/feedback", post_feedback, methods=["POST"]),
        Route("/api/openapi.json", get_description, methods=["GET"]),
    ]


async def start_session(request: Request) -> Response:
    """Issue a token: for the session of the old one if that is good."""
    services = _services(request)
    asked = _read(SessionRequest, await json_body(request))
    await services.core.count_address(_address(request))
    session = services.sessions.session(asked.token or "")
    session = session or services.sessions.new()
    greeting = services.core.greeting("widget", session)
    return _json(
        SessionJson(
            token=services.sessions.token(session),
            greeting=GreetingJson(
                texts=list(greeting.texts),
                options=[option_json(option) for option in greeting.options],
            ),
        )
    )


async def messages(request: Request) -> Response:
    """Take a message, or give the history."""
    if request.method == "POST":
        return await post_message(request)
    return await get_messages(request)


async def post_message(request: Request) -> Response:
    """Take a message and wait a moment for its answer."""
    began = time.monotonic()
    services = _services(request)
    session = _session(request)
    try:
        message = read_message(await json_body(request))
    except ValueError:
        raise broken() from None
    text, option, position = "", None, None
    if isinstance(message, OptionMessage):
        option = message.option
    elif isinstance(message, LocationMessage):
        position = Position(message.location.lat, message.location.lon, "wgs84")
    else:
        text = message.text
    pending = await services.core.submit(
        Incoming(
            channel="widget",
            user=session,
            message_id=message.id,
            text=text,
            option=option,
            position=position,
            address=_address(request),
        )
    )
    left = services.patience.reply - (time.monotonic() - began)
    return _json(turn_json(await pending.wait(max(0.0, left))))


async def get_messages(request: Request) -> Response:
    """Give the history after a number."""
    services = _services(request)
    session = _session(request)
    after = request.query_params.get("after", "0")
    # No other digits than ASCII's, and no more than a column can hold.
    if not (after.isascii() and after.isdecimal() and len(after) < 20):
        raise broken()
    if int(after) > _LARGEST:
        raise broken()
    turns = await services.core.history("widget", session, int(after))
    return _json(TurnsJson(turns=[turn_json(turn) for turn in turns]))


async def post_feedback(request: Request) -> Response:
    """Keep an opinion of an answer."""
    services = _services(request)
    session = _session(request)
    rated = _read(FeedbackRequest, await json_body(request))
    await services.core.count_address(_address(request))
    await services.core.rate("widget", session, rated.number, rated.value, rated.reason)
    return Response(status_code=204)


async def get_description(_request: Request) -> Response:
    """Give the API's OpenAPI document."""
    return JSONResponse(description())


def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


def _session(request: Request) -> str:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    session = _services(request).sessions.session(token.strip())
    if kind.lower() != "bearer" or session is None:
        raise no_session()
    return session


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def _read(model: type[_Model], data: object) -> _Model:
    try:
        return model.model_validate(data)
    except ValidationError:
        raise broken() from None


def _json(content: BaseModel) -> Response:
    return JSONResponse(content.model_dump(mode="json"))
