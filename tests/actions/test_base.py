"""What every action does with a turn, whatever is asked."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from actions.answer_service import AnswerService
from actions.base import Context
from actions.envelope import Reply
from knowledge import View
from tests.actions.messages import Named, message
from tests.actions.talk import SENDER, Talk, all_actions
from tests.conversations.checks import faults

CARE: Named = ("programme", "childcare", "托管")
ZHENGZHOU: Named = ("region", "zhengzhou", "郑州")
QUESTION = message("郑州托管咋报名", "ask_howto", ZHENGZHOU, CARE)
DEATH = message("我不想活了", "crisis")
KEPT = ("service", "aspect", "region", "period")
SECRET = "王小明的手机丢在托管班"


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make composing fail."""

    def fail(_self: AnswerService, _context: Context) -> Reply:
        raise RuntimeError("the reason")

    monkeypatch.setattr(AnswerService, "compose", fail)


@pytest.fixture
def nowhere(tmp_path: Path) -> str:
    """A database that cannot be opened."""
    return f"sqlite:///{tmp_path / 'no' / 'such' / 'folder.db'}"


def test_an_answer_is_one_text_and_one_envelope(talk: Talk, view: View) -> None:
    said = talk.hears(QUESTION)
    assert not list(faults(said, view))
    assert len(said.envelopes) == 1
    assert said.envelope["status"] == "answered"
    assert said.envelope["region"] == "郑州市"


@pytest.mark.parametrize("action", all_actions())
@pytest.mark.parametrize(
    "heard",
    [
        pytest.param(QUESTION, id="question"),
        pytest.param(message("", "nlu_fallback", sure=0.0), id="nothing"),
        pytest.param(message("你好", "smalltalk", kind="smalltalk/greet"), id="hello"),
        pytest.param(DEATH, id="crisis"),
        pytest.param({**QUESTION, "intent_ranking": []}, id="no intent"),
    ],
)
def test_every_action_sends_exactly_one_envelope(
    action: str, heard: dict[str, object], talk: Talk, view: View
) -> None:
    said = talk.hears(heard, action)
    assert not list(faults(said, view))


def test_context_decides_who_answers(talk: Talk) -> None:
    """What the rules took for small talk is answered as a question about a service.

    Its aspect is a guess then: the service is introduced, the aspects are buttons.
    """
    heard = message(
        "你好，麻烦问一下托管咋报名呀",
        "smalltalk",
        CARE,
        sure=0.6,
        intents={"ask_howto": 0.3},
    )
    said = talk.hears(heard)
    assert said.envelope["status"] == "answered"
    assert said.envelope["service"] == "childcare"
    assert said.envelope["aspects"] == ["intro"]


@pytest.mark.usefixtures("broken")
def test_a_failure_is_told_calmly(talk: Talk, view: View) -> None:
    said = talk.hears(QUESTION)
    assert said.envelope["status"] == "error"
    assert "12351" in said.text
    assert "the reason" not in said.text
    assert not list(faults(said, view))


@pytest.mark.usefixtures("broken")
def test_a_failure_is_logged_with_its_reason(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    talk.hears(QUESTION)
    errors = [r for r in caplog.records if r.levelno >= logging.ERROR]
    assert len(errors) == 1
    assert errors[0].exc_info is not None
    assert "action_answer_service" in errors[0].getMessage()
    assert "the reason" in caplog.text


@pytest.mark.usefixtures("broken")
def test_no_log_holds_what_the_worker_wrote(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    talk.hears(message(SECRET, "ask_howto", ("programme", "childcare", "托管")))
    assert "the reason" in caplog.text
    assert "王小明" not in caplog.text


def test_a_log_of_a_good_turn_holds_no_words_either(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    talk.hears(message(SECRET, "ask_howto", ("programme", "childcare", "托管")))
    assert caplog.records
    assert "王小明" not in caplog.text


def test_a_failure_forgets_nothing(talk: Talk, nowhere: str) -> None:
    talk.hears(QUESTION)
    before = {name: talk.slots[name] for name in KEPT}
    assert before["service"] == "childcare"
    talk.use(nowhere)
    said = talk.hears(message("要啥材料", "ask_materials", topics={"none": 0.9}))
    assert said.envelope["status"] == "error"
    assert {name: talk.slots[name] for name in KEPT} == before


def test_after_a_failure_the_talk_goes_on(
    talk: Talk, nowhere: str, knowledge_url: str
) -> None:
    talk.hears(QUESTION)
    talk.use(nowhere)
    talk.hears(message("要啥材料", "ask_materials", topics={"none": 0.9}))
    talk.use(knowledge_url)
    said = talk.hears(message("洛阳呢", "inform", ("region", "luoyang", "洛阳")))
    assert said.envelope["service"] == "childcare"
    assert said.envelope["aspects"] == ["howto"]


def test_after_a_failure_the_choices_still_count(
    talk: Talk, nowhere: str, knowledge_url: str
) -> None:
    talk.hears(message("咋报名", "ask_howto", topics={"none": 0.9}))
    talk.use(nowhere)
    talk.hears(message("第二个", "pick"))
    talk.use(knowledge_url)
    said = talk.hears(message("第二个", "pick"))
    assert said.envelope["status"] in ("answered", "gap")
    assert "howto" in said.envelope["aspects"]


@pytest.mark.parametrize("action", all_actions())
def test_care_needs_no_database(action: str, talk: Talk, nowhere: str) -> None:
    """Whichever action the rules chose, words of self-harm come first."""
    talk.use(nowhere)
    said = talk.hears(DEATH, action)
    assert said.envelope["status"] == "signpost"
    assert "12356" in said.text
    assert "120" in said.text


@pytest.mark.parametrize(
    "slots",
    [
        {"dialogue": {"at": "yesterday"}},
        {"dialogue": {"at": "2026-05-01T12:00:00"}},
        {"dialogue": "old"},
        {"period": "last year"},
    ],
)
def test_slots_of_another_version_do_not_silence_the_bot(
    slots: dict[str, object], talk: Talk, view: View
) -> None:
    talk.slots.update(slots)
    said = talk.hears(QUESTION)
    assert not list(faults(said, view))


def test_no_slot_holds_what_the_worker_wrote(talk: Talk) -> None:
    talk.hears(message(SECRET, "ask_howto", ("programme", "childcare", "托管")))
    assert "王小明" not in str(talk.slots)
    assert SENDER not in str(talk.slots)
