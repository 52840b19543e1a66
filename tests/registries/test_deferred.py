"""A real store without registers: everything is deferred, nothing is invented."""

from emk_tui import ports
from emk_tui.registries import deferred


def test_every_register_defers_and_names_itself() -> None:
    policies: ports.PolicyRegistry = deferred.DeferredPolicies()
    identities: ports.IdentityRegistry = deferred.DeferredIdentities()
    cards: ports.CardRegistry = deferred.DeferredCards()
    clinics: ports.ClinicRegistry = deferred.DeferredClinics()
    vaccinations: ports.VaccineRegistry = deferred.DeferredVaccinations()
    answers = [
        policies.check({}, {}),
        identities.reconcile({}),
        cards.card_of({}),
        clinics.compare({}),
        vaccinations.send("1", {}),
    ]
    assert [answer.verdict for answer in answers] == [ports.Verdict.DEFERRED] * 5
    assert all(
        answer.request_id == "" and answer.as_of is None and not answer.differences for answer in answers
    )
    assert len({answer.source for answer in answers}) == 5
    assert {answer.note for answer in answers} == {"реестр не подключён"}


def test_the_schedule_says_that_nothing_is_connected() -> None:
    schedule: ports.Schedule = deferred.NoSchedule()
    assert not schedule.connected
    assert (schedule.specialties(), schedule.doctors("терапевт"), schedule.slots("1")) == ((), (), ())


def test_the_directory_of_clinics_is_empty() -> None:
    directory: ports.Directory = deferred.no_clinics()
    assert len(directory) == directory.find("").total == 0
    assert directory.exact("поликлиника") is None
