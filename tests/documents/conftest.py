"""What the tests of this room share."""

import pytest

from emk_tui.documents import process
from emk_tui.documents.process import Ended


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> list[Ended]:
    """How every worker of the test ended."""
    ends, real = list[Ended](), process._ended

    def noted(worker: process.Worker, answer: dict[str, object] | None) -> Ended:
        ends.append(real(worker, answer))
        return ends[-1]

    monkeypatch.setattr(process, "_ended", noted)
    return ends
