"""Making, starting and checking the whole system on one machine.

Everything here runs on any Python 3.8 or later with the standard library alone,
since it runs before the two environments exist.
"""
