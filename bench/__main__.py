"""`python -m bench` runs every benchmark here, `python -m bench trend` one of them; each has a `run`."""

import importlib
import sys
from pathlib import Path

KNOWN = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem != "__main__")


def main() -> int:
    """Run the benchmarks asked for, in the order asked; return 2 for a name that none has."""
    asked = sys.argv[1:] or KNOWN
    unknown = [name for name in asked if name not in KNOWN]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(KNOWN)}", file=sys.stderr)
        return 2
    for name in asked:
        benchmark = importlib.import_module(f"bench.{name}")
        print(f"{name}: {benchmark.__doc__}", flush=True)
        benchmark.run()
        print(flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
