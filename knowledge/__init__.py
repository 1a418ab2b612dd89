"""The knowledge base of 工小暖: tables, migrations, seed and typed queries.

from knowledge import open_knowledge

knowledge = open_knowledge(load_settings())
view = await knowledge.current()
answer = view.answer_for("childcare", "howto", "zhengzhou")
"""

from knowledge.errors import KnowledgeError, KnowledgeUnavailableError, SeedError
from knowledge.queries.view import View
from knowledge.reader import Knowledge, open_knowledge

__all__ = [
    "Knowledge",
    "KnowledgeError",
    "KnowledgeUnavailableError",
    "SeedError",
    "View",
    "open_knowledge",
]
