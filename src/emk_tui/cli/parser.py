"""Words and options of every command, in Russian."""

import argparse
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NoReturn

from emk_tui import __version__
from emk_tui.card.problems import Problem, problem
from emk_tui.cli.streams import write
from emk_tui.i18n import _
from emk_tui.ports import Fault

if TYPE_CHECKING:
    from emk_tui.ports import Head

FIRST_YEAR, LAST_YEAR = 1950, 2200
"""Years of --now."""
ROLES = ("citizen", "registrar", "specialist", "doctor", "doctor2", "administrator")
"""Who may sign in to the demonstration; `doctor2` works where the card is not attached."""


class Formatter(argparse.HelpFormatter):
    """Lines of at most 78 cells, «Вызов:» instead of «usage:»."""

    def __init__(self, prog: str, **options: Any) -> None:
        super().__init__(prog, max_help_position=24, width=78, **options)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """The first line of the help."""
        super().add_usage(usage, actions, groups, _("Вызов: ") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """argparse with Russian words; every refusal is one sentence and exit code 2."""

    def __init__(self, **options: Any) -> None:
        if sys.version_info >= (3, 14):
            options["color"] = False
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=Formatter, **options)
        self._positionals.title, self._optionals.title = _("слова"), _("ключи")
        self.add_argument("-h", "--help", action="help", help=_("эта справка"))

    def error(self, message: str) -> NoReturn:
        """Fault, exit code 2: one sentence, and where the help is."""
        code = "NOW_FORMAT" if _now_format().text in message else "ARGUMENTS"
        raise refused(self.prog, russian(message), code)

    def _print_message(self, message: str, file: Any = None) -> None:
        """Help and version as all output: told where it cannot be written."""
        write(file or sys.stdout, message)


def refused(prog: str, sentence: str, code: str = "ARGUMENTS") -> Fault:
    """The fault of words and options that do not fit."""
    text = sentence + " " + _("Справка: {prog} --help.").format(prog=prog)
    fault = Fault("ARGUMENTS", 2, words=text)
    if code != "ARGUMENTS":
        fault.problem = replace(_now_format(), text=text)
    return fault


REFUSALS = (
    (r"the following arguments are required: (.+)", _("Не хватает: {}.")),
    (r"argument (\S+): expected .*argument.*", _("После {} нужно значение.")),
    (r"argument команда: invalid choice.*", _("Такой команды нет.")),
    (r"argument действие: invalid choice.*", _("Такого действия нет.")),
    (r"argument (\S+): invalid choice: .*", _("У {} такого варианта нет.")),
    (r"argument (\S+): not allowed with argument (\S+)", _("{} и {} вместе не ставят.")),
    (r"argument (\S+): invalid \S+ value.*", _("После {} нужно число.")),
    (r"argument (\S+): ignored explicit argument.*", _("После {} значение не нужно.")),
    (r"argument (\S+): (.*[а-яё].*)", _("{}: {}")),
    (r"unrecognized arguments: .*", _("Есть лишние слова или неизвестные ключи.")),
)
"""What argparse says → what the person reads; what was typed is not repeated."""


def russian(message: str) -> str:
    """The sentence for a message of argparse."""
    for pattern, sentence in REFUSALS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return sentence.format(*found.groups())
    return _("Команда не разобрана.")


def moment(text: str) -> datetime:
    """The value of --now, in years that every calculation of the program can carry."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = datetime.min
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(_now_format().text)
    return found


def day(text: str) -> date:
    """A day, read as every day of the card is."""
    from emk_tui.card.fields import Day, NotYet, Right, Wrong

    found = Day(label=_("День"), example="02.03.2026", future=True).read(text, date.today())
    if not isinstance(found, Right) or not isinstance(found.value, date):
        problem = found.problem if isinstance(found, NotYet | Wrong) else None
        raise argparse.ArgumentTypeError(problem.text if problem else _("Нужен день."))
    return found.value


def count(text: str) -> int:
    """A number from 1 on."""
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 10 and int(text)):
        raise ValueError("no count")
    return int(text)


def megabytes(text: str) -> float:
    """A number of megabytes over 0; ValueError."""
    found = float(text.replace(",", "."))
    if not 0 < found <= 512:
        raise ValueError("no size")
    return found


def witness(text: str) -> "Head":
    """The entry of the journal that a paper tells."""
    from emk_tui.services.journal_words import read_witness

    if (found := read_witness(text)) is None:
        example = "37 1a2b-3c4d-5e6f-7081"
        raise argparse.ArgumentTypeError(_("Номер записи и 16 знаков с бумаги, пример: {}.").format(example))
    return found


def _now_format() -> Problem:
    return problem("NOW_FORMAT", first=FIRST_YEAR, last=LAST_YEAR)


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Namespace with `command` (the words of the table) and the options; Fault, exit code 2."""
    args = build().parse_args(argv)
    words = (args.group, getattr(args, "action", None))
    args.command = " ".join(word for word in words if word)
    if args.command == "demo":
        _fits(args)
    return args


def _fits(args: argparse.Namespace) -> None:
    """Options of `demo` that need or exclude each other."""
    if args.apply is None and args.json:
        raise refused("emk demo", _("--json ставят только вместе с --apply."))
    if args.apply is not None and args.step is not None:
        raise refused("emk demo", _("{} и {} вместе не ставят.").format("--apply", "--step"))
    if args.role != "citizen" and (args.step is not None or args.apply is not None):
        raise refused("emk demo", _("Сотрудник входит сам: --as не ставят вместе с --step и --apply."))
    if args.keep == "":
        raise refused("emk demo", _("После {} нужно значение.").format("--keep"))


def build() -> Parser:
    """The parser of all commands."""
    top = Parser(prog="emk", description=_("Электронная медицинская карта. Без слов: создать или открыть."))
    top.add_argument("--version", action="version", version=f"emk-tui {__version__}", help=_("версия"))
    _faces(top)
    groups = top.add_subparsers(dest="group", metavar=_("команда"), title=_("команды"))
    _input(groups)
    _stored(groups)
    _around(groups)
    return top


def _faces(parser: Parser) -> None:
    parser.add_argument("--linear", action="store_true", help=_("строки для речи и брайля"))
    parser.add_argument("--plain", action="store_true", help=_("экран для речи: одна строка состояния"))


def _command(groups: Any, name: str, words: str) -> Parser:
    made: Parser = groups.add_parser(name, help=words, description=words)
    return made


def _json(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help=_("ответ для программ"))


def _now(parser: Parser) -> None:
    parser.add_argument("--now", type=moment, metavar="ISO", help=_("считать, что сейчас это время"))


def _input(groups: Any) -> None:
    """Commands that take answers."""
    demo = _command(groups, "demo", _("показ на вымышленных данных, ничего не хранит"))
    _faces(demo)
    _now(demo)
    _json(demo)
    demo.add_argument("--step", metavar=_("ШАГ"), help=_("начать с этого шага: personal, clinic …"))
    demo.add_argument(
        "--as", dest="role", choices=ROLES, default="citizen", metavar=_("КТО"), help=", ".join(ROLES)
    )  # fmt: skip
    demo.add_argument("--keep", metavar=_("ПАПКА"), help=_("оставить здесь данные и бумаги"))
    demo.add_argument("--apply", metavar=_("ФАЙЛ"), help=_("создать карту из файла ответов"))
    apply = _command(groups, "apply", _("создать карту из файла ответов"))
    apply.add_argument("file", metavar=_("ФАЙЛ"))
    apply.add_argument("--dry-run", action="store_true", help=_("только показать, что будет"))
    apply.add_argument("--secrets-fd", type=int, metavar="N", help=_("секреты из открытого файла N"))
    _json(apply)
    check = _command(groups, "check", _("проверить файл ответов или значение, ничего не меняя"))
    check.add_argument("what", nargs="*", metavar=_("ФАЙЛ"), help=_("файл; с --field: значение после --"))
    check.add_argument("--field", metavar=_("ПУТЬ"), help=_("проверить значение этого поля"))
    check.add_argument("--with", dest="beside", metavar=_("ФАЙЛ"), help=_("вместе с ответами из файла"))
    check.add_argument("--lines", action="store_true", help=_("значения из входного потока, по строкам"))
    _now(check)
    _json(check)
    _json(_command(groups, "rules", _("правила всех полей")))


def _stored(groups: Any) -> None:
    """Commands of the person's own store."""
    show = _command(groups, "show", _("показать карту"))
    show.add_argument("card", nargs="?", metavar=_("КАРТА"), help=_("номер карты, без него своя"))
    show.add_argument("--raw", action="store_true", help=_("как хранится"))
    docs = _actions(groups, "docs", _("документы"))
    one = _command(docs, "check", _("что скажут о файлах"))
    one.add_argument("files", nargs="+", metavar=_("ФАЙЛ"))
    one.add_argument("--kind", metavar=_("ВИД"), help="result, extract, prescription, passport …")
    _json(one)
    _command(docs, "verify", _("целы ли документы"))
    _received(_command(docs, "add", _("принять файлы без входа, разобрать их после входа")))
    account = _actions(groups, "account", _("учётная запись"))
    _received(_command(account, "attach", _("принять документы личности без входа")))
    _files(docs, one)
    export = _command(groups, "export", _("выписка карты"))
    export.add_argument("card", nargs="?", metavar=_("КАРТА"), help=_("номер карты, без него своя"))
    export.add_argument("--format", choices=("pdf",), default="pdf", metavar=_("ВИД"), help="pdf")
    export.add_argument("-o", "--output", required=True, metavar=_("ФАЙЛ"), help=_("куда записать"))
    journal = _actions(groups, "journal", _("журнал операций"))
    _journal_show(_command(journal, "show", _("показать")))
    whole = _command(journal, "verify", _("цел ли журнал, есть ли в нём запись с бумаги"))
    proof = whole.add_mutually_exclusive_group()
    proof.add_argument("--witness", type=witness, metavar=_("ЗАПИСЬ"), help="37 1a2b-3c4d-5e6f-7081")
    proof.add_argument("--paper", metavar=_("БУМАГА"), help=_("взять запись из подтверждения PDF"))
    outbox = _actions(groups, "outbox", _("уведомления"))
    _command(outbox, "list", _("ждут, отправлены, не отправлены"))
    for name, words in (("backup", _("зашифрованная копия")), ("restore", _("вернуть из копии"))):
        _command(groups, name, words).add_argument("path", metavar=_("ПУТЬ"))


def _received(parser: Parser) -> None:
    """What goes into the sealed inbox."""
    parser.add_argument("files", nargs="+", metavar=_("ФАЙЛ"), help=_("или «-»: входной поток"))
    kinds = "passport, snils, result, extract …"
    parser.add_argument("--kind", required=True, metavar=_("ВИД"), help=kinds)
    parser.add_argument("--name", metavar=_("ИМЯ"), help=_("как назвать то, что пришло потоком"))
    _json(parser)


def _files(docs: Any, check: Parser) -> None:
    """Files looked at, divided, read; documents of the card out of the store."""
    from emk_tui.card.formats import SHEETS

    split = _command(docs, "split", _("разделить PDF по страницам на части"))
    split.add_argument("file", metavar=_("ФАЙЛ"))
    split.add_argument("-o", "--output", metavar=_("ПАПКА"), help=_("куда, без него рядом с файлом"))
    page = _command(docs, "page", _("текст одной страницы файла"))
    page.add_argument("file", metavar=_("ФАЙЛ"))
    page.add_argument("page", nargs="?", type=count, default=1, metavar="N", help=_("номер страницы"))
    page.add_argument("--picture", type=count, metavar="N", help=_("и её картинка шириной N знаков"))
    check.add_argument(
        "--sheet", choices=tuple(SHEETS), metavar=_("ЛИСТ"),
        help=_("лист на снимке, тогда скажет точки на дюйм: {}").format(", ".join(SHEETS)),
    )  # fmt: skip
    for one in (check, split):
        one.add_argument("--limit", type=megabytes, metavar=_("МБ"), help=_("предел, обычно 10"))
    _command(docs, "list", _("документы карты и чего не хватает"))
    save = _command(docs, "save", _("сохранить файлы документа карты"))
    save.add_argument("number", type=count, metavar="N", help=_("номер из emk docs list"))
    save.add_argument("-o", "--output", required=True, metavar=_("ПАПКА"), help=_("куда"))


def _journal_show(parser: Parser) -> None:
    """Which entries."""
    parser.add_argument("--since", type=day, metavar=_("ДД.ММ.ГГГГ"), help=_("с этого дня"))
    parser.add_argument("--until", type=day, metavar=_("ДД.ММ.ГГГГ"), help=_("по этот день"))
    parser.add_argument("--actor", default="", metavar=_("КТО"), help=_("чьи: логин"))
    parser.add_argument("--action", dest="deed", default="", metavar=_("ЧТО"), help=_("начало действия"))
    parser.add_argument("--find", default="", metavar=_("ТЕКСТ"), help=_("часть действия или предмета"))
    parser.add_argument("--last", type=count, default=0, metavar="N", help=_("только последние N"))
    _json(parser)


def _around(groups: Any) -> None:
    """Commands that need no store."""
    registry = _actions(groups, "registry", _("справочники"))
    _json(_command(registry, "list", _("версии, даты, источники, строки")))
    verify = _command(groups, "verify", _("верна ли наша бумага"))
    verify.add_argument("paper", metavar=_("БУМАГА"))
    _json(verify)
    _json(_command(groups, "doctor", _("что работает, а что поправить")))


def _actions(groups: Any, name: str, words: str) -> Any:
    parser = _command(groups, name, words)
    return parser.add_subparsers(dest="action", required=True, metavar=_("действие"), title=_("действия"))
