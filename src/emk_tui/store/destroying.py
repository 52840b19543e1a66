"""The end of a store: its keys first, then everything else; a kill in between leaves nothing that opens.

Its folder is renamed before anything is touched, so at its place there is no store from the first moment on,
and the next start finishes what was begun. Overwriting cannot reach what a disk moved by itself, nor copies
that were made elsewhere: docs/security.md says so.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from emk_tui.store import anchor, counters, keyfile
from emk_tui.store.folder import BACKUPS, DATABASE, DESTROYED, DROP, KEYS, finish_leftovers, sync_folder

TAIL = 128 * 1024
"""The keys of a packed copy lie within its last bytes, behind the database."""


def hide(place: Path) -> list[Path]:
    """Take the store, and former states of it that `restore` set aside, from their places, one by one."""
    hidden = []
    for one in (place, *_former(place, _id(place))):
        target = place.with_name(f".{place.name}.{DESTROYED}-{os.urandom(6).hex()}")
        os.rename(one, target)
        hidden.append(target)
    sync_folder(place.parent)
    return hidden


def destroy(place: Path, forget: Callable[[], None]) -> None:
    """All of it, in this order; `forget` lets the secrets in the key store of the system go."""
    hidden = hide(place)
    for one in hidden:
        wipe_keys(one)
    forget()
    _remove_dropped(place)
    for one in hidden:
        remove(one)


def resume(place: Path) -> None:
    """Finish what a killed program began here."""

    def finish(hidden: Path) -> None:
        # killed while it was hiding them: former states go with it
        for one in (*_former(place, _id(hidden)), hidden):
            wipe_keys(one)
            _remove_dropped(place)
            remove(one)

    finish_leftovers(place, DESTROYED, finish)


def wipe_keys(hidden: Path) -> None:
    """Overwrite and remove the keys of a hidden store and the copies in it, for they hold keys too."""
    for path in _with_keys(hidden):
        _overwrite(path)
        path.unlink()
        sync_folder(path.parent)


def remove(hidden: Path) -> None:
    """Remove the folder with all it holds, and what is kept of it outside."""
    if store := _id(hidden):
        for path in (counters.outside(hidden, store), anchor.outside(hidden, store)):
            path.unlink(missing_ok=True)
    shutil.rmtree(hidden)
    sync_folder(hidden.parent)


def _remove_dropped(place: Path) -> None:
    """What lies in the drop folder was for this store; a link in its place leads to what is not ours."""
    drop = place.with_name(DROP)
    if drop.is_dir() and not drop.is_symlink():
        shutil.rmtree(drop)


def _former(place: Path, store: str) -> list[Path]:
    """Former states of the store of this id that `restore` set aside."""
    return [one for one in place.parent.glob(f"{place.name}.before-*") if store and store == _id(one)]


def _with_keys(hidden: Path) -> Iterator[Path]:
    found = [*hidden.glob(f"{KEYS}*"), *hidden.glob(f"{BACKUPS}/*")]
    yield from (path for path in found if path.is_file() and not path.is_symlink())


def _overwrite(path: Path) -> None:
    """Random bytes over the end of the file, where its keys are, and synced."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(max(0, size - TAIL))
        file.write(os.urandom(min(size, TAIL)))
        file.flush()
        os.fsync(file.fileno())


def _id(place: Path) -> str:
    """The id of a store by its keys, else by the head of its database."""
    if store := keyfile.peek(place)[0]:
        return store
    with suppress(OSError), (place / DATABASE).open("rb") as file:
        return file.read(16).hex()
    return ""
