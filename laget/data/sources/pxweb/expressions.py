"""PxWeb's expressions for several codes at once: `*`, `?`, top, bottom, from, to and range."""

import re
from collections.abc import Sequence


def expanded(expression: str, codes: Sequence[str]) -> tuple[str, ...]:
    """Return the codes that an expression of PxWeb's stands for, none where it stands for nothing.

    A code stands for itself; `*` and `?` for any text and any one character; top(n) for the last n, bottom(n)
    for the first, from(x), to(x) and range(a,b) for what lies between, ends included.
    """
    if expression in codes:
        return (expression,)
    call = re.fullmatch(r"(top|bottom|from|to|range)\(([^()]*)\)", expression.strip(), re.IGNORECASE)
    if call is None:
        form = re.escape(expression).replace(r"\*", ".*").replace(r"\?", ".")
        wild = "*" in expression or "?" in expression
        return tuple(code for code in codes if wild and re.fullmatch(form, code))
    name, given = call[1].lower(), [each.strip() for each in call[2].split(",")]
    if name in ("top", "bottom"):
        if not all(re.fullmatch(r"[0-9]+", each) for each in given) or len(given) > 2:
            return ()
        count, skipped = int(given[0]), int(given[1]) if len(given) == 2 else 0
        ordered = codes[::-1] if name == "top" else codes
        taken = ordered[skipped : skipped + count]
        return tuple(taken[::-1] if name == "top" else taken)
    if any(each not in codes for each in given) or len(given) != (2 if name == "range" else 1):
        return ()
    first = codes.index(given[0]) if name != "to" else 0
    last = codes.index(given[-1]) if name != "from" else len(codes) - 1
    return tuple(codes[first : last + 1])
