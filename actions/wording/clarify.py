"""Questions back to the worker."""

from __future__ import annotations

from actions.wording.common import ASPECT_NAMES, HOTLINE

WHICH_SERVICE = "你问的是哪项服务？点一个，或者直接打名字："
WHICH_MATTER = "你是想问下面哪件事？"
PERSON = f"说不清也不要紧，打职工热线{HOTLINE}找人问。"


def noted(place: str) -> str:
    """Say that it is kept in mind where the worker is."""
    return f"记下了，你在{place}。"


def which_service(aspect: str) -> str:
    """Ask which service an aspect is asked of."""
    return f"想问哪项服务“{ASPECT_NAMES[aspect]}”？点一个，或者直接打名字："
