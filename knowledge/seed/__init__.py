"""The seed: files that a person can read, checked as a whole, loaded as a whole.

The files are authoritative: loading makes the database equal to them, and what they no
longer hold is deleted, whoever put it there.
"""

from knowledge.seed.files import SeedContent, read_seed
from knowledge.seed.loader import SeedChanges, load_seed

__all__ = ["SeedChanges", "SeedContent", "load_seed", "read_seed"]
