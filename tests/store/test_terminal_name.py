"""What a terminal is called for the counters of failures."""

import pytest

from emk_tui.store.terminal_name import name_of, terminal_name


@pytest.mark.parametrize(
    ("connection", "line", "name"),
    [
        ("", "", "pts"),
        ("", "/dev/pts/7", "pts"),
        ("", "/dev/ttys003", "pts"),
        ("", "/dev/tty1", "line /dev/tty1"),
        ("", "/dev/ttyS0", "line /dev/ttyS0"),
        ("", "/dev/ttyUSB0", "line /dev/ttyUSB0"),
        ("", "/dev/console", "line /dev/console"),
        ("", "/dev/hvc0", "line /dev/hvc0"),
        ("192.0.2.7 50000 192.0.2.1 22", "/dev/pts/7", "ssh 192.0.2.7"),
        ("192.0.2.7 50001 192.0.2.1 22", "/dev/tty1", "ssh 192.0.2.7"),
        ("::ffff:192.0.2.7 1 ::1 22", "", "ssh 192.0.2.7"),
        ("2001:db8:1:2:aaaa::1 1 ::1 22", "", "ssh 2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9 1 ::1 22", "", "ssh 2001:db8:1:2::/64"),
        ("fe80::1%eth0 1 ::1 22", "", "ssh fe80::/64"),
        ("UNKNOWN 1 2 3", "", "ssh UNKNOWN"),
        ("\udcff 1", "", "ssh \udcff"),
    ],
)
def test_names(connection: str, line: str, name: str) -> None:
    assert name_of({"SSH_CONNECTION": connection}, line) == name


def test_the_terminal_of_this_process_has_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    assert terminal_name() == "pts" or terminal_name().startswith("line ")
