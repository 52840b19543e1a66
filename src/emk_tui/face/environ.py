"""What must happen before Textual is imported: it reads its variables then."""

from collections.abc import MutableMapping

PREFIX, FRAMES = "TEXTUAL", "TEXTUAL_FPS"
"""Every name that begins so is Textual's, `TEXTUAL` itself switches its debugging on."""
KEPT = frozenset({FRAMES})
"""The only one that cannot log keys, load code or write pictures."""


def prepare(environ: MutableMapping[str, str]) -> None:
    """Drop every TEXTUAL* but FPS; 120 frames a second halve the wait for a key and cost nothing idle."""
    for name in [name for name in environ if name.startswith(PREFIX) and name not in KEPT]:
        del environ[name]
    if not environ.get(FRAMES, "").isdecimal():
        environ[FRAMES] = "120"
