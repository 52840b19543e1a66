"""A text to be read to its end: no button works before the end was shown (R24, R99)."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from emk_tui.face.sizes import LOW
from emk_tui.i18n import _
from emk_tui.services.flows.asks import Ask, Confirm, Page
from emk_tui.widgets.part import Answered
from emk_tui.widgets.tick_box import AGREE, BOX, NONE, REFUSE, TickBox

Decided = Callable[[str, bool], None]
"""Takes the answer to the question that stands with the text, before the flow asks it."""


class PageText(VerticalScroll, can_focus=False):
    """Sections with numbers; tells where it stands, also after the wheel of the mouse."""

    def __init__(self, ask: Page, moved: Callable[[], None]) -> None:
        super().__init__(classes="page-text")
        self.ask, self._moved = ask, moved

    def compose(self) -> ComposeResult:
        """Title with version and date, sections, summary, end."""
        head = _("{title}, версия {v}").format(title=self.ask.title, v=self.ask.version)
        yield Static(Content(head), classes="page-heading")
        for number, (title, text) in enumerate(self.ask.sections, 1):
            yield Static(Content(f"{number}. {title}"), classes="page-heading")
            yield Static(Content(text))
        if self.ask.summary:
            yield Static(Content(self.ask.summary), classes="page-heading")
        yield Static(Content(_("Конец текста.")))

    @property
    def is_at_end(self) -> bool:
        """Is the last line on the screen; before the first layout nothing is."""
        laid_out = self.size.height > 0 and self.virtual_size.height > 1
        return laid_out and self.scroll_target_y >= self.max_scroll_y

    def go(self, key: str) -> None:
        """Scroll at once: the next key must find it done."""
        page = max(1, self.size.height - 1)
        by = {"down": 1, "up": -1, "pagedown": page, "pageup": -page}.get(key)
        end = 0 if key == "home" else self.max_scroll_y
        target = end if by is None else self.scroll_target_y + by
        self.scroll_to(y=target, animate=False, immediate=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scrolled by whatever means."""
        super().watch_scroll_y(old_value, new_value)
        self._moved()

    def on_resize(self) -> None:
        """A text that fits whole is shown to its end at once."""
        self._moved()


class PageView(Vertical, can_focus=True):
    """Enter and Space go on by a page; below the end wait the box and the button, or Enter answers."""

    def __init__(self, ask: Page, answered: Answered, decided: Decided, say: Callable[[str], None]) -> None:
        super().__init__(classes="part page")
        self.ask, self._answered, self._decided, self._say = ask, answered, decided, say
        self.text = PageText(ask, self._moved)
        self.box = TickBox(ask.accept.question, self.choose) if ask.accept is not None else None
        self.read = self.done_with = False

    def stays_for(self, ask: Ask) -> bool:
        """A text without a box of its own stays above the question about it."""
        return isinstance(ask, Confirm) and self.ask.accept is None

    @property
    def enter(self) -> str:
        """What Enter does, in the last line."""
        if self.box is None or self.box.at == NONE:
            end = _("дальше") if self.box is None else _("к отметке")
            return end if self.read and self.text.is_at_end else _("читать дальше")
        return (_("к кнопке"), _("подтвердить"), _("не согласен"))[self.box.at]

    def compose(self) -> ComposeResult:
        """The text, the box."""
        yield self.text
        if self.box is not None:
            yield self.box

    def start(self) -> None:
        """Take the focus."""
        self.screen.set_focus(self)
        self._tell()

    def on_resize(self) -> None:
        """On a low screen every line is for the text."""
        self.set_class(self.app.size.height < LOW, "-low")

    # -- keys

    def press(self, event: events.Key) -> bool:
        """The text takes what scrolls, the lines below it the rest."""
        if self.done_with:
            return False
        key = event.key
        if key in ("pagedown", "pageup", "home", "end"):
            self.text.go(key)
        elif self.box is not None and self.box.at != NONE:
            return self._press_box(self.box, key)
        elif not self._press_text(key):
            return False
        self._moved()
        return True

    def _press_text(self, key: str) -> bool:
        if key == "up":
            self.text.go("up")
        elif key == "down" and not self.text.is_at_end:
            self.text.go("down")
        elif key in ("enter", "space") and not self.text.is_at_end:
            self.text.go("pagedown")
        elif key in ("tab", "down", "enter") and self.box is not None:
            self._go(BOX)
        elif key == "enter" and self.box is None and self.read:
            self._end()
        else:
            return key in ("down", "space")
        return True

    def _press_box(self, box: TickBox, key: str) -> bool:
        if key in ("up", "shift+tab"):
            self._go(box.at - 1)
        elif key in ("down", "tab"):
            self._go(box.at + 1 if box.at < REFUSE else NONE if key == "tab" else REFUSE)
        elif key == "enter" and box.at == BOX:
            self._go(AGREE) if box.ticked else self._say(_("Галочку ставит пробел."))
        elif key in ("enter", "space"):
            self.choose(box.at)
        else:
            return False
        return True

    def _go(self, index: int) -> None:
        assert self.box is not None
        self.box.at, self.box.leaving = index, False
        self._tell()

    # -- the box and the buttons

    def choose(self, index: int) -> None:
        """Tick, agree, or leave; by key or mouse."""
        if self.done_with or self.box is None:
            return
        if self.box.at != index:
            self._go(index)
        if index == BOX:
            self.box.ticked = not self.box.ticked
            self._moved()
        elif index == AGREE:
            self._agree()
        else:
            self._refuse(self.box)

    def _agree(self) -> None:
        """Only with the end shown and the box ticked; else what is missing is said."""
        assert self.box is not None
        missing = [] if self.read else [_("прочитайте текст до конца")]
        missing += [] if self.box.ticked else [_("поставьте галочку")]
        if missing:
            self._say(_("Подтвердить пока нельзя: {missing}.").format(missing=_(" и ").join(missing)))
        else:
            self._decide(agreed=True)

    def _refuse(self, box: TickBox) -> None:
        """What follows is said first; the second time it is the answer."""
        if box.leaving:
            self._decide(agreed=False)
            return
        box.leaving = True
        assert self.ask.accept is not None
        self._say(self.ask.accept.refused or _("Ещё раз Enter: не согласен."))

    def _decide(self, *, agreed: bool) -> None:
        assert self.ask.accept is not None
        self._decided(self.ask.accept.key, agreed)
        self._end()

    def _end(self) -> None:
        self.done_with = True
        self._answered(True)

    # -- what is said of it

    def _moved(self) -> None:
        """The end may be on the screen now."""
        if self.done_with or not self.is_mounted:
            return
        self.read = self.read or self.text.is_at_end
        if self.box is not None:
            self.box.ready = self.read and self.box.ticked
        if self.has_focus:
            self._tell()

    def _tell(self) -> None:
        if self.box is not None and self.box.at != NONE:
            words = (_("Пробел ставит и снимает галочку."), "", "")[self.box.at]
        elif not self.read:
            words = _("Прочитайте до конца: Enter или PageDown листает дальше.")
        elif not self.text.is_at_end:
            words = _("Текст прочитан. Tab: к отметке.") if self.box else _("Enter листает дальше.")
        else:
            words = _("Конец текста. Enter: к отметке.") if self.box else _("Конец текста. Enter: дальше.")
        self._say(words)
