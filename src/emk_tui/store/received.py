"""The opened store and its sealed inbox: what waits, what was taken; documents that are kept from it."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from emk_tui.ports import Event, FileMeta, InboxItem
from emk_tui.store import arrivals, documents, drafts, inbox, secrets, taken
from emk_tui.store.inbox import DOCUMENT, BadItem, kind_of
from emk_tui.store.journaled import Journaled


class Receiving(Journaled):
    """One owner's data with the inbox in its folder; none where the database is on a server."""

    def inbox(self) -> tuple[InboxItem, ...]:
        """Documents that wait, oldest first; what cannot be opened is set aside and told in the journal."""
        private, paths = self._waiting()
        found, aside = arrivals.listed(private, paths)
        self._tell_aside(aside)
        return found

    def inbox_content(self, item_id: str) -> bytes:
        """The content of one; KeyError where it is gone, or turns out not to open."""
        private, path = self._found(item_id)
        if path is None:
            raise KeyError("no such item")
        try:
            return arrivals.content(private, path)
        except BadItem:
            self._tell_aside(int(inbox.set_aside(path)))
            raise KeyError("no such item") from None

    def leave_inbox(self, item_id: str, event: Event) -> None:
        """Throw one away; of one that is gone nothing."""
        if self._found(item_id)[1] is None:
            return
        with self._write() as work:
            if taken.note(work, item_id):
                work.record(event)
        # the file of what is noted as taken goes
        self._waiting()

    def keep_document(
        self, parts: Sequence[tuple[FileMeta, Iterable[bytes]]], event: Event, inbox: str = ""
    ) -> None:
        """All parts as the next version of their record, and the item they came from as taken.

        HealthBeforeConsent (R92); KeyError where the item was taken before.
        """
        with self._write() as work:
            drafts.refuse_early(work, (meta.record for meta, _content in parts))
            if inbox and not (kind_of(inbox) == DOCUMENT and taken.note(work, inbox)):
                raise KeyError("no such item")
            documents.keep(work, parts, event)
        if inbox:
            # it is noted as taken, so its file goes; a kill before this leaves that to the next look
            self._waiting()

    def take_inbox(self, items: Mapping[str, Event]) -> None:
        """Journal what arrived while the store was closed: item's id → entry; each only once."""
        with self._write() as work:
            taken.take(work, items)

    def _waiting(self) -> tuple[bytes, list[Path]]:
        """The key and the files of documents; those that were taken before are removed."""
        folder = self._ties.folder if self._ties else None
        paths = inbox.items(folder, DOCUMENT) if folder else []
        if not paths:
            return b"", []
        with self._read() as work:
            private = secrets.read(work, "inbox") or b""
            known = taken.known(work, [path.name for path in paths])
        for path in paths:
            if path.name in known:
                arrivals.remove(path)
        return private, [path for path in paths if path.name not in known]

    def _found(self, item_id: str) -> tuple[bytes, Path | None]:
        private, paths = self._waiting()
        return private, next((one for one in paths if one.name == item_id), None)

    def _tell_aside(self, count: int) -> None:
        if count:
            with self._write() as work:
                work.record(inbox.told_aside(count))
