"""Whether a turn only asks if somebody may: 退休了还能参加吗, 家属能办不."""

from __future__ import annotations

import re

from actions.understanding.turn import Turn

# Somebody, and no matter: what is taken part in, bought or had is in the talk.
_SOMEBODY = (
    r"(?:\d{1,3}岁?|退休了?|离职了?|辞职了?|失业了?|家属|家里人|老婆|老公|媳妇|爱人"
    r"|父母|爸妈?|妈|孩子|娃|小孩|老人|农民工|临时工|合同工|外地人?|外地户口|外省人?"
    r"|非会员|不是会员|没入会|没合同|没签合同|男的|女的)"
)
_WHO_MAY = re.compile(
    rf"(?:那|那么)?(?:我|俺|俺们|我们|我家)?{_SOMEBODY}?(?:的|了)?(?:还|也|就)?"
    r"(?:能不能|可不可以|可以|能)(?:再)?(?:参加|报名|报|申请|申领|买|办|办理|领|享受)"
    r"(?:吗|不|没|么|嘛|呢)?[?？。]?"
)


def asks_who_may(turn: Turn) -> bool:
    """Tell whether a turn names no matter and only asks whether somebody may."""
    whole = bool(_WHO_MAY.fullmatch(turn.unnamed))
    return turn.names_nothing and not turn.metrics and whole
