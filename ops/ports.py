"""Ports of this machine's loopback interface."""

from __future__ import annotations

import contextlib
import errno
import socket

from ops.errors import OpsError
from settings import Settings

HOST = "127.0.0.1"


def check_ports(settings: Settings, *, web: bool = False) -> None:
    """See to it that every port we are about to listen on is free.

    Args:
        settings: The ports.
        web: Whether the web process is to listen as well.

    Raises:
        OpsError: A port is taken, or two processes were given the same.
    """
    wanted: dict[int, str] = {}
    hosts = {"bot_port": HOST, "actions_port": HOST}
    if web:
        hosts["web_port"] = settings.web_host
    for field, host in hosts.items():
        port = getattr(settings, field)
        variable = f"GXN_{field.upper()}"
        if port in wanted:
            raise OpsError(f"{wanted[port]} and {variable} are both {port}")
        wanted[port] = variable
        _check_port(host, port, variable)


def free_ports(count: int) -> list[int]:
    """Different ports that nobody listens on at this moment."""
    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind((HOST, 0))
        return [probe.getsockname()[1] for probe in probes]


def _check_port(host: str, port: int, variable: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        # A connection that was just closed must not count as somebody listening.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                reason = "is in use: stop what listens there, or set another with"
            else:
                reason = f"cannot be used ({error.strerror}): set another with"
            raise OpsError(f"port {port} {reason} {variable}") from None
