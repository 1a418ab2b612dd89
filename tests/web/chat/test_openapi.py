"""The API keeps to its description, whatever is sent."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import httpx

from tests.web.fake_bot import HOST, FakeBot, served
from tests.web.harness import CALM, Web, settings_for
from web.app import create_app

# Left out: a text of blanks keeps to the description and is refused all the same.
_EXCLUDED = "positive_data_acceptance"
_EXAMPLES = 60


async def test_schemathesis_finds_nothing(
    folder: Path, bot: FakeBot, tmp_path: Path
) -> None:
    app = create_app(settings_for(folder, bot.port), patience=CALM)
    async with served(app) as port:
        url = f"http://{HOST}:{port}"
        async with httpx.AsyncClient(base_url=url) as client:
            me = await Web(app, client).session()
            await me.ask(text="托管")
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "schemathesis.cli", "run"),
            f"{url}/api/openapi.json",
            *("--header", f"Authorization: {me.headers['Authorization']}"),
            *("--exclude-checks", _EXCLUDED),
            *("--max-examples", str(_EXAMPLES)),
            *("--mode", "all", "--generation-deterministic", "--no-color"),
            cwd=tmp_path,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()
    # That it got as far as the bot; one question was ours.
    assert len(bot.asked) > 1
