"""Leaving a step: its register's three words, differences by field, an inactive policy (R69–R71, R158)."""

from dataclasses import replace

import pytest

from emk_tui.ports import Answer, Verdict
from emk_tui.services.flows.asks import Form
from emk_tui.services.flows.finish_step import finish_step
from emk_tui.services.flows.review import review
from emk_tui.services.flows.steps import step_flow
from emk_tui.services.session import Session
from emk_tui.services.wizard import Blocked, Move
from tests.services.worlds import fill_to, hold, reopened, type_in

INACTIVE = {"number": "7754410885000251"}


@pytest.mark.parametrize(
    ("key", "said", "place"),
    [
        ("personal", "Данные совпали с реестром.", "clinic.name"),
        ("clinic", "Поликлиника найдена в реестре. Статус прикрепления: прикреплён.", "policy.number"),
    ],
)
def test_a_confirmed_step_goes_on(session: Session, key: str, said: str, place: str) -> None:
    """R70: told, and the next step is open; durable."""
    type_in(session, key)
    moved, talk = hold(finish_step(session))
    assert moved == Move(place)
    assert talk.said[0] == said
    assert talk.said[-1].endswith("закончен. Данные сохранены.")
    again = reopened(session)
    assert again.wizard.cursor == place
    assert key in again.facts().finished
    again.store.close()


def test_a_confirmed_policy_is_told_exactly(session: Session) -> None:
    """R159 and the status word of R157."""
    fill_to(session, "clinic")
    type_in(session, "policy")
    moved, talk = hold(finish_step(session))
    assert moved == Move("consent.accepted")
    assert talk.said[0] == "Полис подтверждён. Статус: активен."
    assert session.facts().policy == "активен"


def test_differences_are_told_field_by_field(session: Session) -> None:
    """«Указано / в реестре»; each field is a problem at its own path (R71)."""
    type_in(session, "personal", given_name="Марина", birth_date="15.05.1985")
    moved, talk = hold(finish_step(session))
    assert isinstance(moved, Blocked)
    assert [(one.code, one.path) for one in moved.problems] == [
        ("REGISTRY_DIFFERS", "personal.given_name"),
        ("REGISTRY_DIFFERS", "personal.birth_date"),
    ]
    assert "Имя: указано Марина, в реестре Мария." in talk.said
    assert "Дата рождения: указано 15.05.1985, в реестре 14.05.1985." in talk.said
    assert "personal" not in session.facts().finished


def test_a_refusal_without_differences_stands_at_its_own_step(session: Session) -> None:
    """Also when it comes at the review: never at the step of the cursor."""

    class Refusing:
        def compare(self, clinic: object) -> Answer:
            return Answer(Verdict.REFUSED, "реестр", note="нет такой")

    session.registries = replace(session.registries, clinics=Refusing())
    type_in(session, "clinic")
    moved, _talk = hold(finish_step(session))
    assert isinstance(moved, Blocked)
    assert [(one.code, one.path) for one in moved.problems] == [("REGISTRY_REFUSED", "clinic.name")]


@pytest.mark.parametrize("key", ["personal", "clinic", "policy"])
def test_a_deferred_check_goes_on_with_a_mark(session: Session, key: str) -> None:
    """K21: the third word; never «активен»."""
    from emk_tui.registries.deferred import DeferredClinics, DeferredIdentities, DeferredPolicies

    session.registries = replace(
        session.registries,
        policies=DeferredPolicies(),
        identities=DeferredIdentities(),
        clinics=DeferredClinics(),
    )
    type_in(session, key)
    _moved, talk = hold(finish_step(session))
    assert talk.codes[0] == "DEFERRED"
    assert key in session.facts().finished
    assert len(session.marks()) == 1
    assert session.facts().policy in ("", "проверка отложена")


def test_mistakes_stop_before_the_register_is_asked(session: Session) -> None:
    """Nothing goes out while the step itself is wrong."""
    type_in(session, "personal", snils="112-233-445 96")
    moved, talk = hold(finish_step(session))
    assert isinstance(moved, Blocked)
    assert moved.problems[0].path == "personal.snils"
    assert talk.asks == []
    assert session.draft.raw("checks.personal") == ""


def test_an_inactive_policy_stops_with_the_draft_kept(session: Session) -> None:
    """R158, K39: blocked at step 3, step 4 is shut, also after reopening; urgent care is named."""
    fill_to(session, "clinic")
    type_in(session, "policy", **INACTIVE)
    moved, _talk = hold(finish_step(session))
    assert isinstance(moved, Blocked)
    assert [(one.code, one.path) for one in moved.problems] == [("POLICY_INACTIVE", "policy.number")]
    assert "Неотложную помощь окажут" in moved.problems[0].text
    again = reopened(session)
    assert again.draft.raw("policy.number") == INACTIVE["number"]
    assert again.facts().policy == "неактивен"
    assert isinstance(again.wizard.goto(4), Blocked)
    assert again.wizard.step.key == "policy"
    again.store.close()


def test_a_renewed_policy_goes_on_with_the_same_number(session: Session) -> None:
    """The register is asked again: the number of a renewed policy is the old one."""
    fill_to(session, "clinic")
    type_in(session, "policy", **INACTIVE)
    assert isinstance(hold(finish_step(session))[0], Blocked)

    class Renewed:
        def check(self, policy: object, person: object) -> Answer:
            return Answer(Verdict.CONFIRMED, "реестр")

    session.registries = replace(session.registries, policies=Renewed())
    assert hold(finish_step(session))[0] == Move("consent.accepted")


def test_a_change_at_the_review_is_checked_anew(consented: Session) -> None:
    """What the register refuses is no card, even if the person goes on (R69)."""
    consented.move("review")

    def change(ask: Form) -> None:
        consented.put("personal.surname", "Петрова")

    outcome, talk = hold(
        review(consented), {"review": ["personal.surname", "submit"], "form.personal": change}
    )
    assert isinstance(outcome, Blocked)
    assert [(one.code, one.path) for one in outcome.problems] == [("REGISTRY_DIFFERS", "personal.surname")]
    assert "REGISTRY_DIFFERS" in talk.codes
    assert consented.store.card() is None


def test_a_plain_step_is_its_form_and_its_end(session: Session) -> None:
    """The form begins at the cursor."""
    session.move("personal.sex")

    def form(ask: Form) -> None:
        assert (ask.record, ask.at) == ("personal", "personal.sex")
        type_in(session, "personal")

    moved, _talk = hold(step_flow(session), {"form.personal": form})
    assert moved == Move("clinic.name")
