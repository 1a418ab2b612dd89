"""What is published is answered at once, with no restart and no training."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from sqlalchemy import delete, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from knowledge.database import create_engine
from knowledge.models import Answer, AnswerSource, Programme, ProgrammeAlias
from tests.conversations.checks import Said
from tests.conversations.partner import Partner

NEW = "test_lantern_club"
NAME = "职工灯谜角"
EVERYDAY_NAME = "猜灯谜那个"
FIRST_TEXT = "灯谜角每周五晚上在职工书屋开，带会员卡就能进。"
SECOND_TEXT = "灯谜角改到每周六上午了，地方还是职工书屋。"
# The bot promises five seconds; a loaded machine may take longer, silence never ends.
PATIENCE_SECONDS = 60.0


@pytest.fixture
def engine(partner: Partner) -> Iterator[Engine]:
    """The bot's database, without the new service afterwards."""
    engine = create_engine(partner.settings)
    yield engine
    with Session(engine) as session, session.begin():
        session.execute(delete(Programme).where(Programme.id == NEW))
    engine.dispose()


def test_a_new_service_is_answered_and_corrected(
    partner: Partner, engine: Engine, sender: str
) -> None:
    _publish(engine)
    question = f"{EVERYDAY_NAME}啥时候开"
    said = _ask_until(partner, sender, question, FIRST_TEXT)
    assert said.envelope["service"] == NEW
    assert said.envelope["status"] == "answered"
    with Session(engine) as session, session.begin():
        session.execute(
            update(Answer).where(Answer.programme_id == NEW).values(text=SECOND_TEXT)
        )
    said = _ask_until(partner, f"{sender}-again", question, SECOND_TEXT)
    assert FIRST_TEXT not in said.text


def _publish(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        session.add(
            Programme(
                id=NEW,
                name=NAME,
                kind="service",
                summary="周五晚上猜灯谜。",
                position=99,
            )
        )
        session.flush()
        session.add(
            ProgrammeAlias(
                text=EVERYDAY_NAME, programme_id=NEW, kind="alias", position=1
            )
        )
        answer = Answer(
            programme_id=NEW,
            aspect="time",
            region_id="henan",
            id=f"{NEW}/time/henan",
            text=FIRST_TEXT,
            as_of="2026-04-01",
        )
        session.add(answer)
        session.flush()
        session.add(
            AnswerSource(answer_id=answer.id, source_id="grrb-2024-06-14", position=1)
        )


def _ask_until(partner: Partner, sender: str, question: str, text: str) -> Said:
    """Ask, each time as somebody new, until the text is told."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    for attempt in range(10_000):
        said = partner.hears(f"{sender}-{attempt}", question)
        if text in said.text or time.monotonic() > give_up:
            break
        time.sleep(0.2)
    assert text in said.text
    return said
