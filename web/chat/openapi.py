"""The API's OpenAPI 3.1 document: paths by hand, objects from the payloads."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode as Mode
from pydantic.json_schema import models_json_schema

from web.chat.payloads import (
    MESSAGE_KINDS,
    ErrorJson,
    FeedbackRequest,
    SessionJson,
    SessionRequest,
    TurnJson,
    TurnsJson,
)

_COMPONENTS = "#/components/schemas/"
_ERRORS = {
    400: "The request cannot be read",
    401: "No session, or one that is over",
    404: "There is no such thing",
    408: "The body came too slowly",
    409: "The option is no longer to be chosen",
    413: "The body has more than 16 KB",
    415: "The body is not JSON",
    422: "The text has more than 500 characters",
    429: "Too much was sent; Retry-After tells the seconds to wait",
    500: "Something failed on our side",
    503: "The store cannot be reached",
}
_BODY_ERRORS = (400, 408, 413, 415, 429, 500, 503)


@cache
def description() -> dict[str, Any]:
    """Make the document; do not change it."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "工小暖 chat API",
            "version": "1",
            "description": "What the chat widget talks to. Texts are Chinese.",
        },
        "paths": {
            "/api/chat/session": {"post": _start_session()},
            "/api/chat/messages": {"post": _post_message(), "get": _get_messages()},
            "/api/chat/feedback": {"post": _post_feedback()},
        },
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {"session": {"type": "http", "scheme": "bearer"}},
        },
    }


def _start_session() -> dict[str, Any]:
    return {
        "operationId": "startSession",
        "summary": "Start a session, or renew one",
        "requestBody": _body(_ref("SessionRequest")),
        "responses": {
            "200": _answer("The session", "SessionJson"),
            **_problems(*_BODY_ERRORS),
        },
    }


def _post_message() -> dict[str, Any]:
    return {
        "operationId": "postMessage",
        "summary": "Ask; a repeated id gives the same turn",
        "description": "A slow answer leaves the turn pending: look in the history.",
        "security": [{"session": []}],
        "requestBody": _body({"oneOf": [_ref(m.__name__) for m in MESSAGE_KINDS]}),
        "responses": {
            "200": _answer("The turn", "TurnJson"),
            **_problems(*_BODY_ERRORS, 401, 409, 422),
        },
    }


def _get_messages() -> dict[str, Any]:
    return {
        "operationId": "getMessages",
        "summary": "The latest turns, at most 100, oldest first",
        "security": [{"session": []}],
        "parameters": [
            {
                "name": "after",
                "in": "query",
                "description": "Only turns with a greater number",
                "schema": {
                    "type": "integer",
                    "minimum": 0,
                    "maximum": 2**63 - 1,
                    "default": 0,
                },
            }
        ],
        "responses": {
            "200": _answer("The turns", "TurnsJson"),
            **_problems(400, 401, 408, 413, 500, 503),
        },
    }


def _post_feedback() -> dict[str, Any]:
    return {
        "operationId": "postFeedback",
        "summary": "Rate an answer; a later opinion replaces an earlier one",
        "security": [{"session": []}],
        "requestBody": _body(_ref("FeedbackRequest")),
        "responses": {
            "204": {"description": "Kept"},
            **_problems(*_BODY_ERRORS, 401, 404, 422),
        },
    }


def _schemas() -> dict[str, Any]:
    taken: tuple[type[BaseModel], ...] = (
        SessionRequest,
        FeedbackRequest,
        *MESSAGE_KINDS,
    )
    given: tuple[type[BaseModel], ...] = (SessionJson, TurnJson, TurnsJson, ErrorJson)
    models: list[tuple[type[BaseModel], Mode]] = []
    models += [(model, "validation") for model in taken]
    models += [(model, "serialization") for model in given]
    _, document = models_json_schema(
        models,
        ref_template=_COMPONENTS + "{model}",
    )
    schemas: dict[str, Any] = document["$defs"]
    return schemas


def _ref(name: str) -> dict[str, str]:
    return {"$ref": _COMPONENTS + name}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _body(schema: dict[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": _json(schema)}


def _answer(said: str, model: str) -> dict[str, Any]:
    return {"description": said, "content": _json(_ref(model))}


def _problems(*statuses: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for status in sorted(statuses):
        found[str(status)] = _answer(_ERRORS[status], "ErrorJson")
        if status == 429:
            found["429"]["headers"] = {
                "Retry-After": {"schema": {"type": "integer", "minimum": 1}}
            }
    return found
