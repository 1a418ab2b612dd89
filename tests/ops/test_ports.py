"""Ports are looked at before anything is started."""

from __future__ import annotations

import socket
from dataclasses import replace

import pytest

from ops.errors import OpsError
from ops.ports import HOST, check_ports, free_ports
from settings import load_settings

SETTINGS = load_settings({})


def test_free_ports_pass_the_check() -> None:
    bot, actions = free_ports(2)
    assert bot != actions
    check_ports(replace(SETTINGS, bot_port=bot, actions_port=actions))


@pytest.mark.parametrize("address", [HOST, "0.0.0.0"])
def test_a_port_in_use_names_the_port_and_its_setting(address: str) -> None:
    (free,) = free_ports(1)
    with socket.socket() as taken:
        taken.bind((address, 0))
        taken.listen()
        port = taken.getsockname()[1]
        settings = replace(SETTINGS, bot_port=free, actions_port=port)
        with pytest.raises(OpsError, match=rf"port {port} .* GXN_ACTIONS_PORT$"):
            check_ports(settings)


def test_two_processes_cannot_share_a_port() -> None:
    settings = replace(SETTINGS, bot_port=7000, actions_port=7000)
    with pytest.raises(OpsError, match="GXN_BOT_PORT and GXN_ACTIONS_PORT"):
        check_ports(settings)


def test_the_port_of_the_web_counts_where_it_is_started() -> None:
    bot, actions = free_ports(2)
    settings = replace(SETTINGS, bot_port=bot, actions_port=actions, web_port=bot)
    check_ports(settings)
    with pytest.raises(OpsError, match="GXN_BOT_PORT and GXN_WEB_PORT"):
        check_ports(settings, web=True)
