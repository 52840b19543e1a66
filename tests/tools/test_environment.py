"""The pure parts of tools/environment.py: settings handed from pip to uv, the stamp, cleaned complaints."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def load() -> ModuleType:
    """The tool as a module; it lies outside the package."""
    spec = importlib.util.spec_from_file_location("environment", ROOT / "tools" / "environment.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = load()


@pytest.mark.parametrize(
    ("listing", "expected"),
    [
        ("", {}),
        ("global.index-url='https://a.example/simple'", {"index-url": "https://a.example/simple"}),
        ("global.cert='/x.pem'\n:env:.cert='/y.pem'", {"cert": "/y.pem"}),
        (":env:.cert='/y.pem'\nglobal.cert='/x.pem'", {"cert": "/y.pem"}),
        ("global.find-links='/x'\ninstall.find-links='/y'", {"find-links": "/y"}),
        ("global.extra-index-url='a=1 b'", {"extra-index-url": "a=1 b"}),
        ("WARNING: something else\nglobal.cert='/x.pem'", {"cert": "/x.pem"}),
    ],
)
def test_pip_settings(listing: str, expected: dict[str, str]) -> None:
    """Sections are merged in pip's own order, noise is left out."""
    assert tool.pip_settings(listing) == expected


@pytest.mark.parametrize(
    ("pip", "env", "args"),
    [
        ({}, {}, []),
        ({"index-url": "https://a"}, {"UV_DEFAULT_INDEX": "https://a"}, []),
        (
            {"extra-index-url": "\nhttps://a\nhttps://b"},
            {"UV_INDEX": "https://a https://b", "UV_INDEX_STRATEGY": "unsafe-best-match"},
            [],
        ),
        ({"find-links": "/a /b"}, {"UV_FIND_LINKS": "/a,/b"}, []),
        ({"cert": "/x.pem"}, {"SSL_CERT_FILE": "/x.pem"}, []),
        ({"trusted-host": "a\nb"}, {"UV_INSECURE_HOST": "a b"}, []),
        ({"no-index": "true"}, {}, ["--no-index"]),
        ({"no-index": "false", "timeout": "5"}, {}, []),
    ],
)
def test_uv_settings(pip: dict[str, str], env: dict[str, str], args: list[str]) -> None:
    """Each setting gets uv's name and separator."""
    assert tool.uv_settings(pip) == (env, args)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (None, False),
        ("", False),
        ("cache-dir = 'x'", False),
        ("index-url = 'https://a'", True),
        ("[[index]]\nurl = 'https://a'", True),
        ("[pip]\nfind-links = ['/a']", True),
    ],
)
def test_uv_has_own_by_file(tmp_path: Path, text: str | None, own: bool) -> None:
    """A uv.toml that names an index is left alone; one about other things is not."""
    path = tmp_path / "uv.toml"
    if text is not None:
        path.write_text(text, "utf-8")
    assert tool.uv_has_own({}, [path]) is own


def test_uv_has_own_by_variable() -> None:
    """A variable of uv wins over pip's settings; an empty one does not."""
    assert tool.uv_has_own({"UV_FIND_LINKS": "/a"}, [])
    assert not tool.uv_has_own({"UV_FIND_LINKS": ""}, [])


def checkout(place: Path) -> Path:
    """A small tree with pins and a project file."""
    (place / "requirements").mkdir(parents=True)
    (place / "requirements" / "run.txt").write_text("a==1\n", "utf-8")
    (place / "requirements" / "dev.txt").write_text("a==1\nb==2\n", "utf-8")
    (place / "pyproject.toml").write_text("[project]\n", "utf-8")
    return place


@pytest.mark.parametrize("name", ["requirements/run.txt", "requirements/dev.txt", "pyproject.toml"])
def test_stamp_follows_each_file(tmp_path: Path, name: str) -> None:
    """A changed pin or project file makes the environment old."""
    root = checkout(tmp_path)
    before = tool.stamp(root, "dev")
    assert tool.is_fresh(before, root, "dev")
    (root / name).write_text("c==3\n", "utf-8")
    assert not tool.is_fresh(before, root, "dev")


def test_stamp_follows_the_place(tmp_path: Path) -> None:
    """A copied checkout makes its own environment: the old one points to the other place."""
    assert tool.stamp(checkout(tmp_path / "a"), "dev") != tool.stamp(checkout(tmp_path / "b"), "dev")


@pytest.mark.parametrize(
    ("made", "wanted", "fresh"),
    [("dev", "dev", True), ("dev", "run", True), ("run", "run", True), ("run", "dev", False)],
)
def test_stamp_kinds(tmp_path: Path, made: str, wanted: str, fresh: bool) -> None:
    """An environment for development also runs the program, not the other way round."""
    root = checkout(tmp_path)
    assert tool.is_fresh(tool.stamp(root, made), root, wanted) is fresh


@pytest.mark.parametrize(
    "secret",
    ["https://user:pass@host.example/simple", "file:///srv/wheels", "git+ssh://h/x", "/srv/wheels/a.whl"],
)
def test_complaint_has_no_address(secret: str) -> None:
    """What a tool says is shown without addresses and paths."""
    said = tool.without_addresses(f"error: no version of a==1\nLooked in {secret} today")
    assert secret not in said and "host.example" not in said and "wheels" not in said
    assert "a==1" in said and "today" in said


def test_old_python_looks_for_a_newer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under an old Python the newest working one on PATH is taken, in order; without any: a sentence."""
    versions = {"/bin/python3.13": (), "/bin/python3.12": (3, 12), "/bin/python3.11": (3, 11)}
    monkeypatch.setattr(tool.sys, "version_info", (3, 9, 1))
    monkeypatch.setattr(
        tool.shutil, "which", lambda name: f"/bin/{name}" if f"/bin/{name}" in versions else None
    )
    monkeypatch.setattr(tool, "version_of", versions.__getitem__)
    assert tool.find_python() == "/bin/python3.12"
    versions.clear()
    with pytest.raises(tool.Failed, match=r"Нужен Python 3\.11"):
        tool.find_python()


def test_tool_that_fails_is_told() -> None:
    """A failing stage names itself and keeps the cause."""
    with pytest.raises(tool.Failed, match=r"Проба: не получилось\.\nпричина"):
        tool.run("Проба", [tool.sys.executable, "-c", "import sys; sys.exit('причина')"], {"PYTHONUTF8": "1"})
