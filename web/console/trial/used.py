"""Which rows an answer is made of: found by their own words in its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from knowledge.publishing.documents import live_document
from knowledge.publishing.drafts import find_draft
from knowledge.queries.records import AnswerInfo
from knowledge.queries.view import View
from knowledge.vocabulary import ASPECT_NAMES
from web.console.content.addresses import item_url

_LEAST = 4
"""A text of fewer characters may stand anywhere by chance."""


@dataclass(frozen=True)
class Row:
    """Something that an answer says.

    Attributes:
        label: What kind of row it is.
        title: Whose it is.
        text: What it says.
        kind: Kind of the document in which it stands.
        item_id: Id of that.
        part: The list of the document in which it is an entry, if it is one.
        entry: Values by which the entry is told apart.
        url: Where it is edited.
    """

    label: str
    title: str
    text: str
    kind: str
    item_id: str
    part: str = ""
    entry: tuple[tuple[str, Any], ...] = ()
    url: str = ""


def rows_used(text: str, envelope: Mapping[str, Any], view: View) -> list[Row]:
    """List the rows whose words an answer has.

    Args:
        text: The answer.
        envelope: Its envelope.
        view: The content that it was composed from.
    """
    return [
        *_answers(text, view),
        *_faqs(text, view),
        *_gaps(text, view),
        *_figures(envelope, view),
        *_others(text, view),
    ]


def with_addresses(session: Session, rows: list[Row]) -> list[Row]:
    """Give each row the address of its field in the editor, which shows the draft."""
    documents: dict[tuple[str, str], Mapping[str, Any]] = {}
    found = []
    for row in rows:
        key = (row.kind, row.item_id)
        if key not in documents:
            draft = find_draft(session, *key)
            shown = draft.document if draft else live_document(session, *key)
            documents[key] = shown or {}
        url = item_url(*key, _path(row, documents[key]))
        found.append(Row(**{**_fields(row), "url": url}))
    return found


def _fields(row: Row) -> dict[str, Any]:
    return {name: getattr(row, name) for name in Row.__dataclass_fields__}


def _path(row: Row, document: Mapping[str, Any]) -> str:
    if not row.part:
        return "text" if "text" in document and row.kind == "signpost" else ""
    for index, entry in enumerate(document.get(row.part) or []):
        if all(str(entry.get(k) or "") == str(v or "") for k, v in row.entry):
            return f"{row.part}.{index}.text"
    return ""


def _answers(text: str, view: View) -> Iterator[Row]:
    for answers in view.snapshot.answers.values():
        for answer in answers:
            if _says(text, answer.text) or _says(text, answer.more):
                yield Row(
                    "回答",
                    _title(answer, view),
                    answer.text,
                    "programme",
                    answer.programme_id,
                    "answers",
                    (
                        ("aspect", answer.aspect),
                        ("region", answer.region.id),
                        ("valid_from", answer.validity.valid_from),
                    ),
                )


def _title(answer: AnswerInfo, view: View) -> str:
    aspect = ASPECT_NAMES.get(answer.aspect, answer.aspect)
    return f"{_programme(answer.programme_id, view)}·{aspect}·{answer.region.name}"


def _faqs(text: str, view: View) -> Iterator[Row]:
    for faq in view.snapshot.faqs.values():
        if _says(text, faq.text):
            title = f"{_programme(faq.programme_id, view)}·{faq.question}"
            entry = (("id", faq.id),)
            yield Row(
                "常见问题",
                title,
                faq.text,
                "programme",
                faq.programme_id,
                "faqs",
                entry,
            )


def _gaps(text: str, view: View) -> Iterator[Row]:
    for gaps in view.snapshot.gaps.values():
        for gap in gaps:
            if _says(text, gap.text):
                aspect = ASPECT_NAMES.get(gap.aspect, gap.aspect)
                yield Row(
                    "暂缺说明",
                    f"{_programme(gap.programme_id, view)}·{aspect}·{gap.region.name}",
                    gap.text,
                    "programme",
                    gap.programme_id,
                    "gaps",
                    (("aspect", gap.aspect), ("region", gap.region.id)),
                )


def _figures(envelope: Mapping[str, Any], view: View) -> Iterator[Row]:
    for stated in envelope.get("figures") or []:
        figure = view.snapshot.figures.get(stated["id"])
        if figure is not None:
            yield Row(
                "数字",
                f"{figure.period}年·{figure.definition}",
                figure.printed,
                "figure",
                figure.id,
            )


def _others(text: str, view: View) -> Iterator[Row]:
    for signpost in view.snapshot.signposts.values():
        if _says(text, signpost.text):
            yield Row("指路", signpost.name, signpost.text, "signpost", signpost.id)
    for lookalike in view.snapshot.lookalikes.values():
        if _says(text, lookalike.note):
            yield Row(
                "易混词", lookalike.text, lookalike.note, "lookalike", lookalike.text
            )
    for site in view.snapshot.sites:
        if site.name in text and site.address in text:
            yield Row("地点", site.name, site.address, "site", site.id)


def _programme(programme_id: str, view: View) -> str:
    found = view.programme(programme_id)
    return found.name if found else programme_id


def _says(text: str, part: str | None) -> bool:
    return part is not None and len(part) >= _LEAST and part in text
