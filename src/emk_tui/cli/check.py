"""`emk check`: an answers file, a value, or values by lines; changes nothing."""

from argparse import Namespace
from datetime import date

from emk_tui.card.check import errors
from emk_tui.card.problems import Problem
from emk_tui.cli.faults import told
from emk_tui.cli.files import folder_of, read_answers
from emk_tui.cli.output import emit, say, tell
from emk_tui.cli.problems import problem_line, problem_record, summary
from emk_tui.cli.today import today_of
from emk_tui.ports import Fault


def check(args: Namespace) -> int:
    """0 right (warnings included), 1 problems, 2 nothing to check."""
    if args.field is not None:
        from emk_tui.cli.values import check_lines, check_values

        return check_lines(args) if args.lines else check_values(args)
    if not args.what or args.lines or args.beside:
        raise Fault("NOTHING_TO_CHECK", 2)
    today = today_of(args)
    return max([_file(name, today, args.json) for name in args.what])


def _file(name: str, today: date, json: bool) -> int:
    try:
        found = file_problems(name, today)
    except Fault as fault:
        return told(fault, json=json)
    _report(found, json)
    return 1 if errors(found) else 0


def file_problems(name: str, today: date) -> list[Problem]:
    """All problems of an answers file, with the files that it names; Fault where it is none."""
    from emk_tui.documents.intake import FileIntake
    from emk_tui.registries.embedded import embedded_directories
    from emk_tui.services.checks import check_answers

    return check_answers(read_answers(name), today, embedded_directories(), folder_of(name), FileIntake())


def _report(found: list[Problem], json: bool) -> None:
    if json:
        emit({"ok": not errors(found), "problems": [problem_record(one) for one in found]})
        return
    for one in found:
        tell(problem_line(one))
    say(summary(found))
