"""The knowledge base from the command line: ``python -m knowledge``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from knowledge.database import create_engine
from knowledge.errors import KnowledgeError, SeedError
from knowledge.migrate import current_revision, require_newest, upgrade
from knowledge.models import KnowledgeVersion
from knowledge.seed.loader import checked_seed, load_seed
from settings import ROOT, SettingsError, load_settings

_SEED = ROOT / "data" / "knowledge"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit code: 0 done, 1 failed (with one line, or one a problem, on stderr).
    """
    options = _parser().parse_args(arguments)
    try:
        _run(options)
    except SeedError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        print(f"error: {error}; nothing was written", file=sys.stderr)
    except (KnowledgeError, SettingsError) as error:
        print(f"error: {error}", file=sys.stderr)
    except (CommandError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        print(f"error: the database: {reason}", file=sys.stderr)
    else:
        return 0
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("migrate", help="bring the database to the newest revision")
    seed = commands.add_parser("seed", help="make the database equal to the seed files")
    seed.add_argument("--dir", type=Path, default=_SEED, help="where the files are")
    seed.add_argument(
        "--check", action="store_true", help="only check the files, use no database"
    )
    commands.add_parser("version", help="print the number of the published state")
    return parser


def _run(options: argparse.Namespace) -> None:
    if options.command == "seed" and options.check:
        content = checked_seed(_shown(options.dir))
        print(f"the seed is fine: {len(content.programmes)} programmes")
        return
    engine = create_engine(load_settings())
    try:
        _run_on(engine, options)
    finally:
        engine.dispose()


def _run_on(engine: Engine, options: argparse.Namespace) -> None:
    if options.command == "migrate":
        upgrade(engine)
        print(f"the schema is at revision {current_revision(engine)}")
        return
    require_newest(engine)
    if options.command == "seed":
        done = load_seed(engine, _shown(options.dir))
        if done.left_alone:
            print(
                "the content was left alone: it is published from the staff console; "
                f"version {done.version}"
            )
            return
        print(
            f"{done.added} rows added, {done.changed} changed, {done.removed} removed; "
            f"version {done.version}"
        )
    else:
        with engine.connect() as connection:
            print(connection.scalars(select(KnowledgeVersion.version)).one())


def _shown(folder: Path) -> Path:
    """Give a folder the way messages should show it: short where that is possible."""
    try:
        return folder.resolve().relative_to(Path.cwd())
    except ValueError:
        return folder


if __name__ == "__main__":
    sys.exit(main())
