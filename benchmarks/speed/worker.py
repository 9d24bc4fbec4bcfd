"""One engine in a process of its own: articles in by lines of JSON, what each cost out.

    python -m benchmarks.speed.worker NAME

The first line out tells that the engine is ready; then each line in, {"text": …}, gives one line out. An empty line ends it.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path

from benchmarks.speed.engines import OURS, PEERS


def peak_memory() -> float:
    """Nothing -> the most memory this process has held, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage tells on Linux may stem from the process that started this one
        line = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Name of an engine on the command line -> the lines told above."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what an engine prints of its own goes elsewhere
    engine = {**OURS, **PEERS}[sys.argv[1]]()
    print(json.dumps({"cpu": time.process_time()}), file=out, flush=True)
    for line in sys.stdin:
        if not line.strip():
            break
        text = json.loads(line)["text"]
        prepared = engine.prepare(text)
        begun, began = time.process_time(), time.perf_counter()
        statements = engine.read(text, prepared)
        told = {
            "cpu": time.process_time() - begun,
            "wall": time.perf_counter() - began,
            "statements": statements,
            "memory": peak_memory(),
        }
        print(json.dumps(told), file=out, flush=True)


if __name__ == "__main__":
    main()
