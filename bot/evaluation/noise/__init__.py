"""Sentences as a worker with a phone types them: seeded corruption of clean ones.

Nothing in here is shared with what corrects such writing (``bot/nlu/text.py``,
``bot/nlu/pinyin*.py``): the tables are written by hand for this package alone.
"""
