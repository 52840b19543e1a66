"""The confirming paper of a card (R91): what it shows and how it is sealed."""

from datetime import datetime

from emk_tui.exports import seal
from emk_tui.exports.pdf import aware, render
from emk_tui.i18n import _
from emk_tui.ports import Confirmation, Head

Rows = list[list[str]]


class TypstPapers:
    """ports.Papers by typst and Ed25519."""

    def confirmation(self, data: Confirmation, key: bytes) -> tuple[bytes, str]:
        """The signed PDF and its short check code; key is a raw Ed25519 private key (32 bytes)."""
        rows, public = shown_rows(data), seal.public_key(key)
        payload = seal.canonical({
            "number": data.number, "rows": rows, "sample": data.sample, **sealed_witness(data.witness),
        })  # fmt: skip
        code = seal.check_code(payload, public)
        paper = {**words(data.sample), "rows": rows, "code": code, "seal": seal.unsigned(payload, public)}
        return seal.sign(render("confirmation", paper, data.created_at), payload, key), code


def shown_rows(data: Confirmation) -> Rows:
    """Label and text of every line of the table."""
    rows = [
        [_("Номер карты"), data.number],
        [_("Оформлена"), moment(data.created_at)],
        [_("Состояние"), data.status],
        [_("Основание"), data.basis],
        [_("СНИЛС"), _("оканчивается на {tail}").format(tail=data.snils_tail)],
    ]
    rows += [[_("Отметка"), mark] for mark in data.marks]
    return [*rows, [_("Журнал"), witness_text(data.witness)]] if data.witness else rows


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


def words(sample: bool) -> dict[str, object]:
    """The words of the paper that are always the same."""
    return {
        "title": _("Подтверждение оформления электронной медицинской карты"),
        "author": _("Электронная медицинская карта (emk-tui)"),
        "head": [_("Сведение"), _("Значение")],
        "code_title": _("Проверочный код"),
        "lines": [
            _("Проверить бумагу без сети: emk verify и имя этого файла."),
            _("Подпись сделана ключом программы владельца. Это не квалифицированная подпись."),
        ],
        "sample": _("ОБРАЗЕЦ") if sample else "",
        "sample_line": _("ОБРАЗЕЦ: бумага для показа, силы не имеет.") if sample else "",
    }
