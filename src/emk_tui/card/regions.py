"""The 89 federal subjects: ФНС code, name, ОКАТО prefix, ТФОМС code (domain.md, 3.1)."""

from dataclasses import dataclass
from functools import cache

from emk_tui.card.text import fold


@dataclass(frozen=True, slots=True)
class FederalSubject:
    """A federal subject; `funds` are the codes of its ТФОМС, with which policy numbers begin."""

    code: str
    name: str
    okato: str
    funds: tuple[str, ...]


_ROWS = """\
01 79 01 Республика Адыгея
02 80 02 Республика Башкортостан
03 81 03 Республика Бурятия
04 84 04 Республика Алтай
05 82 05 Республика Дагестан
06 26 06 Республика Ингушетия
07 83 07 Кабардино-Балкарская Республика
08 85 08 Республика Калмыкия
09 91 09 Карачаево-Черкесская Республика
10 86 10 Республика Карелия
11 87 11 Республика Коми
12 88 12 Республика Марий Эл
13 89 13 Республика Мордовия
14 98 14 Республика Саха (Якутия)
15 90 15 Республика Северная Осетия — Алания
16 92 16 Республика Татарстан
17 93 17 Республика Тыва
18 94 18 Удмуртская Республика
19 95 19 Республика Хакасия
20 96 20 Чеченская Республика
21 97 21 Чувашская Республика
22 01 22 Алтайский край
23 03 23 Краснодарский край
24 04 24 Красноярский край
25 05 25 Приморский край
26 07 26 Ставропольский край
27 08 27 Хабаровский край
28 10 28 Амурская область
29 11 29 Архангельская область
30 12 30 Астраханская область
31 14 31 Белгородская область
32 15 32 Брянская область
33 17 33 Владимирская область
34 18 34 Волгоградская область
35 19 35 Вологодская область
36 20 36 Воронежская область
37 24 37 Ивановская область
38 25 38 Иркутская область
39 27 39 Калининградская область
40 29 40 Калужская область
41 30 41 Камчатский край
42 32 42 Кемеровская область — Кузбасс
43 33 43 Кировская область
44 34 44 Костромская область
45 37 45 Курганская область
46 38 46 Курская область
47 41 47 Ленинградская область
48 42 48 Липецкая область
49 44 49 Магаданская область
50 46 50 Московская область
51 47 51 Мурманская область
52 22 52 Нижегородская область
53 49 53 Новгородская область
54 50 54 Новосибирская область
55 52 55 Омская область
56 53 56 Оренбургская область
57 54 57 Орловская область
58 56 58 Пензенская область
59 57 59 Пермский край
60 58 60 Псковская область
61 60 61 Ростовская область
62 61 62 Рязанская область
63 36 63 Самарская область
64 63 64 Саратовская область
65 64 65 Сахалинская область
66 65 66 Свердловская область
67 66 67 Смоленская область
68 68 68 Тамбовская область
69 28 69 Тверская область
70 69 70 Томская область
71 70 71 Тульская область
72 71 72 Тюменская область
73 73 73 Ульяновская область
74 75 74 Челябинская область
75 76 75 Забайкальский край
76 78 76 Ярославская область
77 45 75/77 г. Москва
78 40 78 г. Санкт-Петербург
79 99 79 Еврейская автономная область
83 111 80 Ненецкий автономный округ
86 7110 81 Ханты-Мансийский автономный округ — Югра
87 77 82 Чукотский автономный округ
89 7114 83 Ямало-Ненецкий автономный округ
90 23 - Запорожская область
91 35 85 Республика Крым
92 67 86 г. Севастополь
93 21 - Донецкая Народная Республика
94 43 - Луганская Народная Республика
95 74 - Херсонская область
"""


@cache
def regions() -> tuple[FederalSubject, ...]:
    """All of them, in the order of their codes."""
    rows = (line.split(" ", 3) for line in _ROWS.splitlines())
    return tuple(
        FederalSubject(code, name, okato, tuple(funds.split("/"))) for code, okato, funds, name in rows
    )


def find_regions(text: str) -> tuple[FederalSubject, ...]:
    """By code or whole name: one; else all whose name holds every word as the beginning of a word."""
    typed = fold(text)
    exact = [region for region in regions() if typed in (region.code, fold(region.name), _bare(region.name))]
    if exact:
        return tuple(exact)
    words = _words(typed)
    if not words:
        return ()
    return tuple(region for region in regions() if _fits(words, region))


def _fits(words: list[str], region: FederalSubject) -> bool:
    if len(words) == 1 and words[0].isdigit():
        return region.code.startswith(words[0])
    names = _words(fold(region.name))
    return all(any(name.startswith(word) for name in names) for word in words)


def _bare(name: str) -> str:
    """«г. Москва» is known as «Москва»."""
    return fold(name).removeprefix("г. ")


def _words(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in text).split()
