"""Quicker parts for Rasa 3.6.21, each guarded. Why: docs/decisions/0008.

``replacements`` are functions of Rasa's that are exchanged when the bot starts; the
stores are chosen in ``endpoints.yml``, which is Rasa's own way.
"""
