"""First revision: the view from which the bot learns every name."""

from __future__ import annotations

from alembic import op

_LEXICON = """
CREATE VIEW lexicon (text, kind, target) AS
SELECT name, 'programme', id FROM programme
UNION ALL
SELECT text, 'programme', programme_id FROM programme_alias WHERE kind = 'alias'
UNION ALL
SELECT text, 'programme_phrasing', programme_id
FROM programme_alias WHERE kind = 'phrasing'
UNION ALL
SELECT name, 'metric', id FROM metric
UNION ALL
SELECT text, 'metric', metric_id FROM metric_alias WHERE kind = 'alias'
UNION ALL
SELECT text, 'metric_phrasing', metric_id FROM metric_alias WHERE kind = 'phrasing'
UNION ALL
SELECT name, 'region', id FROM region
UNION ALL
SELECT text, 'region', region_id FROM region_alias
UNION ALL
SELECT name, 'group', id FROM worker_group
UNION ALL
SELECT text, 'group', group_id FROM worker_group_alias
UNION ALL
SELECT name, 'signpost', id FROM signpost
UNION ALL
SELECT text, 'signpost', signpost_id FROM signpost_alias WHERE kind = 'alias'
UNION ALL
SELECT text, 'signpost_phrasing', signpost_id
FROM signpost_alias WHERE kind = 'phrasing'
UNION ALL
SELECT question, 'faq_phrasing', id FROM faq
UNION ALL
SELECT text, 'faq_phrasing', faq_id FROM faq_phrasing
UNION ALL
SELECT text, 'lookalike', text FROM lookalike
"""


def create() -> None:
    """Make the view."""
    op.execute(_LEXICON)


def drop() -> None:
    """Take the view away."""
    op.execute("DROP VIEW lexicon")
