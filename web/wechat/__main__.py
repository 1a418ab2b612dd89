"""``python -m web.wechat menu push|show|check``: the account's menu."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from settings import Settings, SettingsError, load_settings
from web.wechat.api_client import ApiError
from web.wechat.memory import open_memory
from web.wechat.menu import MENU_FILE, Menu, MenuError, load_menu
from web.wechat.official import OfficialAccount


def main(
    arguments: Sequence[str] | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
) -> int:
    """Run the command.

    Args:
        arguments: Those of the command line if left out.
        transport: How the API is reached; by the network if left out.

    Returns:
        The process's exit status.
    """
    options = _parser().parse_args(arguments)
    try:
        print(_done(options.deed, options.file, transport))
    except (MenuError, SettingsError) as error:
        print(error, file=sys.stderr)
        return 2
    except ApiError as error:
        print(f"微信没有接受：{error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m web.wechat", description=__doc__)
    subjects = parser.add_subparsers(required=True)
    menu = subjects.add_parser("menu", help="the account's menu")
    menu.add_argument(
        "deed",
        choices=("push", "show", "check"),
        help="bring the file's menu to WeChat, show WeChat's, or check the file",
    )
    menu.add_argument("--file", type=Path, default=MENU_FILE, help="the menu file")
    return parser


def _done(deed: str, file: Path, transport: httpx.AsyncBaseTransport | None) -> str:
    if deed == "show":
        return asyncio.run(_with_account(_account_settings(), transport, None))
    menu = load_menu(file)
    if deed == "check":
        return f"{file.name}：可以用"
    return asyncio.run(_with_account(_account_settings(), transport, menu))


def _account_settings() -> Settings:
    settings = load_settings()
    if settings.wechat is None or settings.wechat.secret is None:
        raise SettingsError("没有配置公众号：需要GXN_WECHAT_TOKEN、_APPID和_SECRET")
    return settings


async def _with_account(
    settings: Settings, transport: httpx.AsyncBaseTransport | None, menu: Menu | None
) -> str:
    assert settings.wechat is not None
    memory = open_memory(settings.redis_url, time.time)
    account = OfficialAccount(settings.wechat, memory, {}, transport)
    try:
        if menu is not None:
            await account.call("menu/create", menu.to_api())
            return "菜单已发布；手机上最迟24小时内更新"
        return _readable(await account.read("menu/get"))
    finally:
        await account.close()
        await memory.close()


def _readable(data: dict[str, Any]) -> str:
    return json.dumps(data.get("menu", data), ensure_ascii=False, indent=2)


if __name__ == "__main__":
    sys.exit(main())
