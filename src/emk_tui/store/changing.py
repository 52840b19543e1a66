"""Changes of the key slots of an open store; the data is untouched."""

from emk_tui.ports import Fault
from emk_tui.store import doors, keyfile, keys, recovery
from emk_tui.store.keys import KEYRING, PASSWORD, PIN, STAFF, KeyFile
from emk_tui.store.place import Opened, Place
from emk_tui.store.staffing import enrol


def replace(place: Place, opened: Opened, slots: KeyFile) -> None:
    """New file first, then the revision inside: a kill in between leaves a store that opens."""
    from emk_tui.store.opening import note_revision

    keyfile.replace(place.folder, slots, opened.store.signing_key())
    note_revision(opened.store.engine, slots.revision)


def password(place: Place, opened: Opened, login: str, word: str) -> None:
    """The password of who signed in; the owner's PIN and key in the system go with it.

    They wrap the same data key: a password that is changed because of a suspicion must close those doors
    too. An owner who wants them sets them again.
    """
    slots, secret = place.present(), keys.secret_of(login, word)
    kind = STAFF + opened.account if opened.account else PASSWORD
    new = keys.password_slot(slots.header, secret, opened.key, place.price(), kind)
    others = () if opened.account else (KEYRING, PIN)
    replace(place, opened, slots.with_slot(new).without_slot(*others))
    place.forget(slots.header.store, *(slots.kinds & set(others)))


def recovery_code(place: Place, opened: Opened, code: str) -> None:
    """This code from here on; the former one opens nothing. ValueError for what is no code."""
    slots, secret = place.present(), recovery.parse(code)
    if secret is None:
        raise ValueError("no recovery code")
    replace(place, opened, slots.with_slot(keys.recovery_slot(slots.header, secret, opened.key)))


def keyring(place: Place, opened: Opened, *, on: bool) -> None:
    """The slot of the system's key store; Fault KEYRING_ABSENT."""
    slots = place.present()
    if not on:
        take_away(place, opened, slots, KEYRING)
        return
    kept = place.keep(slots.header.store, KEYRING)
    replace(place, opened, slots.with_slot(keys.keyring_slot(slots.header, kept, opened.key)))


def pin(place: Place, opened: Opened, digits: str) -> None:
    """The PIN slot, none for an empty PIN; Fault PIN_FORMAT, KEYRING_ABSENT."""
    if digits and not doors.is_pin(digits):
        raise Fault("PIN_FORMAT", 3)
    slots = place.present()
    if digits:
        kept = place.keep(slots.header.store, PIN)
        new = keys.pin_slot(slots.header, digits, kept, opened.key, place.price())
        replace(place, opened, slots.with_slot(new))
    else:
        take_away(place, opened, slots, PIN)
    place.attempts(slots.header.store).reset_pin()


def take_away(place: Place, opened: Opened, slots: KeyFile, kind: str) -> KeyFile:
    """Without this slot, and without what the key store keeps for it."""
    left = slots.without_slot(kind)
    if left is not slots:
        replace(place, opened, left)
    place.forget(slots.header.store, kind)
    return left


def settle_in(place: Place, opened: Opened, slots: KeyFile, *, by_password: bool) -> None:
    """What waited for an opening: a PIN that is gone; the staff, where the owner showed the password."""
    attempts = place.attempts(slots.header.store)
    if attempts.pin_gone():
        slots = take_away(place, opened, slots, PIN)
        attempts.reset_pin()
    if by_password and place.staff and not opened.account:
        new = enrol(opened.store, slots, place.staff, opened.key, place.price())
        if new is not slots:
            replace(place, opened, new)
