"""From a selection to calls: split so that none asks for more cells than the publisher gives at once."""

import json
from collections.abc import Iterator, Mapping, Sequence
from math import ceil, prod

from laget.core.words.said import Said
from laget.data.http import Request
from laget.data.sources.pxweb.selection import Selection, TableRefused

LONGEST_GET = 1900  # characters of path and query; an address of some 2,100 is answered 404
ASKED = (("lang", "sv"), ("outputFormat", "json-stat2"))
Codes = Mapping[str, tuple[str, ...]]


def calls(selection: Selection, *, most_cells: int) -> tuple[tuple[Request, Codes], ...]:
    """Return each call, and the codes that its answer must hold; periods may come that are not known yet.

    Areas are split first, then groups, then periods. What is added up is never split, so that a sum is of one
    answer. Raises TableRefused where that is not enough.
    """
    order = [name for name in (selection.region, selection.group, selection.time) if name is not None]
    return tuple(
        (_request(selection, codes), codes)
        for codes in _split(selection, selection.codes, order=order, most_cells=most_cells)
    )


def _split(selection: Selection, codes: Codes, *, order: Sequence[str], most_cells: int) -> Iterator[Codes]:
    # One period more may have been published since the description was kept.
    cells = prod(map(len, codes.values())) // len(codes[selection.time]) * (len(codes[selection.time]) + 1)
    if cells <= most_cells:
        yield codes
        return
    if not order:
        raise TableRefused(
            Said(
                f"{selection.table}: urvalet är större än de {most_cells} celler som lämnas ut åt gången; "
                "välj färre koder i select",
                f"{selection.table}: the selection is larger than the {most_cells} cells given at once; "
                "select fewer codes",
            )
        )
    name, *rest = order
    whole = codes[name]
    length = ceil(len(whole) / min(len(whole), ceil(cells / most_cells)))
    for at in range(0, len(whole), length):
        part = {**codes, name: whole[at : at + length]}
        yield from _split(selection, part, order=rest, most_cells=most_cells)


def _request(selection: Selection, codes: Codes) -> Request:
    sent = {**codes, selection.time: _periods(selection, codes[selection.time])}
    path = f"/tables/{selection.table}/data"
    query = [(f"valueCodes[{name}]", ",".join(map(_bracketed, sent[name]))) for name in sent]
    query += [(f"codelist[{name}]", wanted) for name, wanted in selection.codelists.items()]
    get = Request(path=path, query=(*query, *ASKED))
    if len(get.address) <= LONGEST_GET:
        return get
    body = {
        "selection": [
            {"variableCode": name, "valueCodes": list(sent[name])}
            | ({"codelist": selection.codelists[name]} if name in selection.codelists else {})
            for name in sent
        ]
    }
    return Request(path=path, query=ASKED, body=json.dumps(body, ensure_ascii=False))


def _periods(selection: Selection, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return what to send for time: the expressions as they stand, so that newer periods come too."""
    whole = selection.codes[selection.time]
    if known == whole:
        return selection.periods
    return (f"from({known[0]})",) if selection.periods == ("*",) and known[-1] == whole[-1] else known


def _bracketed(code: str) -> str:
    return f"[{code}]" if set(code) & set(",()") else code
