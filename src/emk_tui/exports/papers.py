"""The papers of a store: the confirming one of a card (R91) and all others, sealed alike."""

from emk_tui.exports import seal
from emk_tui.exports.moments import moment, sealed_witness, witness_text
from emk_tui.exports.names import paper_name
from emk_tui.exports.pdf import render
from emk_tui.exports.sheets import sealed, sheet
from emk_tui.i18n import _
from emk_tui.ports import Confirmation, Paper

Rows = list[list[str]]


class TypstPapers:
    """ports.Papers by typst and Ed25519; a key is a raw Ed25519 private key (32 bytes)."""

    def name(self, kind: str, number: str) -> str:
        """The name of the file of such a paper, without personal data; KeyError for no such kind."""
        return paper_name(kind, number)

    def confirmation(self, data: Confirmation, key: bytes) -> tuple[bytes, str]:
        """The signed PDF and its short check code."""
        rows, public = shown_rows(data), seal.public_key(key)
        payload = seal.canonical({
            "number": data.number, "rows": rows, "sample": data.sample, **sealed_witness(data.witness),
        })  # fmt: skip
        code = seal.check_code(payload, public)
        paper = {**words(data.sample), "rows": rows, "code": code, "seal": seal.unsigned(payload, public)}
        return seal.sign(render("confirmation", paper, data.created_at), payload, key), code

    def paper(self, data: Paper, key: bytes) -> tuple[bytes, str]:
        """The signed PDF of any other paper and its check code; of a ticket the first two rows are set large.

        ValueError for an unknown kind, more than 12 rows of the head, more than 8 columns, or a paper that is
        larger than what is ever sealed.
        """
        public = seal.public_key(key)
        content = sealed(data)
        payload = seal.canonical(content)
        code = seal.check_code(payload, public)
        shown = {**words(data.sample), **sheet(data, content, code), "seal": seal.unsigned(payload, public)}
        document = render(data.kind, shown, data.made_at)
        if len(document) > seal.LIMIT:
            raise ValueError("paper too large")
        return seal.sign(document, payload, key), code


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
