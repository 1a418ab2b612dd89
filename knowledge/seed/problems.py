"""What is wrong with the seed, and where."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend; ``line`` 0 means the file as a whole."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.reason}"


@dataclass(slots=True)
class Problems:
    """Collects all that is wrong, so that one run shows everything."""

    found: set[Problem] = field(default_factory=set)

    def add(self, file: str, line: int, reason: str) -> None:
        """Note one problem."""
        self.found.add(Problem(file, line, reason))

    def lines(self) -> list[str]:
        """Give all problems as text, by file and line."""
        return [str(problem) for problem in sorted(self.found)]
