"""PDF by typst: tagged for screen readers (PDF/UA-1), for archives (PDF/A-2a), the same bytes always."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.resources import files


def render(template: str, data: Mapping[str, object], at: datetime) -> bytes:
    """The PDF of templates/<template>.typ; data goes in as JSON, never as markup; fonts of typst only.

    ValueError for what cannot be set; the message of typst, which may hold texts of the card, goes nowhere.
    """
    import typst

    try:
        return typst.compile(
            b"\n".join(_source(name) for name in ("base", template)),
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=int(aware(at).timestamp()),
        )
    except typst.TypstError:
        raise ValueError("paper cannot be set") from None


def _source(name: str) -> bytes:
    """Our own markup; the shared part and that of a kind are put one after the other."""
    return files("emk_tui.exports").joinpath("templates", f"{name}.typ").read_bytes()


def aware(at: datetime) -> datetime:
    """A moment without a zone is taken as UTC, so that the machine's own zone changes nothing."""
    return at if at.tzinfo else at.replace(tzinfo=UTC)
