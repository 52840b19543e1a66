"""Three looks and one that takes the terminal's own colours; every state is a word as well."""

from textual.theme import Theme


def scrolling(bar: str, way: str) -> dict[str, str]:
    """The colours of a scroll bar and of the way it goes."""
    return {
        **dict.fromkeys(("scrollbar", "scrollbar-hover", "scrollbar-active"), bar),
        **dict.fromkeys(("scrollbar-background", "scrollbar-background-hover"), way),
        **dict.fromkeys(("scrollbar-background-active", "scrollbar-corner-color"), way),
    }


DARK = Theme(
    name="emk-dark",
    primary="#5fb3d4",
    accent="#5fb3d4",
    foreground="#d8dee4",
    background="#10151a",
    surface="#10151a",
    panel="#1b232b",
    warning="#e3c170",
    error="#ff8f85",
    success="#9ccf8f",
    dark=True,
    variables={"muted": "#9aa7b2", "focus": "#1f3a48", **scrolling("#6f7f8b", "#1b232b")},
)
LIGHT = Theme(
    name="emk-light",
    primary="#005f87",
    accent="#005f87",
    foreground="#1b2126",
    background="#fbfbf8",
    surface="#fbfbf8",
    panel="#e9ebe6",
    warning="#7a5200",
    error="#a8201a",
    success="#2b6a2f",
    dark=False,
    variables={"muted": "#55606a", "focus": "#d3e7f0", **scrolling("#7a868f", "#e9ebe6")},
)
CONTRAST = Theme(
    name="emk-contrast",
    primary="#ffff00",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#262626",
    warning="#ffe97f",
    error="#ffb0a8",
    success="#b6ffb0",
    dark=True,
    variables={"muted": "#e0e0e0", "focus": "#002a80", **scrolling("#e0e0e0", "#262626")},
)
THEMES = (DARK, LIGHT, CONTRAST)
LOOKS = (*(theme.name for theme in THEMES), "ansi-dark")
"""Names in the order in which one key goes through them; the last one follows the terminal's palette."""
PALETTE = {"muted": "ansi_default", "focus": "ansi_default"}
"""Our own colours where the terminal's palette decides: no shade that it might not tell apart."""
