"""Why the core refuses a message; each error carries a Chinese sentence."""

from web.core import wording


class ChatError(Exception):
    """A message that is not taken.

    Attributes:
        code: A stable name for programs.
        status: The HTTP status that fits.
        message: What the worker reads.
    """

    code = "refused"
    status = 400
    message = wording.REFUSED

    def __init__(self) -> None:
        super().__init__(self.message)


class EmptyMessageError(ChatError):
    """Nothing is left of the message after cleaning."""

    code = "empty_message"
    message = wording.EMPTY


class InvalidMessageError(ChatError):
    """The message's id or position has a shape that no channel sends."""

    code = "invalid_message"
    message = wording.INVALID


class TextTooLongError(ChatError):
    """The text has over 500 characters."""

    code = "text_too_long"
    status = 422
    message = wording.TOO_LONG


class UnknownOptionError(ChatError):
    """The option is not one of this conversation's latest reply."""

    code = "unknown_option"
    status = 409
    message = wording.UNKNOWN_OPTION


class UnknownTurnError(ChatError):
    """The conversation has no such turn, or it has no answer to be rated."""

    code = "unknown_turn"
    status = 404
    message = wording.UNKNOWN_TURN


class TooManyMessagesError(ChatError):
    """The session or the address sent too much.

    Attributes:
        retry_after: Seconds until a message is taken again, at least 1.
    """

    code = "too_many_messages"
    status = 429
    message = wording.TOO_MANY

    def __init__(self, retry_after: int) -> None:
        super().__init__()
        self.retry_after = retry_after


class UnavailableError(ChatError):
    """The store cannot be reached."""

    code = "unavailable"
    status = 503
    message = wording.UNAVAILABLE
