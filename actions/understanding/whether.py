"""Questions to be answered with yes or no, and what they are about (管饭不: 管饭)."""

from __future__ import annotations

import re

from actions.understanding.parts import ASKS_WHAT

_AT_THE_END = re.compile(r"(?:吗|嘛|么|不|没|没有|否)[呀啊呢的]*[?？!！。.~]*$")
_EITHER_OR = re.compile(r"(?P<verb>\w)[不没](?P=verb)")
_ASKS_WHAT = re.compile(ASKS_WHAT)
# What any question may hold, whatever it is about.
_COMMON = re.compile(
    r"请问|想问一?下?|我想|问一下|知道|咱们?|我们?|俺们?|你们?|恁们?|他们?|人家|工会"
    r"|能不能|可不可以|是不是|有没有|会不会|要不要|用不用|让不让|给不给|中不中|行不行"
    r"|可以|能够|需要|现在|目前|今年|如今|还有|没有|这个|那个|里面|里头|那里|那儿|这里|这儿"
    r"|到底|究竟|的话|一下|服务|活动|申请|申领|报名|享受|参加|加入|办理|领取|办|报|领"
    r"|[能会可得让给要用有没是不吗嘛么呢啊呀吧的了着过在去到来还也都就才又再和跟里上下个位]"
)
_THERE_IS = re.compile(r"有没有|有没|有冇")
_SHORTEST = 2


def asks_whether(text: str) -> bool:
    """Tell whether a question is to be answered with yes or no."""
    if _ASKS_WHAT.search(text):
        return False
    return bool(_AT_THE_END.search(text) or _EITHER_OR.search(text))


def what_about(text: str) -> str:
    """Return what is left of such a question without what any may hold.

    Args:
        text: The question without names.

    Returns:
        The words that a text must hold to answer it; empty where nothing special is
        asked (有托管吗).
    """
    plain = re.sub(r"\W", "", text)
    left = _COMMON.sub("", _EITHER_OR.sub(r"\g<verb>", plain))
    return left if len(left) >= _SHORTEST else ""


def what_there_is(text: str) -> str:
    """Return what a question asks to be there, empty if it asks something else.

    Args:
        text: The question (俺媳妇扫大街 天不亮就走 有没有管早饭的: 管早饭).
    """
    *_, last = [None, *_THERE_IS.finditer(text)]
    return what_about(text[last.end() :]) if last else ""


def longest_common(words: str, text: str) -> int:
    """Return the length of the longest run of words that a text holds."""
    longest = 0
    for start in range(len(words)):
        while (
            start + longest < len(words) and words[start : start + longest + 1] in text
        ):
            longest += 1
    return longest
