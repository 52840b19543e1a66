"""Run every measurement of this folder in order: `python -m bench [NAME …]`; 1 where a goal is missed."""

import importlib
import pkgutil
import sys
from collections.abc import Callable

import bench


def benches(names: list[str]) -> dict[str, Callable[[], object]]:
    """Name → main() of the modules that have one; all of them, or those named."""
    found: dict[str, Callable[[], object]] = {}
    for info in sorted(pkgutil.iter_modules(bench.__path__), key=lambda info: info.name):
        if info.name.startswith("_") or (names and info.name not in names):
            continue
        main = getattr(importlib.import_module(f"bench.{info.name}"), "main", None)
        if callable(main):
            found[info.name] = main
    return found


def run(names: list[str]) -> int:
    """Run them; a measurement that fails is told and does not stop the others. 2 for an unknown name."""
    chosen = benches(names)
    missing = [name for name in names if name not in chosen]
    if missing:
        print(f"Нет такого измерения: {', '.join(missing)}.")
        return 2
    missed = False
    for name, main in chosen.items():
        try:
            missed |= bool(main())
        except Exception as fault:
            print(f"{name}: не измерено, {type(fault).__name__}: {fault}", flush=True)
            missed = True
    return int(missed)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
