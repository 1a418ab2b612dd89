"""Documents of the benefit finder's questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy.orm import Session

from knowledge import models as m
from knowledge.publishing.normal import Document
from knowledge.publishing.reading.children import children, fields, texts


def read_questions(
    session: Session, rows: Sequence[m.FinderQuestion]
) -> dict[str, Document]:
    """Make documents of questions, with options and what workers may type."""
    ids = [row.id for row in rows]
    options = children(session, m.FinderOption, "question_id", ids, "position")
    groups = children(session, m.FinderOptionGroup, "question_id", ids, "position")
    words = children(session, m.FinderPhrasing, "question_id", ids, "position")
    documents = {}
    for row in rows:
        by_group = defaultdict(list)
        for group in groups[row.id]:
            by_group[group.option_id].append(group.group_id)
        by_word = defaultdict(list)
        for word in words[row.id]:
            by_word[word.option_id].append(word)
        documents[row.id] = fields(
            row, "id", "kind", "text", "unknown", "silent", "multiple"
        ) | {
            "options": [
                fields(option, "id", "title", "settles")
                | {
                    "region": option.region_id,
                    "groups": by_group[option.id],
                    "replies": texts(by_word[option.id], "reply"),
                    "statements": texts(by_word[option.id], "statement"),
                }
                for option in options[row.id]
            ]
        }
    return documents
