"""A path as a terminal writes it when a file is dropped on it: in quotes, with escapes, as an address."""

import re

WINDOWS = re.compile(r"[A-Za-z]:[\\/]|\\\\")
"""A backslash parts its folders and escapes nothing."""
BARE = re.compile(r"(?<!\\)(?:\\\\)*[\s'\"]")
"""A space or a quote that no backslash stands before: who types so escapes nothing."""
ESCAPED = re.compile(r"\\(\W)")
"""No terminal escapes a letter; before one it parts folders on another system."""
ADDRESS = re.compile(r"file://(?:localhost)?(?=/)", re.I)


def plain_path(text: str) -> str:
    """The path itself; what is no such text stays as it is. Read again, it is the same."""
    text = text.strip("\r\n\t ")
    while (plain := _once(text)) != text:
        text = plain.strip("\r\n\t ")
    return text


def _once(text: str) -> str:
    if address := ADDRESS.match(text):
        return _from_address(text, text[address.end() :])
    if len(text) > 2 and text[0] == text[-1] and text[0] in "'\"":
        return _unquoted(text[0], text[1:-1]) or text
    if "\\" in text and not WINDOWS.match(text) and not BARE.search(text):
        return ESCAPED.sub(r"\1", text)
    return text


def _unquoted(quote: str, inner: str) -> str:
    """What stands within; empty where the quotes are no pair."""
    if quote == "'":
        inner = inner.replace("'\\''", "\0")
        return "" if "'" in inner else inner.replace("\0", "'")
    if WINDOWS.match(inner):
        return "" if '"' in inner else inner
    if re.search(r'(?<!\\)(?:\\\\)*"', inner):
        return ""
    return re.sub(r'\\(["\\$`])', r"\1", inner)


def _from_address(text: str, path: str) -> str:
    """`/home/me/a b.pdf` of `file:///home/me/a%20b.pdf`; as it was where it is no text."""
    from urllib.parse import unquote_to_bytes

    try:
        plain = unquote_to_bytes(path).decode()
    except UnicodeDecodeError:
        return text
    return plain[1:] if WINDOWS.match(plain[1:]) else plain
