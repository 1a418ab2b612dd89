"""Fourth step: years."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.components.base import StatelessComponent
from bot.nlu.entities import period_entity
from bot.nlu.periods import find_periods
from settings import load_settings

_HENAN = ZoneInfo("Asia/Shanghai")


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False
)
class PeriodEntityExtractor(StatelessComponent):
    """Finds years, absolute (2021年), by calendar (去年) or relative (下一年)."""

    def __init__(self, config: dict[str, Any]) -> None:
        """Read whether the settings fix the day."""
        super().__init__(config)
        self._fixed_today = load_settings().today

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities to the messages."""
        for message in messages:
            periods = find_periods(message.get(TEXT), self._today())
            found = [period_entity(period) for period in periods]
            entities = [*message.get(ENTITIES, []), *found]
            message.set(ENTITIES, entities, add_to_output=True)
        return messages

    def _today(self) -> date:
        return self._fixed_today or datetime.now(_HENAN).date()
