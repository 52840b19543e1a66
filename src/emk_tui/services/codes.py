"""One-time codes: made here, sent by a port, checked in constant time, never kept (R20–R23)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

CODE_LIFE = timedelta(minutes=5)
TRIES = 3
"""Wrong codes in a row before a new one is needed (R100)."""

DIGITS = 6
TOTP_STEP = 30
"""Seconds of one step of the authenticator."""
DRIFT_STEPS = 20
"""Steps to either side in which the clock of a code is looked for: ten minutes."""


@dataclass(slots=True)
class OneTimeCode:
    """A code on its way: its text, when it ends, how many tries are left."""

    text: str
    until: datetime
    left: int = TRIES

    def accepts(self, typed: str, now: datetime) -> bool:
        """Is it this code and in time; counts the try."""
        import hmac

        self.left -= 1
        return hmac.compare_digest(typed.encode(), self.text.encode()) and now <= self.until


def new_code(now: datetime) -> OneTimeCode:
    """A fresh random code."""
    import secrets

    return OneTimeCode(f"{secrets.randbelow(10**DIGITS):0{DIGITS}}", now + CODE_LIFE)


def new_totp_secret() -> str:
    """A secret of 160 bits for an authenticator, base 32."""
    import pyotp

    return pyotp.random_base32()


def totp_uri(secret: str, login: str) -> str:
    """The otpauth line to enrol an authenticator with."""
    import pyotp

    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name="EMK")


def totp_now(secret: str, now: datetime) -> str:
    """The code that the authenticator shows now (the demonstration shows it too)."""
    import pyotp

    return pyotp.TOTP(secret).at(now)


def totp_shown(secret: str, now: datetime, last_step: int) -> str:
    """For the demonstration: the code to type now, the next one where this one is used already."""
    used = last_step >= int(now.timestamp()) // TOTP_STEP
    return totp_now(secret, now + timedelta(seconds=TOTP_STEP) if used else now)


def totp_step(secret: str, typed: str, now: datetime, last_step: int) -> int | None:
    """The step of a right code within ±1 step (R193), or None; a step is never accepted twice."""
    import hmac

    import pyotp

    present = int(now.timestamp()) // TOTP_STEP
    for step in (present, present - 1, present + 1):
        expected = pyotp.TOTP(secret).at(step * TOTP_STEP)
        if step > last_step and hmac.compare_digest(expected.encode(), typed.encode()):
            return step
    return None


def totp_drift(secret: str, typed: str, now: datetime) -> int | None:
    """Seconds that the authenticator's clock is ahead (negative: behind), by a code of another time (R193).

    Looked for within ten minutes, told to the middle of a step; None where it is no code of then.
    """
    import hmac

    import pyotp

    present = int(now.timestamp()) // TOTP_STEP
    for away in sorted(range(-DRIFT_STEPS, DRIFT_STEPS + 1), key=abs):
        expected = pyotp.TOTP(secret).at((present + away) * TOTP_STEP)
        if hmac.compare_digest(expected.encode(), typed.encode()):
            return drift_of(present + away, now)
    return None


def drift_of(step: int, now: datetime) -> int:
    """Seconds from now to the middle of this step."""
    return round(step * TOTP_STEP + TOTP_STEP / 2 - now.timestamp())


BACKUP_CODES = 10
BACKUP_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford base 32: no letters that are taken for digits."""
BACKUP_LENGTH = 8


def new_backup_codes() -> tuple[str, ...]:
    """Ten codes of 40 random bits each, in two groups: «7K2M-9QXD»."""
    import secrets

    letters = (
        "".join(secrets.choice(BACKUP_LETTERS) for _sign in range(BACKUP_LENGTH))
        for _code in range(BACKUP_CODES)
    )
    return tuple(f"{one[:4]}-{one[4:]}" for one in letters)


def read_backup_code(typed: str) -> str:
    """The code as it is kept: capitals without hyphens, look-alike letters as what they are taken for."""
    return "".join(char for char in typed.upper() if char.isalnum()).translate(ALIKE)


ALIKE = str.maketrans("OILАВЕКМНОРСТХУ", "011ABEKMH0PCTXY")
"""What a pen or another layout turns into: Latin O, I, L and Cyrillic letters of the same shape."""
