"""Field types: label, words and one reader with three answers; faces add nothing to them."""

from typing import TYPE_CHECKING

from emk_tui.lazy import lazy_names

if TYPE_CHECKING:
    from emk_tui.card.fields.base import (
        Field as Field,
    )
    from emk_tui.card.fields.base import (
        NotYet as NotYet,
    )
    from emk_tui.card.fields.base import (
        Only as Only,
    )
    from emk_tui.card.fields.base import (
        Reading as Reading,
    )
    from emk_tui.card.fields.base import (
        Right as Right,
    )
    from emk_tui.card.fields.base import (
        Value as Value,
    )
    from emk_tui.card.fields.base import (
        Wrong as Wrong,
    )
    from emk_tui.card.fields.base import (
        only as only,
    )
    from emk_tui.card.fields.choices import Choice as Choice
    from emk_tui.card.fields.choices import Region as Region
    from emk_tui.card.fields.choices import Tick as Tick
    from emk_tui.card.fields.contacts import Email as Email
    from emk_tui.card.fields.contacts import Phone as Phone
    from emk_tui.card.fields.dates import NEAREST as NEAREST
    from emk_tui.card.fields.dates import Day as Day
    from emk_tui.card.fields.dates import SlotTime as SlotTime
    from emk_tui.card.fields.digits import Digits as Digits
    from emk_tui.card.fields.numbers import (
        POLICY_KINDS as POLICY_KINDS,
    )
    from emk_tui.card.fields.numbers import (
        Icd10 as Icd10,
    )
    from emk_tui.card.fields.numbers import (
        Inn as Inn,
    )
    from emk_tui.card.fields.numbers import (
        Number as Number,
    )
    from emk_tui.card.fields.numbers import (
        Okpo as Okpo,
    )
    from emk_tui.card.fields.numbers import (
        PolicyNumber as PolicyNumber,
    )
    from emk_tui.card.fields.numbers import (
        Snils as Snils,
    )
    from emk_tui.card.fields.secrets import Login as Login
    from emk_tui.card.fields.secrets import Password as Password
    from emk_tui.card.fields.words import (
        ANY as ANY,
    )
    from emk_tui.card.fields.words import (
        CYRILLIC as CYRILLIC,
    )
    from emk_tui.card.fields.words import (
        MIXED as MIXED,
    )
    from emk_tui.card.fields.words import (
        FilePath as FilePath,
    )
    from emk_tui.card.fields.words import (
        Name as Name,
    )
    from emk_tui.card.fields.words import (
        Text as Text,
    )

__getattr__ = lazy_names(
    __name__,
    {
        "base": "Field NotYet Only Reading Right Value Wrong only",
        "choices": "Choice Region Tick",
        "contacts": "Email Phone",
        "dates": "NEAREST Day SlotTime",
        "digits": "Digits",
        "numbers": "POLICY_KINDS Icd10 Inn Number Okpo PolicyNumber Snils",
        "secrets": "Login Password",
        "words": "ANY CYRILLIC MIXED FilePath Name Text",
    },
)
