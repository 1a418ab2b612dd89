"""Small talk, doubt and goodbye: warm, short, honest about being a bot."""

from actions.wording.common import HELPLINE, HOTLINE

NAME = "工小暖"
GREETING = (
    f"你好，我是{NAME}，河南工会的问答机器人。托管、驿站、大病互助、困难帮扶、"
    "讨薪维权、入会这些事都能问我，直接打字就行。"
)
BOT = (
    f"我是{NAME}，一个问答机器人，不是真人。我只说工会公开发布过、有出处的内容，"
    f"查不到的会直说没有，不编。要找真人就打职工热线{HOTLINE}。"
)
THANKS = "不客气，能帮上忙就好。还有啥想问的，接着说。"
GOODBYE = "好嘞，慢走，路上注意安全。有事随时来问。"
CHITCHAT = "听着呢，辛苦了。工会的服务我能帮你查，比如驿站歇脚、托管、帮扶，想问哪样？"
FOREIGN = (
    "Sorry, I only speak Chinese. Please type in Chinese or tap a button. "
    f"You can also call the union hotline {HOTLINE}.\n"
    f"我只会中文，请用中文打字，或者点下面的；也可以打职工热线{HOTLINE}。"
)
AFFIRM = "好的。你想问哪项服务？说个名字就行。"
DENY = "好，那先不说这个。想问别的直接打字。"
NOTHING_TO_REPEAT = "咱还没说到具体的事呢。你想问工会的哪项服务？"
NO_MORE = f"这件事我这儿就这么多了。想了解更细的，打职工热线{HOTLINE}问。"
NO_SOURCE = (
    "我的每条回答都带来源和日期，都是公开报道、文件或法律条文。你想查哪件事的出处？"
)
SOURCE_INTRO = "刚才那条的出处："
NOT_UNDERSTOOD = "没太看明白。你可以换个说法，或者点下面的："
NOT_UNDERSTOOD_AGAIN = (
    f"还是没看明白，对不住。要不直接打职工热线{HOTLINE}找人问，或者点下面的试试："
)
OUT_OF_SCOPE = (
    "这个我帮不上，我只懂河南工会的服务。比如：驿站、托管、大病互助、困难帮扶、讨薪。"
)
UNION_TOO = f"想让工会帮着问、帮着说理，打职工热线{HOTLINE}。"
ABUSE = (
    f"让你着急了，对不住。你把事情再说一遍，我尽量答；要找真人，打职工热线{HOTLINE}。"
)
REFUSED = "这个我没法处理。想问工会的服务，用平常话打字就行。"
ERROR = f"我这边出了点问题，没查成，不是你的事。过会儿再试，急事请打职工热线{HOTLINE}。"
HANDOFF = f"好，找真人请打职工热线{HOTLINE}，或者找你单位、街道（乡镇）的工会。"
HANDOFF_AGAIN = (
    f"换个说法：我是机器人，只会打字。要跟真人说话，用手机拨{HOTLINE}，"
    "等人接了，把你的事从头讲一遍就行。"
)
CRISIS = (
    "听你这么说，我很担心你。你的命比什么都要紧，先别一个人扛着。\n"
    f"有危险马上打120或110；想找人说说话，打心理援助热线{HELPLINE}，有人听你讲。"
    f"身边有信得过的人，现在就叫他陪着你。工作上的难处，等你缓过来，打{HOTLINE}，"
    "工会帮你想办法。"
)
GENTLE = (
    f"我在，不着急，慢慢说。心里难受就打心理援助热线{HELPLINE}，有人听你讲；"
    "有危险马上打120或110。工会的事想问就问。"
)
STILL_AT_HAND = f"心里难受随时打{HELPLINE}，有危险打120或110，别一个人扛着。"
TOO_LONG = "这段有点长，我看不过来。麻烦用几十个字说说最想问的是啥，我马上答。"
COMPLAINT = f"让你受累了。工会的事没办好，打职工热线{HOTLINE}反映，有人管："


def lookalike(name: str, note: str) -> str:
    """Say that something only looks like a union service, and what it is."""
    what = f"（{note.rstrip('。')}）" if note else ""
    return (
        f"“{name}”不是工会的服务{what}，这个我帮不上。"
        "要是想问工会的驿站、托管、互助这些，直接说就行。"
    )


def perhaps_about(service: str) -> str:
    """Say that talk was heard, and that a service may have to do with it."""
    return (
        f"听着呢，辛苦了。要是想问“{service}”，点下面第一个就能看；想问别的直接打字。"
    )
