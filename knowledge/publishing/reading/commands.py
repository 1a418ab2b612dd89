"""Documents of the benefit finder's commands, which have rows of texts only."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge import models as m
from knowledge.publishing.kinds import COMMAND_PREFIX
from knowledge.publishing.normal import Document
from knowledge.vocabulary import FINDER_COMMANDS


def command_documents(session: Session) -> dict[str, Document]:
    """Make a document of each command that has a text, by item id."""
    command = m.FinderCommand
    rows = session.scalars(select(command).order_by(command.position)).all()
    found = {
        name: [r.text for r in rows if r.command == name] for name in FINDER_COMMANDS
    }
    return {
        f"{COMMAND_PREFIX}{name}": {"command": name, "phrasings": texts}
        for name, texts in found.items()
        if texts
    }
