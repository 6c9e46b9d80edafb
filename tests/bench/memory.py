"""How much memory a process has used at most, as Linux counts it since the process's own program began."""

from pathlib import Path


def peak_megabytes(process: int | str = "self") -> float:
    """Megabytes; of this process where none is named.

    `getrusage` would not do: a process begins with the peak of the one that started it.
    """
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
