"""Step 1 on the screen: happy, wrong, back keeps data, resume, and what makes hands fast."""

from textual import events

from emk_tui.demo_example import example_rows
from emk_tui.services.session import Session
from tests.screens.scene import Scene, play
from tests.services.worlds import reopened

NAMES = ("surname", "given_name", "patronymic", "birth_date", "sex", "snils")
PASSPORT = ("passport_series", "passport_number", "passport_issued_on", "passport_issued_by")


def line_of(text: str, label: str) -> str:
    """The row of a field, without the steps beside it."""
    rows = [line.partition("│")[2] for line in text.splitlines()]
    return next(row for row in rows if row.lstrip(" ▌").startswith(label))


def at(session: Session, field: str, **filled: str) -> Session:
    """The cursor stands in a field of step 1."""
    for name, raw in filled.items():
        session.put(f"personal.{name}", raw)
    session.move(f"personal.{field}")
    return session


def test_typed_answers_are_shown_and_kept(session: Session) -> None:
    """The live word stands beside the text; the draft holds it, the cursor too."""

    async def scene(stage: Scene) -> None:
        assert "1 из 8 Личные данные" in stage.text
        text = await stage.type("Иванова\nМария\n")
        assert "Иванова" in line_of(text, "Фамилия")
        assert "▌Отчество" in text

    play(session.world, scene, session=session)
    again = reopened(session)
    assert again.draft.raw("personal.surname") == "Иванова"
    assert again.draft.raw("personal.given_name") == "Мария"
    assert again.wizard.cursor == "personal.patronymic"
    again.store.close()


def test_the_whole_step_by_keys_leads_to_the_next(session: Session) -> None:
    """Every field typed in the order of the paper, each with Enter: register asked, step 2 opens."""
    person = example_rows()["personal"]

    async def scene(stage: Scene) -> None:
        await stage.type("".join(f"{person[name]}\n" for name in NAMES) + "\n")
        await stage.type("".join(f"{person[name]}\n" for name in PASSPORT))
        await stage.type("\n77\n\nг. Москва\nул. Лесная\n12\n\nда\n+79161234567\nivanova@example.ru\n")
        text = stage.text
        assert "2 из 8 Поликлиника" in text
        assert "Данные совпали с реестром." in text
        assert "Шаг 1 из 8 закончен. Данные сохранены." in text
        assert " 1 Личные данные    готово │" in text

    play(session.world, scene, session=session)
    assert session.draft.raw("personal.birth_date") == person["birth_date"]


def test_three_answers_while_typing(session: Session) -> None:
    """Unfinished is neutral, right is «верно», a wrong sign is told before leaving (K31, R87)."""

    async def scene(stage: Scene) -> None:
        assert "ещё 3 цифры" in line_of(await stage.type("112-233-44"), "СНИЛС")
        text = await stage.type("а")
        assert "ошибка" in line_of(text, "СНИЛС")
        assert "Ошибка: 11-й знак не цифра" in text
        assert "ещё 3 цифры" in line_of(await stage.press("backspace"), "СНИЛС")

    play(session.world, scene, session=at(session, "snils"))


def test_leaving_tells_what_is_missing(session: Session) -> None:
    """Empty and required is a problem after it was left; the title counts it."""

    async def scene(stage: Scene) -> None:
        text = await stage.press("down")
        assert "ошибка, не заполнено" in line_of(text, "Фамилия")
        assert "1 ошибка" in text.splitlines()[0]

    play(session.world, scene, session=session)


def test_a_fixed_length_steps_on_and_the_habit_of_enter_skips_nothing(session: Session) -> None:
    """After the eleventh digit the next field is open; Enter then, by habit, stays there."""

    async def scene(stage: Scene) -> None:
        assert "▌ИНН" in await stage.type("11223344595")
        assert "▌ИНН" in await stage.press("enter")
        text = await stage.press("enter")
        assert "▌Серия паспорта" in text
        assert "112-233-445 95" in line_of(text, "СНИЛС")

    play(session.world, scene, session=at(session, "snils"))


def test_sex_by_one_letter_or_by_the_word(session: Session) -> None:
    """«м» is enough; the rest of «мужской» does not run into the next field (R58)."""

    async def scene(stage: Scene) -> None:
        text = await stage.type("мужской\n11223344595")
        assert "мужской" in line_of(text, "Пол")
        assert "112-233-445 95" in line_of(await stage.press("up"), "СНИЛС")

    play(session.world, scene, session=at(session, "sex"))


def test_plain_never_steps_on(session: Session) -> None:
    """The setting is off with --plain, and no mark of blocks is drawn."""

    async def scene(stage: Scene) -> None:
        text = await stage.type("11223344595")
        assert "верно" in line_of(text, "СНИЛС")
        assert "▌" not in text

    play(session.world, scene, session=at(session, "snils"), plain=True)
    assert session.wizard.cursor == "personal.snils"


def test_a_look_alike_is_named_and_replaced_on_one_key(session: Session) -> None:
    """K35: position, F4, right."""

    async def scene(stage: Scene) -> None:
        text = await stage.type("Иванoва")
        assert "ошибка" in line_of(text, "Фамилия")
        assert "Ошибка: 5-я буква o латинская" in text or "5-" in text
        assert "F4 заменит на: Иванова." in text
        assert "верно" in line_of(await stage.press("f4"), "Фамилия")

    play(session.world, scene, session=session)
    assert session.draft.raw("personal.surname") == "Иванова"


def test_undo_and_redo(session: Session) -> None:
    """Key by key, and over a replacement."""

    async def scene(stage: Scene) -> None:
        await stage.type("Иванoва")
        await stage.press("f4")
        assert "Иванoва" in line_of(await stage.press("ctrl+z"), "Фамилия")
        assert "Иванo " in line_of(await stage.press("ctrl+z", "ctrl+z"), "Фамилия")
        assert "Иванова" in line_of(await stage.press("ctrl+y", "ctrl+y", "ctrl+y"), "Фамилия")

    play(session.world, scene, session=session)


def test_a_pasted_name_is_split(session: Session) -> None:
    """ФИО from another window fills three fields."""

    async def scene(stage: Scene) -> None:
        stage.app.post_message(events.Paste("Иванова Мария Петровна"))
        await stage.settle()
        text = stage.text
        assert "Иванова" in line_of(text, "Фамилия")
        assert "Мария" in line_of(text, "Имя")
        assert "Петровна" in line_of(text, "Отчество")

    play(session.world, scene, session=session)
    assert session.draft.raw("personal.patronymic") == "Петровна"


def test_a_burst_arrives_whole(session: Session) -> None:
    """88 signs at once, an Enter among them: every one in its field and in order."""
    surname, name = "Иванова" * 6, "Мария" * 8

    async def scene(stage: Scene) -> None:
        for key in (*surname, "enter", *name):
            stage.app.post_message(events.Key(key, None if key == "enter" else key))
        await stage.settle()

    play(session.world, scene, session=session)
    assert session.draft.raw("personal.surname") == surname
    assert session.draft.raw("personal.given_name") == name


def test_keys_typed_while_the_step_ends_reach_the_next_step(session: Session) -> None:
    """Nothing is lost and nothing lands in the wrong field."""
    for name, raw in example_rows()["personal"].items():
        session.put(f"personal.{name}", raw)
    session.move("personal.email")

    async def scene(stage: Scene) -> None:
        for key in ("enter", *"Клиника"):
            stage.app.post_message(events.Key(key, None if key == "enter" else key))
        await stage.settle()
        assert "Клиника" in line_of(stage.text, "Поликлиника")

    play(session.world, scene, session=session)
    assert session.draft.raw("personal.email") == example_rows()["personal"]["email"]
    assert session.draft.raw("clinic.name") == "Клиника"


def test_wrong_data_opens_its_field(session: Session) -> None:
    """F3 with gaps: the first problem is open, all are told, F8 goes round them."""

    async def scene(stage: Scene) -> None:
        text = await stage.press("f3")
        assert "▌Имя" in text
        assert "Осталось исправить" in text
        assert "▌Отчество" in await stage.press("f8")

    play(session.world, scene, session=at(session, "surname", surname="Иванова"))


def test_back_keeps_data_and_leads_to_the_menu(session: Session) -> None:
    """From the first step there is only the menu; from there one goes on at the same field."""

    async def scene(stage: Scene) -> None:
        await stage.type("Иванова\nМар")
        text = await stage.press("f7")
        assert "Моё здоровье" in text
        text = await stage.press("enter")
        assert "▌Имя" in text
        assert "Мар" in line_of(text, "Имя")

    play(session.world, scene, session=session)


def test_region_by_any_fragment(session: Session) -> None:
    """The list follows the letters; arrow and Enter take a line (R155)."""

    async def scene(stage: Scene) -> None:
        await stage.type("карел")
        text = await stage.until("Республика Карелия, 10")
        assert "▌Регион регистрации" in text
        text = await stage.press("down", "enter")
        assert "Республика Карелия" in line_of(text, "Регион регистрации")
        assert "▌Индекс регистрации" in text

    play(session.world, scene, session=at(session, "registration_region"))
    assert session.values("personal")["registration_region"] == "10"


def test_the_other_address_comes_and_goes(session: Session) -> None:
    """«нет» brings its fields, «да» takes them away; what was typed is kept."""

    async def scene(stage: Scene) -> None:
        assert "Регион проживания" in await stage.type("н")
        text = await stage.press("up", "backspace", "backspace", "backspace", "д")
        assert "Регион проживания" not in text

    play(session.world, scene, session=at(session, "living_same"))
