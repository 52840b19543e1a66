"""«назад» inside the menu's conversations is one level up, with what was typed (R8, R112, R189)."""

from emk_tui.services.world import World
from tests.linear.holding import after, told
from tests.services.people import owner, signed_in
from tests.services.worlds import Hands

CAME_BACK = "Вы вернулись в меню."


def test_whom_to_give_access(clinic: World) -> None:
    """From the names to the name, still there, to «Доступ к карте», to the menu; nothing is given."""
    with owner(clinic) as session:
        talk = told(session, "доступ", "дать", "тихий", "назад", "назад", "назад")
        assert not session.store.grants()
    home, access, name = "Моё здоровье: ", "Доступ к карте: ", "Кому: "
    assert talk.prompts == [home, access, name, "Кому дать доступ: ", name, access, home]
    assert talk.lines.count("Сейчас: тихий. Enter оставляет.") == 1
    assert talk.lines.count(CAME_BACK) == 1 and CAME_BACK in after(talk, "Сейчас: тихий.")


def test_the_name_that_is_kept_is_the_answer(clinic: World) -> None:
    """Enter at it leads to the same names."""
    with owner(clinic) as session:
        talk = told(session, "доступ", "дать", "тихий", "назад", "", "1", "да")
        assert [one.name for one in session.store.grants()] == ["Городская поликлиника «Тихий двор»"]
    assert talk.prompts.count("Кому дать доступ: ") == 2 and CAME_BACK not in talk.lines


def test_the_question_of_an_access(clinic: World, hands: Hands) -> None:
    """The code of it is one back from the way it comes by, that one from «Доступ к карте»."""
    with owner(clinic) as session:
        hands.on(minutes=6)
        talk = told(session, "доступ", "дать", "приложения", "назад", "назад", "назад")
        assert not session.store.grants()
    home, access, way = "Моё здоровье: ", "Доступ к карте: ", "Откуда взять код: "
    assert talk.prompts == [home, access, way, "Код: ", way, access, home]


def test_a_filter_of_the_journal(clinic: World) -> None:
    """The journal as it was shown, not told anew; then the menu."""
    with owner(clinic) as session:
        talk = told(session, "журнал", "кто", "назад", "за дни", "01.03.2026", "назад", "назад")
    home, journal = "Моё здоровье: ", "Журнал операций: "
    days = ["С какого дня: ", "По какой день: "]
    assert talk.prompts == [home, journal, "Кто: ", journal, *days, journal, home]
    assert "Отбор: " not in talk.text and talk.joined.count("Журнал цел, записей ") == 1


def test_the_queue_of_the_specialist(clinic: World) -> None:
    """The reason is left to the queue, the queue to the desk; nothing is recorded."""
    with signed_in(clinic, "specialist") as presence:
        before = presence.opened.result_checks()
        talk = told(presence, "1", "1", "вернуть", "назад", "назад")
        assert presence.opened.result_checks() == before
    desk, queue = "Рабочее место: ", "Результаты на проверку: "
    assert talk.prompts == [desk, queue, "Что записать: ", "Причина: ", queue, desk]
