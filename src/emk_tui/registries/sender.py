"""Codes of the demonstration, shown instead of sent; loaded with the first prompt, so nothing else here."""

from emk_tui.i18n import _


class DemonstrationSender:
    """ports.CodeSender that shows the code instead of sending it."""

    channels: tuple[str, ...] = ("sms", "email")

    def send(self, channel: str, address: str, code: str, purpose: str) -> str:
        """The sentence with the code; ValueError for a channel that isn't there."""
        if channel not in self.channels:
            raise ValueError(channel)
        return _("Код для показа: {code}").format(code=code)
