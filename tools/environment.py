"""Make or refresh .venv from requirements/*.txt and this checkout; uv where there is one, else pip.

Standard library only; starts under any Python 3 far enough to look for a newer one.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
NAMES = ("python3.14", "python3.13", "python3.12", "python3.11")
ROOT = Path(__file__).resolve().parent.parent
STAMP = "emk-stamp"
INDEX_VARIABLES = ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_INDEX", "UV_EXTRA_INDEX_URL", "UV_FIND_LINKS")
INDEX_KEYS = re.compile(
    r"^\s*(\[\[?(?:pip\.)?index\]\]?|(?:index|index-url|extra-index-url|find-links)\s*=)", re.M
)
NO_PYTHON = "Нужен Python 3.11 или новее. Установите его и повторите."


class Failed(Exception):
    """A stage did not succeed; the message is for the person and carries no address."""


def say(text: str) -> None:
    """One plain line; never breaks on a terminal without Cyrillic."""
    sys.stdout.buffer.write((text + "\n").encode("utf-8", "replace"))
    sys.stdout.flush()


def version_of(python: str) -> tuple[int, ...]:
    """(major, minor) of an interpreter; () where it does not run."""
    code = "import sys; print(*sys.version_info[:2])"
    try:
        done = subprocess.run(
            [python, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True
        )
        return tuple(int(part) for part in done.stdout.split())
    except (OSError, ValueError, subprocess.CalledProcessError):
        return ()


def find_python() -> str:
    """The running interpreter outside any environment, else a newer one on PATH; Failed without one."""
    if sys.version_info[:2] >= OLDEST:
        return getattr(sys, "_base_executable", None) or sys.executable
    for name in NAMES:
        found = shutil.which(name)
        if found and version_of(found) >= OLDEST:
            return found
    raise Failed(NO_PYTHON)


def pip_settings(listing: str) -> dict[str, str]:
    """Key → value of `pip config list`; the environment beats [install], and that beats [global]."""
    found: dict[str, dict[str, str]] = {}
    for line in listing.splitlines():
        name, _, value = line.partition("=")
        section, _, key = name.rpartition(".")
        try:
            found.setdefault(section, {})[key] = str(ast.literal_eval(value))
        except (ValueError, SyntaxError):
            continue
    merged: dict[str, str] = {}
    for section in ("global", "install", ":env:"):
        merged.update(found.get(section, {}))
    return merged


def uv_settings(pip: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """The same settings in uv's words: environment variables and arguments."""
    env: dict[str, str] = {}
    if pip.get("index-url"):
        env["UV_DEFAULT_INDEX"] = pip["index-url"]
    if pip.get("extra-index-url"):
        env["UV_INDEX"] = " ".join(pip["extra-index-url"].split())
        # As pip does: look into all of them. Safe, because every file is held to its hash.
        env["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    if pip.get("find-links"):
        env["UV_FIND_LINKS"] = ",".join(pip["find-links"].split())
    if pip.get("trusted-host"):
        env["UV_INSECURE_HOST"] = " ".join(pip["trusted-host"].split())
    if pip.get("cert"):
        env["SSL_CERT_FILE"] = pip["cert"]
    refuses = pip.get("no-index", "").lower() in ("1", "true", "yes", "on")
    return env, ["--no-index"] if refuses else []


def uv_files(env: dict[str, str]) -> list[Path]:
    """Where uv keeps settings of its own."""
    home = Path(env.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    named = [Path(env["UV_CONFIG_FILE"])] if env.get("UV_CONFIG_FILE") else []
    roaming = [Path(env["APPDATA"]) / "uv" / "uv.toml"] if env.get("APPDATA") else []
    return [*named, *roaming, ROOT / "uv.toml", home / "uv" / "uv.toml", Path("/etc/uv/uv.toml")]


def uv_has_own(env: dict[str, str], files: list[Path]) -> bool:
    """Does uv know its index already, by variable or by file."""
    if any(env.get(name) for name in INDEX_VARIABLES):
        return True
    return any(INDEX_KEYS.search(path.read_text("utf-8", "replace")) for path in files if path.is_file())


def fill(env: dict[str, str], python: str) -> tuple[dict[str, str], list[str]]:
    """The environment and arguments for uv: what pip is configured with, where uv has nothing itself."""
    env = {**env, "UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}
    if uv_has_own(env, uv_files(env)):
        return env, []
    done = subprocess.run(
        [python, "-m", "pip", "config", "list"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    more, args = uv_settings(pip_settings(done.stdout.decode("utf-8", "replace")))
    return {**more, **env}, args


def stamp(root: Path, kind: str) -> str:
    """What the environment was made from: place, pins, project file; then the kind, dev or run."""
    digest = hashlib.sha256(str(root).encode())
    for path in [*sorted((root / "requirements").glob("*.txt")), root / "pyproject.toml"]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest() + " " + kind


def is_fresh(written: str, root: Path, kind: str) -> bool:
    """Does the written stamp cover this kind; an environment for development also runs the program."""
    wanted = [stamp(root, "dev")] + ([stamp(root, "run")] if kind == "run" else [])
    return written in wanted


def without_addresses(text: str) -> str:
    """The last lines of a tool's complaint without addresses and paths."""
    hidden = re.sub(r"\b[\w+]+:/+\S+|(?<![\w.])/\S+", "…", text)
    return "\n".join(hidden.strip().splitlines()[-8:])


def run(stage: str, command: list[str], env: dict[str, str]) -> None:
    """Run one tool silently; Failed with its cleaned complaint."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        raise Failed(stage + ": не получилось.\n" + without_addresses(done.stdout.decode("utf-8", "replace")))


def inner_python(venv: Path) -> Path:
    """The interpreter inside an environment."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def with_uv(uv: str, python: str, venv: Path, pins: Path) -> None:
    """Make and fill the environment with uv; Failed where it does not succeed."""
    env, args = fill(dict(os.environ), python)
    inner = str(inner_python(venv))
    if version_of(inner) < OLDEST:
        run(
            "Создание среды",
            [uv, "venv", "--quiet", "--clear", "--no-project", "--python", python, str(venv)],
            env,
        )
    sync = [uv, "pip", "sync", "--quiet", "--require-hashes", "--python", inner, *args, str(pins)]
    run("Установка пакетов", sync, env)
    own = [uv, "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--python", inner, *args]
    run("Установка программы", [*own, "--editable", "."], env)


def with_pip(python: str, venv: Path, pins: Path) -> None:
    """The same with venv and pip of the standard library."""
    env = {**os.environ, "PIP_PROGRESS_BAR": "off", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    inner = str(inner_python(venv))
    if version_of(inner) < OLDEST or not has_pip(inner):
        run("Создание среды", [python, "-m", "venv", "--clear", str(venv)], env)
    install = [inner, "-m", "pip", "install", "--quiet"]
    run("Установка пакетов", [*install, "--require-hashes", "-r", str(pins)], env)
    run("Установка программы", [*install, "--no-deps", "--no-build-isolation", "--editable", "."], env)


def has_pip(python: str) -> bool:
    """Is pip inside; environments made by uv have none."""
    return (
        subprocess.run([python, "-c", "import pip"], stderr=subprocess.DEVNULL, check=False).returncode == 0
    )


def prepare(kind: str) -> None:
    """Bring .venv up to date with the pins; nothing is done where the stamp still fits."""
    venv, pins = ROOT / ".venv", ROOT / "requirements" / (kind + ".txt")
    mark = venv / STAMP
    if (
        mark.is_file()
        and is_fresh(mark.read_text("utf-8"), ROOT, kind)
        and version_of(str(inner_python(venv))) >= OLDEST
    ):
        return
    python = find_python()
    if mark.exists():
        mark.unlink()
    made_from = stamp(ROOT, kind)
    say("Готовлю среду: около минуты.")
    uv = shutil.which("uv")
    try:
        if not uv:
            raise Failed("uv не найден.")
        with_uv(uv, python, venv, pins)
    except Failed:
        if uv:
            say("С uv не получилось, продолжаю с pip.")
        with_pip(python, venv, pins)
    mark.write_text(made_from, "utf-8")
    say("Среда готова.")


def renew_pins() -> None:
    """Write requirements/*.txt anew, run.txt first so that dev.txt agrees with it; Failed without uv."""
    uv = shutil.which("uv")
    if not uv:
        raise Failed("Для закрепления версий нужен uv. Установите его и повторите.")
    env, args = fill(dict(os.environ), find_python())
    shape = [
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
        "--no-header",
        "--no-annotate",
        "--quiet",
    ]
    for kind, more in (("run", []), ("dev", ["-c", "requirements/run.txt"])):
        paths = ["requirements/" + kind + ".in", "-o", "requirements/" + kind + ".txt"]
        run("Закрепление версий", [uv, "pip", "compile", *shape, *args, *more, *paths], env)
    say("Версии закреплены.")


def main() -> int:
    """Exit code 0, or 1 with a sentence."""
    parser = argparse.ArgumentParser(description="Среда разработки в .venv")
    parser.add_argument("--run-only", action="store_true", help="только для запуска программы")
    parser.add_argument("--pins", action="store_true", help="закрепить версии в requirements/*.txt заново")
    chosen = parser.parse_args()
    try:
        if chosen.pins:
            renew_pins()
        else:
            prepare("run" if chosen.run_only else "dev")
    except Failed as why:
        say(str(why))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
