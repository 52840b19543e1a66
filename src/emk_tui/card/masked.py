"""Contacts that the owner knows again and a bystander cannot use, the same wherever they are shown (R21)."""


def masked_phone(phone: str) -> str:
    """+7 ••• ••• 12-34 in words that speech can read (R21)."""
    return f"{phone[:2]} ••• ••• {phone[-4:-2]}-{phone[-2:]}" if len(phone) >= 6 else "•••"


def masked_email(address: str) -> str:
    """и•••@example.ru: enough to know one's own address by."""
    name, at, domain = address.partition("@")
    return f"{name[:1]}•••{at}{domain}"
