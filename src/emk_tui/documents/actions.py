"""What the actions of a PDF do: by themselves, or when a person clicks on them (R15)."""

from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

SCRIPT, LAUNCH, FILE, XFA, SEND, MEDIA = "script", "launch", "file", "xfa", "send", "media"
ACT = "act"
ALWAYS = {
    "/JavaScript": SCRIPT,
    "/Launch": LAUNCH,
    "/SubmitForm": SEND,
    "/ImportData": SEND,
    "/Rendition": MEDIA,
    "/Movie": MEDIA,
    "/Sound": MEDIA,
    "/RichMediaExecute": MEDIA,
    "/GoTo3DView": MEDIA,
}
"""What an action does, by its /S, whoever starts it."""
UNASKED = ALWAYS | {"/GoToR": LAUNCH, "/GoToE": LAUNCH, "/URI": SEND}
"""What it does where nobody clicked: other files and pages of the net are opened unasked."""
WITHIN = frozenset(("", "/GoTo", "/Named"))
"""Stays in the document."""
ELSEWHERE = ("/GoToR", "/GoToE", "/Thread")
MOST = 100
"""Actions one after another."""


def action(thing: DictionaryObject) -> str:
    """What a dictionary does if it is an action, or starts by itself; empty: nothing."""
    kind = name(thing, "/S")
    if what := ALWAYS.get(kind, ""):
        return what
    if (kind in ELSEWHERE and _opens(thing.get("/F"))) or (
        kind == "/URI" and _is_host(_text(thing.get("/URI")))
    ):
        return LAUNCH
    return unasked(thing)


def unasked(thing: DictionaryObject) -> str:
    """What is done on opening the file, on showing a page, on coming near a field; empty: nothing."""
    triggers = _got(thing.get("/AA"))
    waiting = list(triggers.values()) if isinstance(triggers, DictionaryObject) else []
    waiting.append(thing.get("/OpenAction"))
    for _step in range(MOST):
        if not waiting:
            return ""
        one = _got(waiting.pop())
        if not isinstance(one, DictionaryObject):
            continue
        if (kind := name(one, "/S")) not in WITHIN:
            return UNASKED.get(kind, ACT)
        later = _got(one.get("/Next"))
        waiting += list(later) if isinstance(later, ArrayObject) else [later]
    return ACT


def name(thing: DictionaryObject, key: str) -> str:
    """The name or text under a key; empty where it is something else."""
    value = _got(thing.get(key))
    return value if isinstance(value, str) else ""


def _opens(target: Any) -> bool:
    """A file of another machine, or one by its full address: to ask for it tells who asks."""
    target = _got(target)
    named = list(target.values()) if isinstance(target, DictionaryObject) else [target]
    return any(_is_host(one) or one.lower().startswith("file:") for one in map(_text, named))


def _is_host(address: str) -> bool:
    """A file of a named machine: `\\\\host\\share`, `file://host/share`."""
    plain = address.strip().replace("\\", "/").lower()
    rest = plain.removeprefix("file:")
    slashes, host = len(rest) - len(rest.lstrip("/")), rest.lstrip("/").partition("/")[0]
    if plain == rest:
        return slashes > 1
    # file:/a, file:///C:/a and file://C:/a are of this machine, file:////host/a is not
    return slashes not in (0, 1, 3) and host not in ("", "localhost") and not host.endswith(":")


def _text(value: Any) -> str:
    value = _got(value)
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value if isinstance(value, str) else ""


def _got(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value
