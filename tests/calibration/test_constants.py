"""Writing thresholds into their file."""

from __future__ import annotations

from pathlib import Path

import pytest

from calibration.constants import FILE, write_constants

TEXT = '''"""Where doubt begins."""

TOPIC = 0.40
"""From here on."""
TOPIC_SWITCH = 0.70
LENGTH = 10
'''


def test_only_the_numbers_change(tmp_path: Path) -> None:
    path = tmp_path / "thresholds.py"
    path.write_text(TEXT, encoding="utf-8")

    write_constants({"TOPIC": 0.5, "LENGTH": 12}, path)

    expected = TEXT.replace("0.40", "0.50").replace("= 10", "= 12")
    assert path.read_text(encoding="utf-8") == expected


def test_an_unknown_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "thresholds.py"
    path.write_text(TEXT, encoding="utf-8")

    with pytest.raises(LookupError, match="no number to WIDTH"):
        write_constants({"WIDTH": 0.5}, path)
    assert path.read_text(encoding="utf-8") == TEXT


def test_every_threshold_can_be_written(tmp_path: Path) -> None:
    from calibration.sweep import numbers

    path = tmp_path / "thresholds.py"
    path.write_bytes(FILE.read_bytes())

    write_constants(numbers(), path)

    assert path.read_bytes() == FILE.read_bytes()
