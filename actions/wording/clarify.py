"""Questions back to the worker."""

from __future__ import annotations

from actions.wording.common import ASPECT_NAMES

WHICH_SERVICE = "你问的是哪项服务？点一个，或者直接打名字："
WHICH_MATTER = "你是想问下面哪件事？"
WHO_ARE_YOU = "你是做啥的、家里啥情况？说一句我就能挑得更准，比如："


def which_service(aspect: str) -> str:
    """Ask which service an aspect is asked of."""
    return f"想问哪项服务“{ASPECT_NAMES[aspect]}”？点一个，或者直接打名字："
