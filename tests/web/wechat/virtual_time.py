"""An event loop whose clock jumps to the next thing to do.

Waits of seconds take no time, and always the same turn of events follows from the same
test. What is meant for a thread is done at once. Not for what needs sockets.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from typing import Any, TypeVar

T = TypeVar("T")

# Monday 30 November 2026, 10:00 in Shanghai.
START = 1_796_004_000


class _Jumping(selectors.SelectSelector):
    """Waits for nothing: tells the loop that the time is over."""

    def __init__(self) -> None:
        super().__init__()
        self.elapsed = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        if timeout is None:
            raise RuntimeError("everything waits for something that never happens")
        self.elapsed += timeout
        return []


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """See the module."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        """Seconds since the loop was made, with all waits."""
        return self._jumping.elapsed

    def run_in_executor(
        self, executor: Executor | None, func: Callable[..., T], *args: Any
    ) -> asyncio.Future[T]:
        """Call it here and now: while a thread worked, the clock would run away."""
        done: asyncio.Future[T] = self.create_future()
        try:
            done.set_result(func(*args))
        except Exception as error:
            done.set_exception(error)
        return done


def now() -> float:
    """Unix time in the running loop's world."""
    return START + asyncio.get_running_loop().time()


def virtually(test: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """Run a test in virtual time."""
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        return runner.run(test())
