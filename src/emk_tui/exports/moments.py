"""Words that every paper shares: a moment, the witness of the journal."""

from datetime import datetime

from emk_tui.exports.pdf import aware
from emk_tui.i18n import _
from emk_tui.ports import Head


def witness_text(witness: Head) -> str:
    """«запись 37, 1a2b-3c4d-5e6f-7081»: short enough to be typed or read aloud."""
    return _("запись {number}, {digits}").format(number=witness.seq, digits=witness.short)


def sealed_witness(witness: Head | None) -> dict[str, object]:
    """The whole hash goes under the seal; nothing where there is none, as on papers made before."""
    return {"witness": [witness.seq, witness.hash]} if witness else {}


def moment(at: datetime) -> str:
    """ДД.ММ.ГГГГ, ЧЧ:ММ with the offset from UTC."""
    offset = aware(at).strftime("%z")
    return f"{at:%d.%m.%Y, %H:%M}, UTC{offset[:3]}:{offset[3:5]}"
