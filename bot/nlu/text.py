"""Bring a worker's message into one canonical form of writing."""

from __future__ import annotations

import re
import unicodedata

from zhconv_rs import zhconv

# Spaces that separate Chinese characters carry nothing; between Latin words they do.
_SPACE_BESIDE_HAN = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_SPACES = re.compile(r"\s+")
# Control characters, format characters (zero-width, BOM), surrogates, private use.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]"
)
_REPEATED_LETTER = re.compile(r"([a-z\u4e00-\u9fff])\1{2,}")
_REPEATED_MARK = re.compile(r"([^\w\s])\1+")
# In the place of an emoji. Within a number or a Latin word it parts nothing.
_EMOJI = "\x00"
_EMOJI_WITHIN = re.compile(r"(?<=\d)\x00+(?=\d)|(?<=[A-Za-z])\x00+(?=[A-Za-z])")
# Rasa reads a leading "/" as a command; no worker means one.
_COMMAND = re.compile(r"^[\s/\\]+")
_FILLER = re.compile(
    r"(?:^|(?<=[,。!?、;\s]))(?:嗯+|呃+|额+|哦+|啊+|唉+|哎+|那个+|就是说?|这个嘛)[,、\s]+"
)
# What opens and closes a message of any kind; alone it is the message. An opening can
# be read in one way only: with 呃+ a row of 呃呃! would be tried in ever so many.
_OPENING = re.compile(
    r"^(?:(?:老师好|老师(?=[,\s])|你好|您好|请问一?下?|麻烦问一?下?|那啥"
    r"|(?:[我俺](?=想))?(?:想|想要)?(?:问|请教|打听|咨询)一?下|呃|嗯)"
    r"[,。!、\s]*)+(?=\w{3})"
)
_CLOSING = re.compile(r"(?<=\w{3})[,。!?、\s]*(?:在线等|谢谢+|急+)?[。.!~、…,\s]*$")
# Who types ?? or !! behind a sentence asks nothing else than without.
_LAST_MARKS = re.compile(r"(?<=\w)[\s。.!?~、…,;:]+$")
# Said for the sound of it; 呢, 吗 and 吧 change what is said.
_LAST_PARTICLES = re.compile(r"(?<=\w{3})(?:来着|[啊呀哈哦噢喔哩])+$")
_LETTER = re.compile(r"[^\W_]")
_HOURS = re.compile(r"(?<=\d)\s?h(?![a-z])")
# The letter in the place of a nought: 202o年.
_NOUGHT = re.compile(r"(?<=\d)o(?=\d|年)")
_STAMMER = re.compile(r"(那个|这个|就是|嗯|呃)\1+")


def normalise(text: str) -> str:
    """Return the message in canonical writing.

    Full-width and compatibility forms are folded (NFKC), traditional characters
    become simplified ones, emoji and invisible characters go, runs of the same mark
    shrink to one, a leading slash and marks at the end are dropped, Latin letters
    become lower case, hours are written out, and fillers, greetings and thanks around
    a message go.

    Args:
        text: The message as it was typed.

    Returns:
        The canonical text; it may be empty.
    """
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    text = zhconv(text, "zh-hans")
    text = "".join(_EMOJI if _is_emoji(char) else char for char in text)
    if _EMOJI in text and not _LETTER.search(text):
        return ""
    text = _EMOJI_WITHIN.sub("", text).replace(_EMOJI, " ")
    text = _HOURS.sub("小时", _COMMAND.sub("", text).lower())
    text = _NOUGHT.sub("0", text)
    text = _REPEATED_MARK.sub(r"\1", text)
    text = _REPEATED_LETTER.sub(r"\1\1\1", text)
    text = _FILLER.sub("", _SPACES.sub(" ", text).strip())
    text = _SPACE_BESIDE_HAN.sub("", _OPENING.sub("", text))
    text = _STAMMER.sub(r"\1", text)
    text = _LAST_MARKS.sub("", _FILLER.sub("", text))
    text = _LAST_MARKS.sub("", _CLOSING.sub("", text)).strip()
    return _LAST_MARKS.sub("", _LAST_PARTICLES.sub("", text))


def _is_emoji(char: str) -> bool:
    return unicodedata.category(char) in ("So", "Sk", "Cs", "Co", "Cn") or (
        "\ufe00" <= char <= "\ufe0f"
    )


def is_han(char: str) -> bool:
    """Tell whether the character is a common Chinese ideograph."""
    return "\u4e00" <= char <= "\u9fff"
