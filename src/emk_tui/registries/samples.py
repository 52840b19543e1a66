"""Scans of the demonstration: laid down beside its store when somebody asks for them."""

from importlib.resources import files
from pathlib import Path

SAMPLES = {"passport": "Образец_паспорт.pdf", "snils": "Образец_СНИЛС.pdf", "result": "Образец_анализ.pdf"}
"""Kind of document → name of its sample."""


def sample_file(folder: Path, kind: str) -> Path | None:
    """The scan of this kind in the folder, written there once; None for a kind without one."""
    name = SAMPLES.get(kind)
    if name is None:
        return None
    path = folder / name
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes((files(__package__) / "data" / f"sample_{kind}.pdf").read_bytes())
    return path
