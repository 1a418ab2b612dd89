"""The seed: files that a person can read, checked as a whole, loaded as a whole.

The files are authoritative until staff publish for the first time: loading makes the
database equal to them, and what they no longer hold is deleted, whoever put it there.
From the first published revision on, loading leaves the content alone.
"""

from knowledge.seed.files import SeedContent, read_seed
from knowledge.seed.loader import SeedChanges, load_seed

__all__ = ["SeedChanges", "SeedContent", "load_seed", "read_seed"]
