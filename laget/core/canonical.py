"""Documents as bytes: the same document is the same bytes on every machine."""

import hashlib
import json
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
