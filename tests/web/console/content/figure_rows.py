"""A great many figures, written past the console."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from knowledge import models as m
from knowledge.database import engine_for, writing

_PLACES = ("henan", "zhengzhou", "luoyang", "zhengzhou_zhongyuan")


def add_figures(url: str, number: int) -> None:
    """Add figures to a database that holds the small seed.

    They are spread over two programmes, two kinds, four regions and 25 years.
    """
    engine = engine_for(url)
    try:
        with Session(writing(engine)) as session, session.begin():
            # RETURNING puts a thousand rows into each statement. Each statement raises
            # the version, and PostgreSQL keeps all of those until the end.
            some = insert(m.Figure).returning(m.Figure.id)
            session.execute(some, list(_rows(number)))
        if engine.dialect.name == "postgresql":
            # A server that runs for more than a minute does that by itself.
            with engine.connect() as connection:
                connection.execute(text("ANALYZE"))
                connection.commit()
    finally:
        engine.dispose()


def _rows(number: int) -> Iterator[dict[str, Any]]:
    for one in range(number):
        yield {
            "id": f"figure_{one}",
            "programme_id": ("rest_station", "childcare")[one % 2],
            "metric_id": "station_new",
            "period": 2000 + one % 25,
            "kind": ("target", "result")[one % 3 % 2],
            "definition": f"第{one}号数字的口径",
            "value": Decimal(one),
            "unit": "家",
            "qualifier": "",
            "printed": f"{one}家",
            "scope": "全省",
            "region_id": _PLACES[one % len(_PLACES)],
            "source_id": "paper-2021",
            "position": 10 + one,
        }
