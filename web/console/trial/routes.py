"""The pages of "Try a question"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from knowledge.publishing.errors import PublishingError
from web.console.access import flash, form, require, services
from web.console.database import run
from web.console.problem import FieldProblem
from web.console.trial import fixes, wording
from web.console.trial.bot_api import read_all
from web.console.trial.contents import contents_of
from web.console.trial.form import TrialForm, problems, read_form
from web.console.trial.page import FixForm, blank, trial_page
from web.console.trial.reading_of import reading_of
from web.console.trial.rivals import Own, rival
from web.core.bot_client import BotDownError
from web.core.cleaning import cleaned
from web.core.errors import ChatError

_LONGEST_WORDING = 100


def routes() -> list[BaseRoute]:
    """Return the routes, relative to ``/console``."""
    return [
        Route("/trial", show_trial, methods=["GET"]),
        Route("/trial", ask_trial, methods=["POST"]),
        Route("/trial/fix", add_fix, methods=["POST"]),
        Route("/trial/reading", read_wording, methods=["POST"]),
    ]


async def show_trial(request: Request) -> Response:
    """Show the page before anything is said."""
    require(request, "view")
    return blank(request, TrialForm(text=request.query_params.get("text", "")))


async def ask_trial(request: Request) -> Response:
    """Say a sentence, after those that were said before."""
    require(request, "view")
    tried = read_form(await form(request))
    errors = problems(tried)
    return await trial_page(request, contents_of(request), tried, errors)


async def add_fix(request: Request) -> Response:
    """Write a wording into a draft and go there."""
    require(request, "edit")
    sent = await form(request)
    fix = FixForm.read(sent)
    errors = _fix_problems(fix)
    target = fixes.read_target(fix.target)
    if not errors and target is not None and fix.field is not None:
        field = fix.field
        try:
            fixed = await run(
                services(request),
                lambda session: fixes.add_wording(
                    session, target, field, fix.wording.strip()
                ),
            )
        except PublishingError as error:
            errors = [FieldProblem("target", error.message)]
        else:
            flash(request, fixed.message)
            return RedirectResponse(fixed.url, 303)
    return await trial_page(request, contents_of(request), read_form(sent), errors, fix)


async def read_wording(request: Request) -> Response:
    """Say in JSON what a wording means to the bot now."""
    require(request, "view")
    sent = await _sent(request)
    text = sent.get("text")
    try:
        text = cleaned(text if isinstance(text, str) else "")
    except ChatError as error:
        return JSONResponse({"message": error.message}, 422)
    content = await contents_of(request).live(services(request))
    try:
        (found,) = await read_all(services(request), [text])
    except BotDownError:
        return JSONResponse({"message": wording.BOT_DOWN_SHORT}, 503)
    means = reading_of(found, content.view)
    own = Own.read(sent.get("own"))
    other = rival(means, own, content.view) if own else None
    warning = wording.taken_for(text, other.label, other.title) if other else None
    return JSONResponse({**means, "warning_zh": warning})


async def _sent(request: Request) -> Mapping[str, Any]:
    """Give a JSON body; empty if it is none."""
    try:
        sent = await request.json()
    except (ValueError, RecursionError):
        return {}
    return sent if isinstance(sent, Mapping) else {}


def _fix_problems(fix: FixForm) -> list[FieldProblem]:
    target = fixes.read_target(fix.target)
    found = []
    if not fix.wording.strip():
        found.append(FieldProblem("wording", wording.NO_WORDING))
    elif len(fix.wording.strip()) > _LONGEST_WORDING:
        found.append(FieldProblem("wording", wording.LONG_WORDING))
    if target is None or fix.field is None:
        found.append(FieldProblem("target", wording.NO_TARGET))
    elif target.faq_id and fix.field == "aliases":
        found.append(FieldProblem("target", wording.FAQ_HAS_NO_ALIAS))
    return found
