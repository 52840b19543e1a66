"""A 100-page scan: the whole look against a bare rendering of its pages; what is found; how soon it stops."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from time import perf_counter
from typing import Any

from bench.table import Row, report
from emk_tui.documents import process
from emk_tui.documents.intake import FileIntake
from emk_tui.documents.process import Ended
from emk_tui.ports import FileVerdict, Stopped, Track
from tests.documents import samples

PAGES, WIDTH, HEIGHT, DPI = 100, 2480, 3508, 300
EMPTY, BLURRED = (5, 50, 77), (9, 60)
MIB = 1024 * 1024
SECONDS, STOP, MEMORY, CPU = 15.0, 0.5, 768, 10.0
"""Goals: wall clock of a look on two processors, of a stop; MiB and processor seconds of a worker."""


def scanned_page(number: int, grain: Any) -> bytes:
    """A colour JPEG of strokes on grainy paper; empty or blurred where it is to be."""
    import numpy as np
    from PIL import Image, ImageDraw, ImageFilter

    image = Image.new("L", (WIDTH, HEIGHT), 240)
    pen = ImageDraw.Draw(image)
    for y in range(200, HEIGHT - 200, 60) if number not in EMPTY else ():
        for x in range(200, WIDTH - 200, 34):
            pen.line((x, y, x + 8 + (x * y + number) % 17, y + 26), fill=30, width=8)
    if number in BLURRED:
        image = image.filter(ImageFilter.GaussianBlur(9 if number % 2 else 7))
    grey = np.asarray(image, np.int16) + np.roll(grain, number * 7, axis=0)
    out = BytesIO()
    Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).save(out, "JPEG", quality=72)
    return out.getvalue()


def make(target: Path, pages: int) -> None:
    """Write the scan."""
    import numpy as np

    grain = np.random.default_rng(7).normal(0, 7, (HEIGHT, WIDTH)).astype(np.int16)
    data = samples.scan([scanned_page(n, grain) for n in range(1, pages + 1)], WIDTH, HEIGHT, DPI)
    target.write_bytes(data)


def made_apart(target: Path, pages: int) -> None:
    """In a process of its own: a worker's peak is counted from that of the program that starts it."""
    code = f"from pathlib import Path; from bench.documents import make; make(Path({str(target)!r}), {pages})"
    subprocess.run([sys.executable, "-c", code], check=True)


def rendered(file: Path, measured: bool) -> float:
    """Seconds of the rendering of every page at 150 dots per inch, by one process; looked at or bare."""
    from emk_tui.documents import quality, render

    start = perf_counter()
    with file.open("rb") as data:
        document = render.open_pdf(data)
        for index in range(len(document)):
            grey = render.grey(document, index)
            if measured:
                quality.measured(grey)
    return perf_counter() - start


@contextmanager
def noted() -> Iterator[list[Ended]]:
    """How the workers ended meanwhile."""
    ends, real = list[Ended](), process._ended

    def note(worker: process.Worker, answer: dict[str, Any] | None) -> Ended:
        ends.append(real(worker, answer))
        return ends[-1]

    process._ended = note
    try:
        yield ends
    finally:
        process._ended = real


def looked(file: Path) -> tuple[FileVerdict, float, list[Ended]]:
    """Verdict, seconds, workers."""
    start = perf_counter()
    with noted() as ends:
        verdict = FileIntake().check(str(file), "extract")
    return verdict, perf_counter() - start, ends


def stopped(file: Path) -> float:
    """Seconds from the stop to the end of the look."""
    track, asked = Track(), [0.0]

    def stop() -> None:
        asked[0] = perf_counter()
        track.stop()

    timer = Timer(1.0, stop)
    timer.start()
    try:
        FileIntake().check(str(file), "extract", track)
    except Stopped:
        return perf_counter() - asked[0]
    finally:
        timer.join()
    return 0.0


def main() -> int:
    """Measure. The control of the time renders every page in one process and measures what it rendered."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else PAGES
    with TemporaryDirectory() as folder:
        file = Path(folder) / "scan.pdf"
        made_apart(file, pages)
        size = file.stat().st_size
        verdict, seconds, ends = looked(file)
        stop = stopped(file)
        bare, slow = rendered(file, False), rendered(file, True)
    cpu, memory = max(end.cpu for end in ends), max(end.memory for end in ends) / MIB
    found = set(verdict.blank or ()) == {n for n in EMPTY if n <= pages}
    found &= set(verdict.blurred or ()) == {n for n in BLURRED if n <= pages}
    print(f"{pages} страниц, {size / 1e6:.0f} МБ, процессоров {os.cpu_count()}: {seconds:.1f} с, ", end="")
    print(
        f"голая отрисовка {bare:.1f} с; пустые {verdict.blank}, размытые {verdict.blurred}, {verdict.dpi} dpi"
    )
    print(f"остановка {stop:.3f} с; процесс: {cpu:.1f} с, {memory:.0f} МиБ")
    kept = found and 0 < stop <= STOP and seconds <= SECONDS and cpu <= CPU and memory <= MEMORY
    told = report([Row("проверка скана к голой отрисовке его страниц", seconds / bare, 0.9, slow / bare)])
    return told or int(not kept)


if __name__ == "__main__":
    sys.exit(main())
