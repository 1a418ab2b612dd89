"""The page of one item: its form, its draft, its live text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from knowledge.publishing.actor import Actor
from knowledge.publishing.documents import live_document
from knowledge.publishing.drafts import find_draft
from knowledge.publishing.errors import (
    InvalidDocumentError,
    NotAllowedError,
    PublishingError,
    StaleDraftError,
)
from knowledge.publishing.kinds import COMMAND_PREFIX, Kind
from knowledge.publishing.normal import Document
from knowledge.publishing.scope import may_create, may_open
from web.console.access import flash, form, page, require, services
from web.console.content import addresses
from web.console.content.asked import asked_id, asked_kind, texts
from web.console.content.dossier import is_same, live_entry
from web.console.content.editor_state import (
    Editor,
    check,
    complete,
    fingerprint,
    held_document,
    read_editor,
    typed_editor,
)
from web.console.content.form_fields import blocks_of, form_of
from web.console.content.form_reading import GONE, left_empty
from web.console.content.new_ids import (
    fill_entry_ids,
    is_good_id,
    is_taken,
    proposed_id,
)
from web.console.content.placing import entry_name
from web.console.content.reach import WITHIN, reach_of
from web.console.content.reading_within import read_within
from web.console.content.references import directory_for
from web.console.content.saving import Basis, Kept, keep, set_conflict
from web.console.content.today import today
from web.console.database import run
from web.console.errors import ForbiddenError, NotFoundError
from web.console.problem import FieldProblem
from web.console.trial.phrasing_check import phrasing_warnings
from web.console.wording import HOME

_SAVED = "草稿存好了。还没有上线：送审并由另一位同事发布后，职工才看得到。"
_SUBMITTED = "已经送审，请另一位同事审核。"
_SAME = "没有改动，不用保存。"
_EMPTY = "有{entries}什么也没填，没有存进草稿。"
_LONGEST_LOOKALIKE = 60
_NOTHING = fingerprint(None)


async def show(request: Request) -> Response:
    """Show an item: to edit for those who may, to read for others."""
    actor = require(request, "view")
    kind, item_id = asked_kind(request), asked_id(request)
    day = today(services(request))

    def read(session: Session) -> Editor | None:
        return read_editor(session, actor, kind.name, item_id, day)

    made = await run(services(request), read, write=False)
    if made is None:
        raise NotFoundError("没有这项内容，可能已经删除了。")
    return _page(request, made)


async def new(request: Request) -> Response:
    """Show the form for a new item; the address may fill some fields."""
    kind = asked_kind(request)
    actor = _require_new(request, kind)
    given = dict(request.query_params)

    def read(session: Session) -> Editor:
        document, _ = _read(session, actor, kind, "", given)
        made = typed_editor(session, actor, kind.name, "", document)
        complete(session, actor, made, today(services(request)))
        return made

    return _page(request, await run(services(request), read, write=False))


async def create(request: Request) -> Response:
    """Make a draft of a new item, or add an entry to its form."""
    kind = asked_kind(request)
    actor = _require_new(request, kind)
    sent = texts(await form(request))
    if sent.get("do", "").startswith("add."):
        return await _typed(request, actor, kind, "", sent)
    try:
        kept = await run(
            services(request), lambda session: _create(session, actor, kind, sent)
        )
    except StaleDraftError:
        kept = FieldProblem(kind.key, "刚刚有同事用了这个编号，请换一个")
    except NotAllowedError as error:
        kept = FieldProblem("", error.message)
    if isinstance(kept, FieldProblem):
        return await _typed(request, actor, kind, "", sent, [kept])
    return await _finish(request, actor, kind, sent, kept)


async def change(request: Request) -> Response:
    """Save an item in its draft, hand it in, or add an entry to its form."""
    kind = asked_kind(request)
    actor = require(request, "edit", kind.name)
    sent = texts(await form(request))
    item_id = sent.get("item", "")
    if not item_id:
        raise NotFoundError
    if sent.get("do", "").startswith("add."):
        return await _typed(request, actor, kind, item_id, sent)

    def save(session: Session) -> Kept | list[FieldProblem]:
        _require_open(session, actor, kind, item_id)
        document, refused = _read(session, actor, kind, item_id, sent)
        return refused or _keep(session, kind, item_id, document, _basis(sent), sent)

    try:
        kept = await run(services(request), save)
    except StaleDraftError as error:
        return await _typed(request, actor, kind, item_id, sent, conflict=error)
    except PublishingError as error:
        problem = FieldProblem("", error.message)
        return await _typed(request, actor, kind, item_id, sent, [problem])
    if isinstance(kept, list):
        return await _typed(request, actor, kind, item_id, sent, kept)
    return await _finish(request, actor, kind, sent, kept)


async def check_typed(request: Request) -> Response:
    """Say what is wrong, or odd, about what is being typed: JSON, nothing is kept."""
    kind = asked_kind(request)
    actor = require(request, "edit", kind.name)
    sent = texts(await form(request))
    item_id = sent.get("item", "")

    def look(session: Session) -> Editor:
        document, refused = _read(session, actor, kind, item_id, sent, keep_places=True)
        made = typed_editor(session, actor, kind.name, item_id, document)
        check(session, made)
        made.errors = _first(refused, made.errors)
        return made

    made = await run(services(request), look, write=False)
    return JSONResponse(
        {
            "errors": [[one.path, one.message] for one in made.errors],
            "warnings": [[one.path, one.message] for one in made.warnings],
        }
    )


def _require_new(request: Request, kind: Kind) -> Actor:
    actor = require(request, "edit", kind.name)
    if not may_create(actor, kind.name):
        raise ForbiddenError
    return actor


def _require_open(session: Session, actor: Actor, kind: Kind, item_id: str) -> None:
    live = live_document(session, kind.name, item_id)
    draft = find_draft(session, kind.name, item_id)
    drafted = draft.document if draft else None
    if not may_open(session, actor, kind.name, live, drafted):
        raise ForbiddenError(f"这项{kind.label_zh}不在您负责的范围内。")


def _create(
    session: Session, actor: Actor, kind: Kind, sent: Mapping[str, str]
) -> Kept | FieldProblem:
    document, _ = _read(session, actor, kind, "", sent)
    own = kind.id_of(document)
    if not own and kind.name != "lookalike":
        own = proposed_id(session, kind.name, document)
        document[kind.key] = own
    problem = _id_problem(session, kind, own)
    if problem is not None:
        return problem
    fill_entry_ids(session, kind.name, document)
    # With what stands for "nothing was live", so that nobody's item is written over.
    return _keep(session, kind, own, document, Basis(seen=_NOTHING), sent)


def _keep(
    session: Session,
    kind: Kind,
    item_id: str,
    document: Document,
    basis: Basis,
    sent: Mapping[str, str],
) -> Kept:
    hand_in = sent.get("do") == "submit"
    return keep(session, kind.name, item_id, document, basis, hand_in=hand_in)


def _id_problem(session: Session, kind: Kind, own: str) -> FieldProblem | None:
    key = kind.key
    if kind.name == "lookalike":
        if not own:
            return FieldProblem(key, "还没有填")
        if len(own) > _LONGEST_LOOKALIKE:
            return FieldProblem(key, f"最多{_LONGEST_LOOKALIKE}个字")
    elif not is_good_id(own):
        return FieldProblem(key, "编号只能用小写字母和数字，中间可以用_、-或.")
    if is_taken(session, kind.name, own):
        return FieldProblem(key, f"编号“{own}”已经用了，请换一个，或打开那一项来改")
    return None


async def _finish(
    request: Request, actor: Actor, kind: Kind, sent: Mapping[str, str], kept: Kept
) -> Response:
    """Say what became of a form, and go on."""
    empty = left_empty(form_of(kind.name, sent.get("item", "")), sent)
    if empty:
        named = "、".join(f"{count}条“{entry}”" for entry, count in empty.items())
        flash(request, _EMPTY.format(entries=named), "warn")
    if kept.draft is None:
        flash(request, _SAME, "")
        return RedirectResponse(addresses.item_url(kind.name, sent["item"]), 303)
    item_id, problem = kept.draft.item_id, kept.not_handed_in
    url = addresses.item_url(kind.name, item_id)
    for warning in await phrasing_warnings(request, kind.name, item_id):
        flash(request, warning, "warn")
    if sent.get("do") != "submit":
        flash(request, _SAVED)
        return RedirectResponse(url, 303)
    if isinstance(problem, StaleDraftError):
        return await _typed(request, actor, kind, item_id, sent, conflict=problem)
    if isinstance(problem, InvalidDocumentError):
        flash(request, "草稿存好了，但还不能送审：下面标出来的要先改好。", "warn")
        return RedirectResponse(url + "#errors", 303)
    if problem is not None:
        flash(request, f"草稿存好了，但没有送审：{problem.message}", "warn")
        return RedirectResponse(url, 303)
    flash(request, _SUBMITTED)
    return RedirectResponse(addresses.review_url([kept.draft.id]), 303)


async def _typed(
    request: Request,
    actor: Actor,
    kind: Kind,
    item_id: str,
    sent: Mapping[str, str],
    problems: Sequence[FieldProblem] = (),
    conflict: StaleDraftError | None = None,
) -> Response:
    """Show the form again with all that was typed."""
    day = today(services(request))

    def read(session: Session) -> Editor:
        document, _ = _read(session, actor, kind, item_id, sent)
        made = typed_editor(session, actor, kind.name, item_id, document)
        basis = _basis(sent)
        made.version, made.live_seen = basis.version, basis.live_seen
        if conflict is not None:
            set_conflict(session, made, conflict)
        else:
            made.seen = basis.seen
        if problems:
            check(session, made)
            made.errors = _first(problems, made.errors)
        complete(session, actor, made, day)
        _add(made, sent.get("do", ""))
        return made

    made = await run(services(request), read, write=False)
    return _page(request, made, 409 if conflict else 422 if problems else 200)


def _first(
    problems: Sequence[FieldProblem], others: Sequence[FieldProblem]
) -> list[FieldProblem]:
    """Put some problems before others, which say nothing more of the same fields."""
    paths = {one.path for one in problems}
    return [*problems, *(one for one in others if one.path not in paths)]


def _add(made: Editor, wanted: str) -> None:
    """Add an empty entry: ``add.answers``, or with what it is about."""
    steps = wanted.split(".")
    if steps[0] != "add" or len(steps) < 2 or steps[1] not in blocks_of(made.parts):
        return
    name = steps[1]
    entry = dict(zip(("aspect", "region"), steps[2:], strict=False))
    is_theirs = "region" not in entry or made.reach.covers(entry)
    if made.is_closed(name, entry) or not is_theirs:
        raise ForbiddenError
    made.document[name] = [*made.document[name], entry]
    made.opened = f"{name}.{len(made.document[name]) - 1}"


def _read(
    session: Session,
    actor: Actor,
    kind: Kind,
    item_id: str,
    sent: Mapping[str, str],
    *,
    keep_places: bool = False,
) -> tuple[Document, list[FieldProblem]]:
    """Read the form, and find what was sent that whoever acts may not change."""
    parts = form_of(kind.name, item_id)
    document, refused = read_within(
        parts,
        sent,
        directory_for(session, parts),
        reach_of(session, actor, kind.name).of_form(sent.get(WITHIN)),
        held_document(session, kind.name, item_id),
        keep_places=keep_places,
    )
    if item_id.startswith(COMMAND_PREFIX) and kind.name == "finder":
        document["command"] = item_id.removeprefix(COMMAND_PREFIX)
    elif item_id:
        document[kind.key] = item_id
        fill_entry_ids(session, kind.name, document)
    return document, refused


def _basis(sent: Mapping[str, str]) -> Basis:
    version = sent.get("version", "")
    return Basis(
        version=int(version) if version.isascii() and version.isdecimal() else 0,
        seen=sent.get("seen", ""),
        live_seen=bool(sent.get("live_seen")),
    )


def _page(request: Request, made: Editor, status: int = 200) -> Response:
    kind = made.kind
    can_edit = made.can_edit and not made.removes
    context: dict[str, Any] = {
        "breadcrumbs": [
            HOME,
            (kind.label_zh, addresses.list_url(kind.name)),
            (made.title, None),
        ],
        "errors": made.summary if can_edit else (),
        "editor": made,
        "entry_name": entry_name,
        "live_entry": live_entry,
        "is_same": is_same,
        "gone": GONE,
        "within": WITHIN,
        "url": addresses,
    }
    template = "content/editor.html" if can_edit else "content/item.html"
    return page(request, template, status=status, **context)
