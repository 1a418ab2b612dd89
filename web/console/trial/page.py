"""What the trial's page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from knowledge.publishing.actor import Actor, may
from knowledge.publishing.scope import widened
from web.console.access import current_actor, page, services
from web.console.database import run
from web.console.problem import FieldProblem
from web.console.trial import wording
from web.console.trial.contents import Content, Contents
from web.console.trial.fixes import FIELDS, Field
from web.console.trial.form import TrialForm
from web.console.trial.reasons import THRESHOLDS, Reasons, reasons
from web.console.trial.talk import Step, hold
from web.console.trial.targets import targets
from web.console.trial.used import Row, with_addresses
from web.console.wording import HOME
from web.core.bot_client import BotDownError

_TEMPLATE = "trial/try.html"


@dataclass(frozen=True)
class FixForm:
    """A wording that is to be added, as typed; field: as what."""

    wording: str = ""
    target: str = ""
    field: Field | None = None

    @classmethod
    def read(cls, sent: FormData) -> FixForm:
        """Read what was sent."""
        field = next((one for one in FIELDS if sent.get("as") == one), None)
        return cls(_text(sent, "wording"), _text(sent, "target"), field)


@dataclass(frozen=True)
class Tried:
    """A trial talk with all that is shown of it.

    Attributes:
        steps: What was said and answered.
        reasons: Why the last answer is as it is.
        rows: What it is made of, with addresses.
        targets: What its wording can be added to; empty for those who may not.
        content: What was answered from.
    """

    steps: Sequence[Step]
    reasons: Reasons
    rows: Sequence[Row]
    targets: Sequence[tuple[str, str]]
    content: Content


def blank(
    request: Request,
    tried: TrialForm,
    errors: Sequence[FieldProblem] = (),
    *,
    bot_down: bool = False,
) -> Response:
    """Show the form without a talk.

    Args:
        request: Whose page.
        tried: What was typed.
        errors: What is wrong with it.
        bot_down: Whether that is the bot's fault.
    """
    return page(
        request,
        _TEMPLATE,
        status=503 if bot_down else 422 if errors else 200,
        breadcrumbs=[HOME, ("试一试", "")],
        errors=errors,
        tried=tried,
        talk=None,
        fix=FixForm(),
        notice=wording.BOT_DOWN if bot_down else "",
    )


async def trial_page(
    request: Request,
    contents: Contents,
    tried: TrialForm,
    errors: Sequence[FieldProblem],
    fix: FixForm | None = None,
) -> Response:
    """Hold the talk and show it; with errors, what was typed stays to be corrected.

    Args:
        request: Whose page.
        contents: What can be answered from.
        tried: The talk.
        errors: What is wrong with what was sent.
        fix: The wording that was to be added, if one was.
    """
    sentences = list(tried.said)
    if not errors:
        sentences.append(tried.text)
    if not sentences:
        return blank(request, tried, errors)
    try:
        talk = await _talk(request, contents, tried, sentences)
    except BotDownError:
        return blank(request, tried, errors, bot_down=True)
    return page(
        request,
        _TEMPLATE,
        status=422 if errors else 200,
        breadcrumbs=[HOME, ("试一试", "")],
        errors=errors,
        tried=TrialForm(sentences, tried.text if errors else "", tried.against),
        talk=talk,
        fix=fix or FixForm(wording=sentences[-1]),
        notice="",
        kinds=wording.KINDS,
        thresholds=THRESHOLDS,
    )


async def _talk(
    request: Request, contents: Contents, tried: TrialForm, sentences: Sequence[str]
) -> Tried:
    actor = current_actor(request)
    if tried.against == "drafts":
        content = await contents.drafted(services(request), actor)
    else:
        content = await contents.live(services(request))
    steps = await hold(services(request), content, sentences)
    why = reasons(steps[-1], content.view)

    def work(session: Session) -> tuple[list[Row], Actor]:
        return with_addresses(session, list(why.rows)), widened(session, actor)

    rows, wide = await run(services(request), work, write=False)
    choices = targets(steps[-1].turn, content.view, wide) if may(actor, "edit") else []
    return Tried(steps, why, rows, choices, content)


def _text(sent: FormData, name: str) -> str:
    found = sent.get(name)
    return found if isinstance(found, str) else ""
