"""The store's folder: network disks are refused, small files are read without trust."""

import os
from pathlib import Path

import pytest

from emk_tui.ports import Fault
from emk_tui.store import folder

MOUNTS = """/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
//nas/data /mnt/my\\040disk cifs rw 0 0
me@host: /home/local/ssh fuse.sshfs rw 0 0
/dev/sdb1 /home/local ext4 rw 0 0
host0 /mnt/vm 9p rw,trans=virtio 0 0
host1 /mnt/far 9p rw,trans=tcp 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib/emk", "ext4"), ("/home/maria/emk", "nfs4"), ("/home/local/emk", "ext4"),
        ("/home/local/ssh/emk", "fuse.sshfs"), ("/mnt/my disk/emk", "cifs"), ("/homeless", "ext4"),
        ("/mnt/vm/emk", "9p"), ("/mnt/far/emk", "nfs"),
    ],
)  # fmt: skip
def test_the_longest_mount_tells_the_file_system(path: str, kind: str) -> None:
    assert folder.filesystem(Path(path), MOUNTS) == kind


def test_a_network_disk_is_refused(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/x {tmp_path.resolve()} nfs4 rw 0 0\n")
    with pytest.raises(Fault, match="NETWORK_FS"):
        folder.refuse_network(tmp_path / "store", mounts)
    mounts.write_text(f"/dev/sda {tmp_path.resolve()} ext4 rw 0 0\n")
    folder.refuse_network(tmp_path / "store", mounts)


@pytest.mark.skipif(os.name != "posix", reason="pipes and links of POSIX")
def test_only_plain_files_of_bounded_size_are_read(tmp_path: Path) -> None:
    path = tmp_path / "small"
    with pytest.raises(FileNotFoundError):
        folder.read_small(path)
    path.write_bytes(b"x" * 10)
    assert folder.read_small(path, 10) == b"x" * 10
    before = len(os.listdir("/dev/fd"))
    os.mkfifo(tmp_path / "pipe")
    os.symlink("loop", tmp_path / "loop")
    for name, most in (("small", 9), ("pipe", 10), ("loop", 10), ("", 10)):
        with pytest.raises(ValueError):
            folder.read_small(tmp_path / name, most)
    with pytest.raises(ValueError):
        folder.read_small(Path("/dev/zero"))
    assert len(os.listdir("/dev/fd")) == before
