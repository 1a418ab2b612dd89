"""How the benefit finder speaks."""

from __future__ import annotations

from collections.abc import Sequence

from actions.wording.common import ASPECT_NAMES, HOTLINE

FOR_EVERYONE = "按公开的规定，下面这些你可以先看看："
APPROVED_LOCALLY = "最后能不能享受，以当地工会审核为准。"
ASK_FIRST = f"没写明、说不准的，去之前打{HOTLINE}问一声。"
NONE_FITS = f"按你说的，公开的内容里没有对得上的。打{HOTLINE}问问有没有别的。"
SKIP = "跳过"
STOP = "直接看结果"
FIRST = "再问一句，好挑得更准："
SKIPPED = "好，这个不说。"
RESUMED = "接着来。"
ASKED_AGAIN = "接着刚才的："
LEFT = "好，福利先看到这儿。想接着看就说“继续”，想问别的直接打字。"
AGAIN = "没太明白，点一个或打字都行，不想说就跳过。"


def for_person(traits: Sequence[str]) -> str:
    """Head the list of what fits a person."""
    return f"像你这样（{'、'.join(traits)}），按公开的内容，这些对得上："


def service(name: str, reasons: Sequence[str], unknown: Sequence[str]) -> str:
    """Name a service with the reason and what is unknown."""
    doubt = f"（{'；'.join(unknown)}）" if unknown else ""
    told = "；".join(reason.rstrip("。") for reason in reasons)
    return f"▪ {name}：{told}{doubt}"


def run_out(aspects: Sequence[str]) -> str:
    """Say of a service that goes on which of its rules have run out."""
    names = "”“".join(ASPECT_NAMES[aspect] for aspect in aspects)
    return f"“{names}”的说法已经到期，新的还没有"


def depends(names: Sequence[str], rest: int) -> str:
    """Name the services that depend on what is not told yet."""
    more = f"等{len(names) + rest}项" if rest else ""
    return f"还有要看情况的：{'、'.join(names)}{more}。"


def otherwise(trait: str, names: Sequence[str]) -> str:
    """Say what would fit as well if something else were true."""
    return f"要是{trait}，还对得上：{'、'.join(names)}。"


def silent(matter: str, names: Sequence[str]) -> str:
    """Say of which services the sources do not tell something."""
    return f"{matter}的：{'、'.join(names)}。"


def noted(traits: Sequence[str]) -> str:
    """Say what was understood."""
    return f"记下了：{'、'.join(traits)}。"


def so_far(names: Sequence[str], rest: int) -> str:
    """Say in a line what fits so far."""
    more = f"等{len(names) + rest}项" if rest else ""
    return f"眼下对得上的：{'、'.join(names)}{more}。"


def rest(count: int) -> str:
    """Say that there is more."""
    return f"还有{count}项，想看就说“更多”。"
