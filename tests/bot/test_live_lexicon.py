"""Following the knowledge base while the bot runs."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy.exc import SQLAlchemyError

from bot.lexicon.live import LiveLexicon
from bot.lexicon.reader import Entry, make_engine, read_entries, read_version
from tests.bot.tiny_knowledge import ENTRIES, TinyKnowledge

NEW = Entry("宝贝屋", "programme", "childcare")


@pytest.fixture
def lexicon(knowledge: TinyKnowledge) -> Iterator[LiveLexicon]:
    live = LiveLexicon(make_engine(knowledge.url), poll_seconds=0.02)
    yield live
    live.stop()


def targets(lexicon: LiveLexicon, text: str) -> list[str]:
    matcher = lexicon.current.matcher
    return [match.target for match in matcher.find(matcher.tokenize(text))]


def eventually(condition: Callable[[], bool]) -> bool:
    """Wait for something that happens in another thread."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.01)
    return False


def test_the_reader_reads_all(knowledge: TinyKnowledge) -> None:
    engine = make_engine(knowledge.url)
    version, entries = read_entries(engine)
    assert version == read_version(engine) == 1
    assert set(entries) == set(ENTRIES)


def test_a_new_name_is_found_after_refresh(
    knowledge: TinyKnowledge, lexicon: LiveLexicon
) -> None:
    assert targets(lexicon, "宝贝屋在哪") == []
    knowledge.publish(NEW)
    assert targets(lexicon, "宝贝屋在哪") == []
    assert lexicon.refresh() is True
    assert targets(lexicon, "宝贝屋在哪") == ["childcare"]
    assert lexicon.current.version == read_version(make_engine(knowledge.url)) == 2


def test_a_withdrawn_name_is_gone_after_refresh(
    knowledge: TinyKnowledge, lexicon: LiveLexicon
) -> None:
    assert targets(lexicon, "惠工保咋买") == ["medical_aid"]
    knowledge.withdraw("惠工保")
    lexicon.refresh()
    assert targets(lexicon, "惠工保咋买") == []


def test_nothing_is_rebuilt_without_a_new_version(lexicon: LiveLexicon) -> None:
    before = lexicon.current
    assert lexicon.refresh() is False
    assert lexicon.current is before


def test_polling_finds_a_new_name(
    knowledge: TinyKnowledge, lexicon: LiveLexicon
) -> None:
    lexicon.start()
    assert targets(lexicon, "宝贝屋") == []
    knowledge.publish(NEW)
    assert eventually(lambda: targets(lexicon, "宝贝屋") == ["childcare"])


def test_what_is_derived_is_rebuilt_with_each_version(
    knowledge: TinyKnowledge, lexicon: LiveLexicon
) -> None:
    lexicon.register("count", len)
    assert lexicon.current.derived == {"count": len(ENTRIES)}
    knowledge.publish(NEW)
    lexicon.refresh()
    assert lexicon.current.derived == {"count": len(ENTRIES) + 1}
    lexicon.register("count", lambda entries: -len(entries))
    assert lexicon.current.derived == {"count": -len(ENTRIES) - 1}


def test_nothing_is_learnt_again_where_no_wording_is_new(
    knowledge: TinyKnowledge, lexicon: LiveLexicon
) -> None:
    learnt: list[int] = []
    lexicon.register("count", lambda entries: learnt.append(len(entries)))
    knowledge.publish()
    assert lexicon.refresh() is True
    assert lexicon.current.version == 2
    assert learnt == [len(ENTRIES)]
    knowledge.publish(NEW)
    lexicon.read()
    knowledge.withdraw(NEW.text)
    lexicon.refresh()
    assert learnt == [len(ENTRIES)]


def test_a_name_does_not_wait_for_what_has_to_be_learnt(
    knowledge: TinyKnowledge, lexicon: LiveLexicon
) -> None:
    may_finish = threading.Event()
    may_finish.set()

    def learn(entries: tuple[Entry, ...]) -> int:
        assert may_finish.wait(30)
        return len(entries)

    lexicon.register("learnt", learn)
    may_finish.clear()
    lexicon.start()
    knowledge.publish(NEW)
    assert eventually(lambda: targets(lexicon, "宝贝屋") == ["childcare"])
    assert lexicon.current.derived == {"learnt": len(ENTRIES)}
    # Nor does what is published while it is learnt.
    knowledge.publish(Entry("娃娃角", "programme", "childcare"))
    assert eventually(lambda: targets(lexicon, "娃娃角在哪") == ["childcare"])
    assert lexicon.current.derived == {"learnt": len(ENTRIES)}
    may_finish.set()
    assert eventually(lambda: lexicon.current.derived["learnt"] == len(ENTRIES) + 2)


def test_what_is_not_learnt_yet_is_known_word_for_word(
    knowledge: TinyKnowledge, lexicon: LiveLexicon
) -> None:
    question = Entry("歇脚的地儿，能充电不？", "faq_phrasing", "station_power")
    said = "歇脚的地儿,能充电不"
    assert lexicon.current.unlearnt.said(said) == ()
    knowledge.publish(question)
    assert lexicon.read() is True
    assert lexicon.current.unlearnt.said(said) == [question]
    assert lexicon.current.unlearnt.said("歇脚的地儿,充电不") == ()
    assert len(lexicon.current.unlearnt) == 1
    assert lexicon.learn() is True
    assert lexicon.current.unlearnt.said(said) == ()
    assert lexicon.learn() is False


def test_what_could_not_be_learnt_stays_known_word_for_word(
    knowledge: TinyKnowledge, lexicon: LiveLexicon
) -> None:
    def build(entries: tuple[Entry, ...]) -> int:
        if NEW in entries:
            raise ValueError("no idea")
        return len(entries)

    lexicon.register("count", build)
    knowledge.publish(NEW)
    with pytest.raises(ValueError, match="no idea"):
        lexicon.refresh()
    assert lexicon.current.unlearnt.stands_in("去宝贝屋咋走")
    later = Entry("娃娃角", "programme", "childcare")
    knowledge.publish(later)
    lexicon.read()
    assert len(lexicon.current.unlearnt) == 2
    assert lexicon.current.derived == {"count": len(ENTRIES)}


def test_without_database_the_old_snapshot_stays(
    knowledge: TinyKnowledge, lexicon: LiveLexicon
) -> None:
    before = lexicon.current
    knowledge.break_down()
    with pytest.raises(SQLAlchemyError):
        lexicon.refresh()
    assert lexicon.current is before


def test_polling_outlives_a_broken_database(
    knowledge: TinyKnowledge,
    lexicon: LiveLexicon,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attempts = threading.Semaphore(0)
    read = lexicon.read

    def counted() -> bool:
        attempts.release()
        return read()

    monkeypatch.setattr(lexicon, "read", counted)
    before = lexicon.current
    knowledge.break_down()
    lexicon.start()
    assert all(attempts.acquire(timeout=30) for _ in range(6))
    assert lexicon.current is before
    # Said once and calmly, however long it lasts.
    (told,) = [r for r in caplog.records if "stays as it was" in r.getMessage()]
    assert told.exc_info is None
    knowledge.recover()
    knowledge.publish(NEW)
    assert eventually(lambda: targets(lexicon, "宝贝屋") == ["childcare"])


def test_polling_outlives_a_failing_builder(
    knowledge: TinyKnowledge, lexicon: LiveLexicon, caplog: pytest.LogCaptureFixture
) -> None:
    fails = threading.Event()

    def build(entries: tuple[Entry, ...]) -> int:
        if fails.is_set():
            raise ValueError("no idea")
        return len(entries)

    lexicon.register("count", build)
    fails.set()
    lexicon.start()
    knowledge.publish(NEW)
    assert eventually(lambda: "no idea" in caplog.text)
    assert lexicon.current.derived == {"count": len(ENTRIES)}
    fails.clear()
    assert eventually(lambda: lexicon.current.derived["count"] == len(ENTRIES) + 1)


def test_starting_twice_follows_once(lexicon: LiveLexicon) -> None:
    before = threading.active_count()
    lexicon.start()
    lexicon.start()
    assert threading.active_count() == before + 2
    lexicon.stop()
    assert threading.active_count() == before
