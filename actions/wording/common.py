"""Words that many replies share."""

from knowledge import vocabulary

HOTLINE = "12351"
HELPLINE = "12356"
"""Psychological help, for who thinks of self-harm."""
ASK_HOTLINE = f"拿不准就打职工热线{HOTLINE}问一声。"
MORE = "更多"
MORE_PAYLOAD = "再详细点"
HUMAN = "找人工"

ASPECT_NAMES = {**vocabulary.ASPECT_NAMES, "list": "有哪些"}

ASPECT_QUESTIONS = {
    "intro": "是什么",
    "eligibility": "谁能享受",
    "howto": "怎么办理",
    "materials": "要什么材料",
    "amount": "多少钱",
    "location": "在哪儿",
    "time": "什么时间办",
    "contact": "打哪个电话",
    "basis": "有什么文件依据",
    "figure": "办了多少",
    "complaint": "有问题找谁反映",
}


def aspect_question(programme: str, aspect: str) -> str:
    """Return the full question that a button about an aspect asks."""
    return f"{programme}{ASPECT_QUESTIONS[aspect]}"
