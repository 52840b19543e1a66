"""`emk demo`: the demonstration world, by hand or from an answers file."""

from argparse import Namespace
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from emk_tui.cli.handover import handed_over
from emk_tui.cli.start import Faces, Kept, face_here, hold
from emk_tui.cli.throwaway import demo_folder, is_handed_over
from emk_tui.demo import LOGIN, PASSWORD, demo_world, open_session
from emk_tui.demo_example import example_rows
from emk_tui.i18n import _
from emk_tui.ports import Fault
from emk_tui.services.flows.asks import Flow, Say
from emk_tui.services.world import World
from emk_tui.settings import SCREEN

CITIZEN = "citizen"

if TYPE_CHECKING:
    from emk_tui.services.handover import Handover
    from emk_tui.services.session import Session


def demo(args: Namespace) -> int:
    """Exit code of the dialogue, or of --apply."""
    if args.step is not None:
        _known(args.step)
    if args.keep is not None:
        from emk_tui.cli.files import check_usable

        check_usable(args.keep)
    locked = handed_over()
    if locked is not None and not (args.keep or is_handed_over(locked)):
        locked = None
    with demo_folder(args.keep, locked) as (folder, alive):
        if args.apply is not None:
            from emk_tui.cli.apply import apply_in

            # nobody but the owner is there: their own statement confirms the account (K38)
            world = replace(demo_world(folder, args.now, seeded=False), operated=False)
            return apply_in(world, args.apply, json=args.json, keep=bool(args.keep))
        now = datetime.fromisoformat(locked.now) if locked is not None else args.now
        world = demo_world(folder, now, role=args.role)
        return _dialogue(args, world, alive, locked)


def _known(step: str) -> None:
    from emk_tui.card.steps import STEPS

    known = [one.key for one in STEPS]
    if step not in known:
        raise Fault("STEP_UNKNOWN", 2, steps=", ".join(known))


def _dialogue(args: Namespace, world: World, alive: int, locked: "Handover | None") -> int:
    hello = _("Демонстрация, все данные вымышлены. Логин {login}, пароль {password}").format(
        login=LOGIN if args.role == CITIZEN else args.role, password=PASSWORD
    )
    begin = (lambda one: at_step(one, args.step)) if args.step else None
    kept = partial(_kept, world, alive)
    return hold(Faces(world, begin, hello, args.plain, kept), face_here(args) or SCREEN, locked)


def _kept(world: World, alive: int) -> Kept:
    return Kept(str(world.folder.absolute()), world.clock.now().isoformat(), alive)


def at_step(world: World, key: str) -> Flow["Session"]:
    """Signed in, the steps before this one filled with the demonstration person."""
    session = open_session(world)
    try:
        yield from _filled(session, key)
    except BaseException:
        session.store.close()
        raise
    return session


def _filled(session: "Session", key: str) -> Flow[None]:
    """The steps before this one, in a session that is open already."""
    from emk_tui.card.draft import FILE, Draft
    from emk_tui.card.steps import BY_KEY, STEPS
    from emk_tui.services.applying import fill
    from emk_tui.services.replies import FileReplies

    draft = Draft()
    for section, values in example_rows().items():
        for name, raw in values.items():
            draft.put(f"{section}.{name}", raw, FILE)
    replies = FileReplies({"consent.accepted": "да"}, {"consent.statistics": "да"})
    before = [one.key for one in STEPS if one.number < BY_KEY[key].number]
    blocked = fill(session, draft, replies.answer, before)
    if blocked:
        yield Say("", blocked[0])
    session.move(session.wizard.first_path(BY_KEY[key]))
    yield Say(_("Вы вошли. Шаги до этого заполнены примером.") if before else _("Вы вошли."))
