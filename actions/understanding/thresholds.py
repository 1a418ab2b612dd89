"""Where doubt begins.

``make calibrate WRITE=1`` chooses the values by cost on held-out messages and writes
them here; the curves are in docs/quality.md. Values are compared with, never reckoned
with.
"""

TOPIC = 0.40
"""A topic that is not named is taken from this probability on."""
TOPIC_SWITCH = 0.70
"""During a talk about one service, another that is not named needs this much."""
TOPIC_SWITCH_LONG = 0.50
"""In a longer turn this much does."""
SHORT_TURN = 10
"""Characters from which a turn is a longer one."""
SIGNPOST = 0.45
"""Another agency's matter that is not named is taken from this probability on."""
SIGNPOST_SWITCH = 0.90
"""During a talk about a service, a short turn needs this much for one."""
SIGNPOST_OVER_SCOPE = 0.80
"""What is read as out of scope is sent to an agency from this probability on."""
SIGNPOST_OVER_NAME = 0.60
"""Both a service and another agency's matter are named: the latter needs this."""
INTENT = 0.30
"""Below this the aspect counts as unknown."""
INTRODUCE = 0.55
"""Below this a service is introduced, aspects as buttons, rather than one guessed."""
INTENT_OVER_SHORT = 0.97
"""After a question back, another aspect in a short turn needs this much."""
INTENT_OVER_PENDING = 0.85
"""After a question back, another aspect than the one asked before needs this."""
SECOND_TOPIC = 0.15
"""Of two services that are named, the less likely one is meant from here on."""
ASIDE = 0.20
"""Another agency's matter that is named but less likely is only mentioned."""
CLAUSE = 0.60
"""A clause adds an aspect of its own from this probability on."""
TALK_OVER_TOPIC = 0.75
"""Small talk, nonsense or other matters this sure stay so, whatever is named."""
CRISIS = 0.30
"""Words of self-harm are heard before everything else from this probability on.

This one and the next two are not chosen by cost."""
DANGER = 0.45
"""Danger to life that is not named is heard from this probability on."""
JOKE = 0.75
"""Words of self-harm are taken for a joke where small talk is this likely."""
FAQ_OF_TALK = 0.10
"""Those of the service in hand must together be this likely to be ranked alone."""
FAQ_SHARE = 0.60
"""Among the published questions of a service, one must be this likely."""
FAQ_PAIR = 0.75
"""Two that together are this likely are both told where the aspect is not sure."""
FAQ_LIKELY = 0.50
"""One this likely of all is told before a gap."""
FAQ_CERTAIN = 0.97
"""One of this probability, where no other aspect is asked, needs no more likeness
than ``FAQ_OF_SERVICE``."""
FAQ_OVER_ASPECT = 0.70
"""One of another aspect than is surely asked, and told there, must be this near."""
FAQ_REPEATED = 0.85
"""One of this probability is believed over the aspect that was read."""
FAQ_PLAIN = 0.90
FAQ_PLAIN_LIKENESS = 0.40
"""A published question this likely and near is told where no intent is."""
FAQ_IN_STORY = 0.15
"""Likeness that a phrasing must have to a long story that asks for it."""
FAQ_SURE = 0.40
"""A published question this near is answered before the aspect is."""
FAQ_OF_SERVICE = 0.36
"""One this near is answered where the aspect has no answer or is not sure."""
FAQ_ALONE = 0.85
"""A published question of this probability tells which service is meant."""
SURE_INTENT = 0.60
"""From here on an intent is not doubted because of a year or a metric."""
WEAK_INTENT = 0.50
"""Below this a published question is believed sooner than the aspect."""
OVER_NAME = 0.90
"""A service that is not named is meant over one that is, from this topic on."""
METRIC = 0.35
"""One metric is meant, not several, from this probability on."""
METRIC_SWITCH = 0.60
"""During a talk about one metric, another needs this much."""
METRIC_SURE = 0.80
"""A metric of this probability is meant even if the year has another's figure."""
METRIC_ALONE = 0.50
"""A metric of this probability makes a question one about figures."""
