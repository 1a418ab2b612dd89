"""The readable names of documents in cells, and the way back to their ids."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from knowledge.publishing.documents import live_by_ids, title_of, titles
from knowledge.publishing.drafts import open_drafts
from knowledge.publishing.kinds import COMMAND_PREFIX, kind_of
from knowledge.spreadsheets.errors import CellError

SEPARATOR: Final = "｜"
"""Between id and title, or id and reason."""
_LONGEST_TITLE: Final = 40
# Their titles are long or not unique: cells name them by id, with the title to read.
_BY_ID: Final = frozenset({"source", "figure", "finder"})


class Directory:
    """Names and ids of what cells may refer to; each kind is read when asked for.

    What stands in open drafts counts as well, and what a workbook itself adds.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._titles: dict[str, dict[str, str]] = {}
        self._ids: dict[str, dict[str, list[str]]] = {}
        self._options: dict[str, dict[str, str]] = {}

    def add(self, kind: str, item_id: str, title: str) -> None:
        """Add a document of the workbook itself, or its new name."""
        self._load(kind)
        known = self._titles[kind].get(item_id)
        if known == title or not title:
            self._titles[kind].setdefault(item_id, title)
            return
        self._titles[kind][item_id] = title
        # The old name still leads there: other sheets may say it.
        self._ids[kind].setdefault(title, []).append(item_id)

    def add_options(self, question: str, options: Mapping[str, str]) -> None:
        """Add options (title by id) that the workbook gives a question."""
        self._options[question] = {**self.options(question), **options}

    def title(self, kind: str, item_id: str) -> str:
        """Give the title of a document; its id where it has none."""
        self._load(kind)
        return self._titles[kind].get(item_id, item_id)

    def find(self, kind: str, title: str) -> str | None:
        """Give the id of the one document of this title."""
        self._load(kind)
        found = list(dict.fromkeys(self._ids[kind].get(title, ())))
        return found[0] if len(found) == 1 else None

    def written(self, kind: str, item_id: str) -> str:
        """Give what a cell says to name a document."""
        title = self.title(kind, item_id)
        if kind in _BY_ID:
            short = " ".join(title.split())[:_LONGEST_TITLE]
            return f"{item_id}{SEPARATOR}{short}"
        return title if self.find(kind, title) == item_id else item_id

    def resolved(self, kind: str, text: str) -> str:
        """Give the id of what a cell names: by id, id｜title, or title.

        Raises:
            CellError: There is no such document, or there are several.
        """
        self._load(kind)
        label = kind_of(kind).label_zh
        first = text.split(SEPARATOR)[0].strip()
        for tried in (text, first):
            if tried in self._titles[kind]:
                return tried
        found = list(dict.fromkeys(self._ids[kind].get(text, ())))
        if len(found) == 1:
            return found[0]
        if found:
            raise CellError(f"有{len(found)}个{label}叫“{text}”，请改填编号")
        near = difflib.get_close_matches(text, self._ids[kind], 1, 0.5)
        hint = f"，是不是“{near[0]}”？" if near else ""
        raise CellError(f"没有这个{label}：{text}{hint}")

    def all_written(self, kind: str) -> list[str]:
        """Give what a drop-down offers."""
        self._load(kind)
        return [self.written(kind, item_id) for item_id in self._titles[kind]]

    def ids(self, kind: str) -> list[str]:
        """Give the ids of all that may be referred to."""
        self._load(kind)
        return list(self._titles[kind])

    def options(self, question: str) -> dict[str, str]:
        """Give the options of a question: title by id."""
        if question not in self._options:
            document = _known(self._session, "finder", question) or {}
            self._options[question] = {
                str(option.get("id")): str(option.get("title"))
                for option in document.get("options") or ()
            }
        return self._options[question]

    def option_written(self, question: str, option: str) -> str:
        """Give what a cell says to name an option."""
        known = self.options(question)
        title = known.get(option, option)
        return title if Counter(known.values())[title] == 1 else option

    def option_resolved(self, question: str, text: str) -> str:
        """Give the id of an option by id or title.

        Raises:
            CellError: The question has no such option.
        """
        known = self.options(question)
        if text in known:
            return text
        for option, title in known.items():
            if title == text:
                return option
        raise CellError(
            f"这个问题没有选项“{text}”，可以填：{'、'.join(known.values())}"
        )

    def _load(self, kind: str) -> None:
        if kind in self._titles:
            return
        found = titles(self._session, kind)
        for item_id, draft in open_drafts(self._session, kind).items():
            if draft.document is not None:
                found[item_id] = title_of(kind, draft.document) or item_id
        if kind == "finder":
            found = {
                item_id: title
                for item_id, title in found.items()
                if not item_id.startswith(COMMAND_PREFIX)
            }
        self._titles[kind] = found
        self._ids[kind] = {}
        for item_id, title in found.items():
            self._ids[kind].setdefault(title, []).append(item_id)


def _known(session: Session, kind: str, item_id: str) -> dict[str, Any] | None:
    draft = open_drafts(session, kind, [item_id]).get(item_id)
    if draft is not None and draft.document is not None:
        return dict(draft.document)
    return live_by_ids(session, kind, [item_id]).get(item_id)
