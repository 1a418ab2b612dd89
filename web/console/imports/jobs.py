"""Carrying out decisions on whole imports in the background."""

from __future__ import annotations

import logging
from collections.abc import Callable

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from knowledge.publishing import imports
from knowledge.publishing.errors import PublishingError, WholeStoppedError
from knowledge.publishing.imports import Mark, Progress
from web.console.database import run
from web.console.imports import wording
from web.console.imports.decisions import Decision, DecisionStore
from web.console.job_runner import JobRunner
from web.core.errors import UnavailableError
from web.core.logs import log_failure
from web.services import Services

_LOGGER = logging.getLogger(__name__)


class Jobs(JobRunner):
    """Carries decisions out."""

    def start(
        self,
        services: Services,
        store: DecisionStore,
        decision: Decision,
        seen: Mark,
        why: str = "",
    ) -> None:
        """Begin; whoever decides stands in ``actor_var``.

        Args:
            services: Where the database comes from.
            store: Where the progress is kept.
            decision: What is to be done.
            seen: How far the import was when it was looked at.
            why: The reason, or the note, where the step needs one.
        """
        work = self._guarded(services, store, decision, seen, why)
        self._start(decision, work)

    async def _guarded(
        self,
        services: Services,
        store: DecisionStore,
        decision: Decision,
        seen: Mark,
        why: str,
    ) -> None:
        try:
            async with self._one_at_a_time:
                tell = store.teller(decision)
                number = await _carry_out(services, decision, seen, why, tell)
            done = wording.DONE[decision.step].format(number=number)
            store.keep(decision, status="done", message=done)
        except WholeStoppedError as error:
            reasons = tuple(error.reasons)
            store.keep(
                decision, status="stopped", message=error.message, reasons=reasons
            )
        except PublishingError as error:
            store.keep(decision, status="failed", message=error.message)
        except (UnavailableError, IntegrityError):
            store.keep(decision, status="failed", message=wording.FAILED)
        except Exception as error:
            log_failure(_LOGGER, "a decision on an import", error)
            store.keep(decision, status="failed", message=wording.FAILED)


async def _carry_out(
    services: Services, decision: Decision, seen: Mark, why: str, tell: Progress
) -> int:
    """Do it; returns with how many drafts it was done."""
    batch = decision.batch
    if decision.step == "publish":
        # First without the lock that keeps everybody else from writing on SQLite.
        checked = await run(
            services,
            lambda session: imports.check_import(session, batch, seen, tell),
            write=False,
        )

        def publish(session: Session) -> int:
            made = imports.publish_import(session, batch, why, seen, tell, checked)
            return len(made)

        return await run(services, publish)
    steps: dict[str, Callable[[Session], int]] = {
        "submit": lambda session: imports.submit_import(session, batch, seen, tell),
        "send-back": lambda session: imports.send_back_import(
            session, batch, why, seen
        ),
        "discard": lambda session: imports.discard_import(session, batch, seen),
    }
    return await run(services, steps[decision.step])
