"""`emk apply FILE` and `emk demo --apply FILE`: a card from an answers file."""

import os
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from emk_tui.card.answers import Answers
from emk_tui.card.answers_text import LARGEST
from emk_tui.card.check import errors
from emk_tui.card.problems import Problem
from emk_tui.cli.files import folder_of, read_answers
from emk_tui.cli.output import emit, say, tell
from emk_tui.cli.problems import problem_line, problem_record, summary
from emk_tui.i18n import _
from emk_tui.ports import Fault
from emk_tui.services.applying import Applied, apply_answers, identity_answers, take_identity
from emk_tui.services.checks import check_answers
from emk_tui.services.drive import drive
from emk_tui.services.flows.asks import Flow
from emk_tui.services.flows.sign_in import sign_in
from emk_tui.services.flows.sign_up import sign_up
from emk_tui.services.flows.terms import enter
from emk_tui.services.paper_files import confirmation_name, save_paper
from emk_tui.services.replies import FileReplies, NotInFile
from emk_tui.services.rights import Right
from emk_tui.services.running import leave
from emk_tui.services.session import Session, owner_of
from emk_tui.services.world import World

if TYPE_CHECKING:
    from emk_tui.linear.answers import Answerer

DONE, PROBLEMS = 0, 1


def apply(args: Namespace) -> int:
    """In the person's own store: password, code and consent are asked on the terminal."""
    from emk_tui.cli.terminal import person_at_terminal
    from emk_tui.wiring import real_world

    world = real_world()
    if args.dry_run:
        return _dry_run(world, args.file, json=args.json)
    secrets = _secrets(args.secrets_fd)
    with person_at_terminal() as person:
        return apply_in(world, args.file, json=args.json, keep=True, person=person, secrets=secrets)


def _dry_run(world: World, name: str, *, json: bool) -> int:
    found = _problems(world, read_answers(name), name)
    _report(Applied(problems=tuple(found)), (), json=json)
    if not json:
        would = _("Карта была бы создана. Учётная запись не проверялась.")
        say(summary(found) if errors(found) else f"{summary(found)} {would}")
    return PROBLEMS if errors(found) else DONE


def _problems(world: World, answers: Answers, name: str) -> list[Problem]:
    today, directories = world.clock.today(), world.registries().directories
    return check_answers(answers, today, directories, folder_of(name), world.intake())


def _secrets(descriptor: int | None) -> dict[str, str]:
    """Lines `account.login=…`, `account.password=…` from an open descriptor; Fault SECRETS_UNREADABLE."""
    if descriptor is None:
        return {}
    try:
        if descriptor in (1, 2):
            raise ValueError("an output")
        with os.fdopen(descriptor, encoding="utf-8") as file:
            lines = file.read(LARGEST).split("\n")
    except (OSError, ValueError, TypeError):
        # TypeError: a number that no system has descriptors for
        raise Fault("SECRETS_UNREADABLE", 2) from None
    pairs = (line.rstrip("\r").partition("=") for line in lines)
    return {key.strip(): value for key, _sign, value in pairs if key.strip()}


def apply_in(
    world: World,
    name: str,
    *,
    json: bool,
    keep: bool,
    person: "Answerer | None" = None,
    secrets: Mapping[str, str] | None = None,
) -> int:
    """Check the file, sign in or up, walk all steps, report; nothing is changed by a file with errors."""
    answers = read_answers(name)
    found = _problems(world, answers, name)
    if errors(found):
        _report(Applied(problems=tuple(found)), (), json=json)
        return PROBLEMS
    told = {**(answers.secrets if person is None else {}), **(secrets or {})}
    replies = FileReplies(told, _raws(answers), person.answer if person else None)
    done = _applied(world, answers, replies, folder_of(name).absolute(), person)
    problems = done.problems or tuple(found)
    papers: tuple[str, ...] = ()
    if done.card and keep:
        try:
            papers = (_save(world, done),)
        except Fault as fault:
            problems = (*problems, fault.problem)
    _report(replace(done, problems=problems), papers, json=json)
    return PROBLEMS if errors(problems) else DONE


def _raws(answers: Answers) -> dict[str, str]:
    return {path: row.raw for path, row in answers.draft}


def _applied(
    world: World, answers: Answers, replies: FileReplies, base: Path, person: "Answerer | None"
) -> Applied:  # fmt: skip
    """The way itself; what the conversations before the steps miss is a problem like any other."""
    try:
        session = drive(_entry(world), replies.answer)
    except NotInFile as missing:
        return Applied(problems=(missing.problem,))
    session.base = base
    if person is not None:
        person.session = session
    try:
        take_identity(session, identity_answers(answers.draft, world), replies.answer)
        session.require(Right.CREATE)
        return apply_answers(session, answers.draft, replies.answer)
    except NotInFile as missing:
        return Applied(problems=(missing.problem,))
    finally:
        leave(session)


def _entry(world: World) -> Flow[Session]:
    entry = sign_in if world.has_store() else sign_up
    try:
        session = yield from entry(world)
    except Fault as fault:
        # somebody else made the store in between: it is opened like any other
        if fault.problem.code != "STORE_EXISTS":
            raise
        session = yield from sign_in(world)
    owner = owner_of(session)
    yield from enter(owner)
    return owner


def _save(world: World, done: Applied) -> str:
    assert done.card is not None
    return str(save_paper(world.folder / "papers", confirmation_name(done.card.number), done.paper))


def _report(done: Applied, papers: tuple[str, ...], *, json: bool) -> None:
    if json:
        emit(
            {
                "card": done.card.number if done.card else None,
                "status": done.card.status if done.card else None,
                "marks": list(done.card.marks) if done.card else [],
                "papers": list(papers),
                "problems": [problem_record(one) for one in done.problems],
            }
        )
        return
    for one in done.problems:
        tell(problem_line(one))
    if done.card:
        say(_("Карта {n}. Статус: {s}.").format(n=done.card.number, s=done.card.status))
        say(_("Проверочный код {code}.").format(code=done.check_code))
    for mark in done.card.marks if done.card else ():
        say(_("Отметка: {mark}.").format(mark=mark))
    for paper in papers:
        say(_("Подтверждение: {name}.").format(name=Path(paper).name))
