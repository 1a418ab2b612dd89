"""Where doubt begins. Chosen on held-out sentences; see docs/quality.md."""

TOPIC = 0.40
"""A topic that is not named is taken from this probability on."""
TOPIC_SWITCH = 0.70
"""During a talk about one service, another that is not named needs this much."""
SIGNPOST = 0.45
"""Another agency's matter that is not named is taken from this probability on."""
SIGNPOST_OVER_NAME = 0.60
"""Both a service and another agency's matter are named: the latter needs this."""
INTENT = 0.30
"""Below this the aspect counts as unknown."""
INTENT_OVER_PENDING = 0.60
"""After a question back, another aspect than the one asked before needs this."""
CLAUSE = 0.50
"""A clause adds an aspect of its own from this probability on."""
CRISIS = 0.30
"""Words of self-harm are heard before everything else from this probability on."""
FAQ_SURE = 0.72
"""A published question this near is answered."""
FAQ_OF_SERVICE = 0.52
"""A question of the service in hand this near is answered where no answer fits."""
METRIC = 0.35
"""One metric is meant, not several, from this probability on."""
METRIC_ALONE = 0.50
"""A metric of this probability makes a question one about figures."""
