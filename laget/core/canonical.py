"""Documents as bytes: the same document is the same bytes on every machine."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import numpy as np
from pydantic import BaseModel


def canonical_bytes(document: BaseModel) -> bytes:
    """Return `document` as canonical JSON.

    Sorted keys, no spaces, UTF-8, keys with default values left out, a newline at the end.
    """
    return canonical_json(document.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def canonical_json(value: Any) -> bytes:
    """Return plain JSON values (dict, list, str, number, bool, None) as canonical bytes; NaN is refused."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return (text + "\n").encode()


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def rounded(number: float) -> float:
    """Return a worked-out number rounded to 12 significant digits, never the negative zero."""
    return float(np.format_float_positional(number, precision=12, unique=False, fractional=False)) + 0.0


def differences(written: Any, again: Any, *, where: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield each place where two JSON values differ: the place, what is written, what it is made again."""
    if isinstance(written, dict) and isinstance(again, dict):
        for key in sorted({*written, *again}):
            place = f"{where}.{key}" if where else key
            yield from differences(written.get(key), again.get(key), where=place)
    elif isinstance(written, list) and isinstance(again, list) and len(written) == len(again):
        for number, (one, other) in enumerate(zip(written, again, strict=True)):
            yield from differences(one, other, where=f"{where}[{number}]")
    elif written != again:
        yield where, json.dumps(written, ensure_ascii=False), json.dumps(again, ensure_ascii=False)
