"""Choose the thresholds by what their outcomes cost; nothing here runs in the bot.

The messages of ``tests/calibration`` are read once by the trained model. Then they are
answered again and again by the real actions, in this process, with other thresholds.
"""
