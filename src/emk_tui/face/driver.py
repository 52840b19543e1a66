"""The terminal as Textual drives it on Linux and macOS, with our reader of keys."""

from textual.drivers import linux_driver

from emk_tui.face.pastes import PastesAndKeys


class KeyDriver(linux_driver.LinuxDriver):
    """Differs from Textual's in how bytes become keys, in nothing else."""

    def run_input_thread(self) -> None:
        """Read keys; Textual makes the reader in this method by the name in its module: the only seam."""
        linux_driver.XTermParser = PastesAndKeys  # type: ignore[attr-defined]
        super().run_input_thread()
