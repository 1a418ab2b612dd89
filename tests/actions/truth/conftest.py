"""The walk is made once; every truth is tested on the same replies."""

from __future__ import annotations

import pytest

from knowledge import View
from tests.actions.truth.walk import Asked, everything


@pytest.fixture(scope="session")
def asked(view: View) -> list[Asked]:
    """All that can be asked, with the replies."""
    return list(everything(view))
