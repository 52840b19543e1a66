"""Field types: label, words and one reader with three answers; faces add nothing to them."""

from emk_tui.card.fields.base import Field, NotYet, Only, Reading, Right, Value, Wrong, only
from emk_tui.card.fields.choices import Choice, Region, Tick
from emk_tui.card.fields.contacts import Email, Phone
from emk_tui.card.fields.dates import NEAREST, Day, SlotTime
from emk_tui.card.fields.digits import Digits
from emk_tui.card.fields.numbers import POLICY_KINDS, Icd10, Inn, Number, Okpo, PolicyNumber, Snils
from emk_tui.card.fields.secrets import Login, Password
from emk_tui.card.fields.words import ANY, CYRILLIC, MIXED, FilePath, Name, Text

__all__ = [
    "ANY",
    "CYRILLIC",
    "MIXED",
    "NEAREST",
    "POLICY_KINDS",
    "Choice",
    "Day",
    "Digits",
    "Email",
    "Field",
    "FilePath",
    "Icd10",
    "Inn",
    "Login",
    "Name",
    "NotYet",
    "Number",
    "Okpo",
    "Only",
    "Password",
    "Phone",
    "PolicyNumber",
    "Reading",
    "Region",
    "Right",
    "SlotTime",
    "Snils",
    "Text",
    "Tick",
    "Value",
    "Wrong",
    "only",
]
