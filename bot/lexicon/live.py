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
from settings import load_settings

logger = logging.getLogger(__name__)

_RETRY_SECONDS = 10.0


@dataclass(frozen=True)
class Snapshot:
    """Everything derived from one version of the lexicon."""

    version: int
    entries: tuple[Entry, ...]
    matcher: LexiconMatcher
    derived: dict[str, Any]


class LiveLexicon:
    """Polls the knowledge version and rebuilds its snapshot when it was raised.

    Parsing never waits for a rebuild: the old snapshot serves until the new one is
    complete. If the database cannot be reached the old one stays.
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
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def current(self) -> Snapshot:
        """The newest complete snapshot."""
        snapshot = self._snapshot
        if snapshot is None:
            with self._lock:
                if self._snapshot is None:
                    self._rebuild()
                snapshot = self._snapshot
        assert snapshot is not None
        return snapshot

    def register(self, name: str, build: Callable[[tuple[Entry, ...]], Any]) -> None:
        """Have something rebuilt from the entries with every new version.

        Args:
            name: Key in ``Snapshot.derived``; a second builder of the same name
                replaces the first.
            build: Makes it; runs in the polling thread and may take its time.
        """
        with self._lock:
            self._builders[name] = build
            now = self.current
            derived = {**now.derived, name: build(now.entries)}
            self._snapshot = replace(now, derived=derived)

    def start(self) -> None:
        """Begin to poll in a daemon thread; a second call does nothing."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._poll, name="lexicon", daemon=True
                )
                self._thread.start()

    def stop(self) -> None:
        """End polling."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=10)

    def refresh(self) -> bool:
        """Rebuild if the version was raised; tell whether it was.

        A version that could not be learnt from is tried again only after a while, so
        that it does not fill the log.
        """
        version = read_version(self._engine)
        if version == self.current.version:
            return False
        if version == self._failed and time.monotonic() < self._retry_at:
            return False
        with self._lock:
            self._failed = version
            self._retry_at = time.monotonic() + _RETRY_SECONDS
            self._rebuild()
            self._failed = None
        return True

    def _poll(self) -> None:
        failing = False
        while not self._stop.wait(self._poll_seconds):
            try:
                self.refresh()
                failing = False
            except SQLAlchemyError as error:
                if not failing:
                    logger.error("the lexicon stays as it was: %s", error)
                failing = True
            except Exception:
                logger.exception("the lexicon stays as it was")

    def _rebuild(self) -> None:
        started = time.perf_counter()
        version, entries = read_entries(self._engine)
        frozen = tuple(entries)
        matcher = LexiconMatcher(frozen)
        before = self._snapshot
        if before is not None and before.derived.keys() == self._builders.keys():
            # A new name is found at once; what has to be learnt follows.
            self._snapshot = Snapshot(before.version, frozen, matcher, before.derived)
        derived = {name: build(frozen) for name, build in self._builders.items()}
        self._snapshot = Snapshot(version, frozen, matcher, derived)
        logger.info(
            "lexicon version %s: %s entries in %.1f s",
            version,
            len(frozen),
            time.perf_counter() - started,
        )


@lru_cache(maxsize=1)
def live_lexicon() -> LiveLexicon:
    """Return the lexicon of this process, configured by the settings."""
    settings = load_settings()
    return LiveLexicon(
        make_engine(settings.database_url), settings.lexicon_poll_seconds
    )
