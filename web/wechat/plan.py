"""What the reply to a new message has to carry."""

from __future__ import annotations

from web.wechat import wording
from web.wechat.ledger import Item, Ledger
from web.wechat.reading import Reading, only_fetches


def plan(
    ledger: Ledger, message_id: str, reading: Reading, now: float
) -> tuple[list[Item], bool]:
    """Decide what a message fetches and whether it is a question of its own.

    Takes out of the ledger what the message fetches.

    Returns:
        What its reply carries, oldest first; and whether the core is asked.
    """
    ask = reading.ask
    own: list[Item] = [message_id] if ask else []
    if not reading.collects:
        return own, bool(own)
    owed = ledger.take_waiting(now)
    if ask is None or ask.option or ask.position:
        return owed + own, bool(own)
    if owed and only_fetches(ask.text):
        return owed, False
    if ledger.more and ask.text.strip("“”\"' 。") == wording.CONTINUE_WORD:
        owed, ledger.more = owed + ledger.more, []
        return owed, False
    return owed + own, True
