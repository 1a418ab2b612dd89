"""Changing content: drafts, review, publishing, history. Nothing here knows the web.

Every function takes a SQLAlchemy session whose transaction the caller ends; whoever
will write opens it on ``knowledge.database.writing(engine)``, so that on SQLite
writers wait for each other instead of failing. Who acts is ``actor.actor_var``.
"""
