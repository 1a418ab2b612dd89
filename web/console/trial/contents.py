"""What a trial answers from: what is live, or that with the open drafts laid over."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session
from starlette.requests import Request

from knowledge.errors import KnowledgeUnavailableError
from knowledge.publishing.actor import Actor
from knowledge.queries.view import View
from knowledge.reader import Knowledge
from web.console.database import run
from web.console.trial import open_drafts
from web.console.trial.draft_names import DraftNames, draft_names
from web.console.trial.open_drafts import Countable
from web.console.trial.overlay import with_documents
from web.core.errors import UnavailableError
from web.services import Services


@dataclass(frozen=True)
class Content:
    """What a trial answers from.

    Attributes:
        view: The content.
        names: The words that only drafts know.
        drafts: The drafts that are counted in, and those that are not.
    """

    view: View
    names: DraftNames = field(default_factory=DraftNames)
    drafts: Countable = field(default_factory=Countable)


class Contents:
    """Reads what trials answer from; keeps it until something is changed."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._knowledge: Knowledge | None = None
        self._key: tuple[int, date, open_drafts.Stamp] | None = None
        self._drafted: Content | None = None

    async def live(self, services: Services) -> Content:
        """Give what workers are answered from.

        Raises:
            UnavailableError: The database cannot be read.
        """
        return Content(await self._view(services))

    async def drafted(self, services: Services, actor: Actor) -> Content:
        """Give what workers would be answered from if all open drafts were published.

        Args:
            services: Where the database comes from.
            actor: Whose sight of the drafts counts.

        Raises:
            UnavailableError: The database cannot be read.
        """
        view = await self._view(services)

        def work(session: Session) -> Content:
            drafts = open_drafts.visible(session, actor)
            key = (view.version(), view.today, open_drafts.stamp(drafts))
            content = self._drafted
            if content is None or self._key != key:
                countable = open_drafts.countable(session, drafts)
                documents = countable.documents
                snapshot = with_documents(session, view.snapshot, documents)
                names = draft_names(session, documents)
                content = Content(View(snapshot, view.today), names, countable)
                self._key, self._drafted = key, content
            return content

        return await run(services, work, write=False)

    async def _view(self, services: Services) -> View:
        if self._knowledge is None:
            self._knowledge = Knowledge(services.engine, services.settings.today)
        try:
            return await self._knowledge.current()
        except KnowledgeUnavailableError:
            raise UnavailableError from None


def contents_of(request: Request) -> Contents:
    """Give what all requests of a process share."""
    state = request.app.state
    found = getattr(state, "trial_contents", None)
    if not isinstance(found, Contents):
        found = state.trial_contents = Contents()
    return found
