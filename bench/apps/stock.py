"""The control: a form as it is mostly written, borders, labels that lay out anew, validators by pydantic."""

import sqlmodel  # noqa: F401  heavy on purpose: this program has to miss the goals
from pydantic import TypeAdapter, ValidationError
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.validation import ValidationResult, Validator
from textual.widgets import Button, Footer, Header, Input, Label


class Checked(Validator):
    """A pydantic type made for each key."""

    def validate(self, value: str) -> ValidationResult:
        """Digits only."""
        try:
            TypeAdapter(int).validate_python(value)
        except ValidationError as error:
            return self.failure(str(error))
        return self.success()


class Step(Screen[None]):
    """Twenty bordered fields made anew at every visit."""

    def compose(self) -> ComposeResult:
        """Fields with labels of automatic size."""
        yield Header()
        with VerticalScroll():
            for number in range(20):
                yield Label(f"Логин {number}")
                yield Input(placeholder="Логин", validators=[Checked()])
                yield Label("", id=f"said-{number}")
        yield Button("Дальше")
        yield Footer()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Every label again."""
        for number in range(20):
            self.query_one(f"#said-{number}", Label).update(
                f"{len(event.value)} {event.validation_result}"[:40]
            )


class Stock(App[None]):
    """F3 makes the step anew."""

    AUTO_FOCUS = "Input"
    BINDINGS = [("f3", "again", "again")]  # noqa: RUF012

    def on_mount(self) -> None:
        """The first step."""
        self.push_screen(Step())

    def action_again(self) -> None:
        """A new screen."""
        self.switch_screen(Step())


if __name__ == "__main__":
    Stock().run()
