"""WeChat's XML: one flat record in, one out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from web.wechat.refusals import BadXmlError

# Characters that XML 1.0 cannot hold at all.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse(body: bytes | str) -> dict[str, str]:
    """Read a message.

    Args:
        body: The XML; its encoding is UTF-8.

    Returns:
        The text of each element right under the root; "" where it has none.

    Raises:
        BadXmlError: Broken XML, a DTD, an entity, or another root than ``xml``.
    """
    try:
        root = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise BadXmlError from None
    if root.tag != "xml":
        raise BadXmlError
    return {child.tag: (child.text or "").strip() for child in root}


def render(fields: Mapping[str, str | int]) -> str:
    """Write a reply: numbers as they are, texts as CDATA."""
    lines = [f"<{name}>{_value(value)}</{name}>" for name, value in fields.items()]
    return "<xml>\n" + "\n".join(lines) + "\n</xml>"


def _value(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    text = _ILLEGAL.sub("", value).replace("]]>", "]]]]><![CDATA[>")
    return f"<![CDATA[{text}]]>"
