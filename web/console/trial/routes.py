"""The pages of "Try a question"."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from knowledge.publishing.errors import PublishingError
from web.console.access import flash, form, require, services
from web.console.database import run
from web.console.problem import FieldProblem
from web.console.trial import fixes, wording
from web.console.trial.bot_api import read_all
from web.console.trial.contents import Contents
from web.console.trial.form import TrialForm, problems, read_form
from web.console.trial.page import FixForm, blank, trial_page
from web.console.trial.reading_of import reading_of
from web.core.bot_client import BotDownError
from web.core.cleaning import cleaned
from web.core.errors import ChatError

_LONGEST_WORDING = 100


def routes() -> list[BaseRoute]:
    """Return the routes, relative to ``/console``; nothing is read yet."""
    pages = _Pages(Contents())
    return [
        Route("/trial", pages.show, methods=["GET"]),
        Route("/trial", pages.ask, methods=["POST"]),
        Route("/trial/fix", pages.fix, methods=["POST"]),
        Route("/trial/reading", pages.reading, methods=["POST"]),
    ]


class _Pages:
    def __init__(self, contents: Contents) -> None:
        self._contents = contents

    async def show(self, request: Request) -> Response:
        """Show the page before anything is said."""
        require(request, "view")
        return blank(request, TrialForm(text=request.query_params.get("text", "")))

    async def ask(self, request: Request) -> Response:
        """Say a sentence, after those that were said before."""
        require(request, "view")
        tried = read_form(await form(request))
        errors = problems(tried)
        return await trial_page(request, self._contents, tried, errors)

    async def fix(self, request: Request) -> Response:
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
        return await trial_page(request, self._contents, read_form(sent), errors, fix)

    async def reading(self, request: Request) -> Response:
        """Say in JSON what a wording means to the bot now."""
        require(request, "view")
        try:
            text = cleaned(await _text_of(request))
        except ChatError as error:
            return JSONResponse({"message": error.message}, 422)
        content = await self._contents.live(services(request))
        try:
            (found,) = await read_all(services(request), [text])
        except BotDownError:
            return JSONResponse({"message": wording.BOT_DOWN_SHORT}, 503)
        return JSONResponse(reading_of(found, content.view))


async def _text_of(request: Request) -> str:
    """Give the text of a JSON body; empty if it has none."""
    try:
        text = (await request.json())["text"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return text if isinstance(text, str) else ""


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
