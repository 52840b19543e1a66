"""`emk registry list`: the directories that come with the program."""

from argparse import Namespace

from emk_tui.cli.output import emit, say
from emk_tui.i18n import _, filled, plural


def list_directories(args: Namespace) -> int:
    """Title, version, date, source and number of rows of each."""
    from emk_tui.registries.embedded import embedded_directories

    directories = embedded_directories().values()
    if args.json:
        emit(
            {
                "directories": [
                    {
                        "key": one.key,
                        "title": one.title,
                        "version": one.version,
                        "date": one.as_of.isoformat(),
                        "source": one.source,
                        "rows": len(one),
                    }
                    for one in directories
                ]
            }
        )
        return 0
    for one in directories:
        rows = plural(len(one), "строка", "строки", "строк")
        words = _("{title} ({key}), версия {version}, дата {day}, {rows}. Источник: {source}.")
        day = one.as_of.strftime("%d.%m.%Y")
        told = {"key": one.key, "title": one.title, "version": one.version, "source": one.source}
        say(filled(words, {**told, "day": day, "rows": rows}))
    return 0
