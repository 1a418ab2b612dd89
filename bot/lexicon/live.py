"""Keep what is derived from the lexicon current while the bot runs."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.lexicon.matcher import LexiconMatcher
from bot.lexicon.reader import Entry, make_engine, read_entries, read_version
from bot.lexicon.unlearnt import Unlearnt
from settings import load_settings

logger = logging.getLogger(__name__)

_RETRY_SECONDS = 10.0


@dataclass(frozen=True)
class Snapshot:
    """Everything derived from the lexicon.

    Attributes:
        version: Of what is published.
        entries: What is published.
        matcher: Finds the names among it.
        derived: What was learnt, if need be from an earlier version.
        learnt: What was published then; ``entries`` itself if all is learnt.
        unlearnt: What came since.
    """

    version: int
    entries: tuple[Entry, ...]
    matcher: LexiconMatcher
    derived: dict[str, Any]
    learnt: tuple[Entry, ...]
    unlearnt: Unlearnt

    @property
    def is_learnt(self) -> bool:
        """Whether all is learnt that is published."""
        return self.learnt is self.entries


class LiveLexicon:
    """Follows the knowledge base: reads at once what is new, then learns from it.

    One thread polls the version and reads, another one learns, so that what is
    published while it learns does not wait. Parsing waits for neither: the old
    snapshot serves until there is a new one. If the database cannot be reached the old
    one stays.
    """

    def __init__(self, engine: Engine, poll_seconds: float) -> None:
        """Prepare a lexicon; ``start`` or the first ``current`` reads it.

        Args:
            engine: Where the lexicon view is.
            poll_seconds: Pause between two looks at the version.
        """
        self._engine = engine
        self._poll_seconds = poll_seconds
        self._builders: dict[str, Callable[[tuple[Entry, ...]], Any]] = {}
        self._snapshot: Snapshot | None = None
        self._failed: int | None = None
        self._retry_at = 0.0
        self._lock = threading.RLock()
        self._learning = threading.Lock()
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    @property
    def current(self) -> Snapshot:
        """The newest complete snapshot."""
        snapshot = self._snapshot
        if snapshot is None:
            with self._lock:
                if self._snapshot is None:
                    self._snapshot = self._first()
                snapshot = self._snapshot
        assert snapshot is not None
        return snapshot

    def register(self, name: str, build: Callable[[tuple[Entry, ...]], Any]) -> None:
        """Have something rebuilt from the entries with every new version.

        Args:
            name: Key in ``Snapshot.derived``; a second builder of the same name
                replaces the first.
            build: Makes it; runs in the learning thread and may take its time.
        """
        with self._learning:
            made = build(self.current.learnt)
            self._builders[name] = build
            with self._lock:
                now = self.current
                self._snapshot = replace(now, derived={**now.derived, name: made})

    def start(self) -> None:
        """Begin to follow, in daemon threads; a second call does nothing."""
        with self._lock:
            if self._threads:
                return
            for name, work in (("lexicon", self.read), ("learning", self.learn)):
                thread = threading.Thread(
                    target=self._repeat, args=(work,), name=name, daemon=True
                )
                self._threads.append(thread)
                thread.start()

    def stop(self) -> None:
        """End following."""
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=10)

    def refresh(self) -> bool:
        """Read what is new and learn from it; tell whether there was anything."""
        read = self.read()
        return self.learn() or read

    def read(self) -> bool:
        """Have what is new found word for word; tell whether there was anything."""
        if read_version(self._engine) == self.current.version:
            return False
        version, entries = read_entries(self._engine)
        frozen = tuple(entries)
        matcher = LexiconMatcher(frozen)
        with self._lock:
            now = self.current
            if frozen == now.learnt:
                # Most of what is published are answers: no wording is new.
                frozen = now.learnt
            self._snapshot = replace(
                now,
                version=version,
                entries=frozen,
                matcher=matcher,
                unlearnt=_since(now.learnt, frozen),
            )
        logger.info("lexicon version %s: read %s entries", version, len(frozen))
        return True

    def learn(self) -> bool:
        """Learn from what was read since the last time; tell whether there was any.

        A version that could not be learnt from is tried again only after a while, so
        that it does not fill the log.
        """
        now = self.current
        if now.is_learnt:
            return False
        if now.version == self._failed and time.monotonic() < self._retry_at:
            return False
        started = time.perf_counter()
        with self._learning:
            self._failed = now.version
            self._retry_at = time.monotonic() + _RETRY_SECONDS
            derived = {
                name: build(now.entries) for name, build in self._builders.items()
            }
            self._failed = None
            with self._lock:
                latest = self.current
                self._snapshot = replace(
                    latest,
                    derived=derived,
                    learnt=now.entries,
                    unlearnt=_since(now.entries, latest.entries),
                )
        logger.info(
            "lexicon version %s: learnt from %s entries in %.1f s",
            now.version,
            len(now.entries),
            time.perf_counter() - started,
        )
        return True

    def _repeat(self, work: Callable[[], bool]) -> None:
        failing = False
        while not self._stop.wait(self._poll_seconds):
            try:
                work()
                failing = False
            except SQLAlchemyError as error:
                if not failing:
                    logger.error("the lexicon stays as it was: %s", error)
                failing = True
            except Exception:
                logger.exception("the lexicon stays as it was")

    def _first(self) -> Snapshot:
        version, entries = read_entries(self._engine)
        frozen = tuple(entries)
        return Snapshot(
            version=version,
            entries=frozen,
            matcher=LexiconMatcher(frozen),
            derived={name: build(frozen) for name, build in self._builders.items()},
            learnt=frozen,
            unlearnt=Unlearnt(()),
        )


def _since(before: tuple[Entry, ...], now: tuple[Entry, ...]) -> Unlearnt:
    known = set(before)
    return Unlearnt(entry for entry in now if entry not in known)


@lru_cache(maxsize=1)
def live_lexicon() -> LiveLexicon:
    """Return the lexicon of this process, configured by the settings."""
    settings = load_settings()
    return LiveLexicon(
        make_engine(settings.database_url), settings.lexicon_poll_seconds
    )
