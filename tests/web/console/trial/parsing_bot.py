"""A bot that reads sentences as a test says, served as Rasa's HTTP API is."""

from __future__ import annotations

from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.web.fake_bot import FakeBot

Reading = dict[str, Any]


def reading(
    text: str,
    intent: str,
    *,
    names: tuple[tuple[str, str, str], ...] = (),
    topics: tuple[tuple[str, str, float], ...] = (),
    faqs: tuple[tuple[str, float, float], ...] = (),
    confidence: float = 0.99,
) -> Reading:
    """Make a reading as Rasa sends it.

    Args:
        text: The sentence in canonical writing.
        intent: What is asked.
        names: Kind, id and the words that stand in the text.
        topics: Kind, id and probability.
        faqs: Id, probability and likeness.
        confidence: Probability of the intent.
    """
    ranked = {"name": intent, "confidence": confidence}
    return {
        "text": text,
        "canonical_text": text,
        "intent": ranked,
        "intent_ranking": [ranked],
        "intent_kind": intent,
        "entities": [
            {
                "entity": kind,
                "value": item_id,
                "alias": words,
                "start": text.index(words),
                "end": text.index(words) + len(words),
                "confidence_entity": 1.0,
            }
            for kind, item_id, words in names
        ],
        "clauses": [],
        "topic_ranking": [
            {"kind": kind, "id": item_id, "confidence": chance}
            for kind, item_id, chance in topics
        ],
        "metric_ranking": [],
        "faq_ranking": [
            {"id": item_id, "confidence": chance, "similarity": likeness}
            for item_id, chance, likeness in faqs
        ],
    }


class ParsingBot(FakeBot):
    """Reads what it was told to read.

    Attributes:
        readings: By sentence; all else is not understood.
        parsed: The sentences that it was given.
        tokens: What they were sent with.
    """

    def __init__(self) -> None:
        super().__init__()
        self.readings: dict[str, Reading] = {}
        self.parsed: list[str] = []
        self.tokens: set[str] = set()
        self.broken: Response | None = None

    def knows(self, *readings: Reading) -> None:
        """Add readings."""
        self.readings |= {found["text"]: found for found in readings}

    async def parse(self, request: Request) -> Response:
        """Read a sentence."""
        self.tokens.add(request.query_params.get("token", ""))
        text = (await request.json())["text"]
        self.parsed.append(text)
        if self.broken is not None:
            return self.broken
        unknown = reading(text, "nlu_fallback", confidence=0.3)
        return JSONResponse(self.readings.get(text, unknown))

    def app(self) -> Starlette:
        """The addresses of bot and actions in one app."""
        app = super().app()
        app.routes.append(Route("/model/parse", self.parse, methods=["POST"]))
        return app
