"""Logging of failures without what the failing call was given."""

import logging
import traceback


def log_failure(logger: logging.Logger, what: str, error: BaseException) -> None:
    """Write the kind of an error and where it arose, never its message.

    Messages of databases and parsers quote values, and these may be a worker's words.
    """
    frames = traceback.extract_tb(error.__traceback__)
    where = " < ".join(
        f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames[::-1]
    )
    logger.error("%s: %s at %s", what, type(error).__name__, where)
