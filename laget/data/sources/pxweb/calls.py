"""From a selection to calls: split so that none asks for more cells than the publisher gives at once."""

import json
from collections.abc import Iterator, Mapping
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
    return tuple(
        (_request(selection, codes), codes) for codes in _split(selection, selection.codes, most_cells)
    )


def _split(selection: Selection, codes: Codes, most_cells: int) -> Iterator[Codes]:
    cells = prod(map(len, codes.values()))
    if _is_open(selection, codes[selection.time]):  # one period more than was described may be out by now
        cells += cells // len(codes[selection.time])
    if cells <= most_cells:
        yield codes
        return
    split = (selection.region, selection.group, selection.time)
    name = next((name for name in split if name is not None and len(codes[name]) > 1), None)
    if name is None:
        raise TableRefused(
            Said(
                f"{selection.table}: urvalet är större än de {most_cells} celler som lämnas ut åt gången; "
                "välj färre koder i select",
                f"{selection.table}: the selection is larger than the {most_cells} cells given at once; "
                "select fewer codes",
            )
        )
    whole = codes[name]
    length = ceil(len(whole) / ceil(cells / most_cells))
    for at in range(0, len(whole), length):
        yield from _split(selection, {**codes, name: whole[at : at + length]}, most_cells)


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


def _is_open(selection: Selection, known: tuple[str, ...]) -> bool:
    """Tell whether periods newer than those known are to come as well."""
    whole = selection.codes[selection.time]
    return known == whole or (selection.periods == ("*",) and known[-1] == whole[-1] and len(known) > 1)


def _periods(selection: Selection, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return what to send for time: the strategy's expressions as they stand, or a part of what is known."""
    if known == selection.codes[selection.time]:
        return selection.periods
    return (f"from({known[0]})",) if _is_open(selection, known) else known


def _bracketed(code: str) -> str:
    return f"[{code}]" if set(code) & set(",()") else code
