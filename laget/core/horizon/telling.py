"""The sentence beside the matrix: how many signals there are, and which are both strong and near."""

from collections.abc import Sequence

from laget.core.words.said import Said

NAMED = 4  # signals that the sentence names


def told_in_a_sentence(count: int, near: Sequence[str]) -> Said:
    """Return how many signals there are and the titles of those that are strong and felt within two years."""
    sv = "1 signal följs." if count == 1 else f"{count} signaler följs."
    en = "1 signal is followed." if count == 1 else f"{count} signals are followed."
    if not near:
        nobody = Said("Ingen av dem är både stark och nära.", "None of them is both strong and near.")
        if count == 1:
            nobody = Said("Den är inte både stark och nära.", "It is not both strong and near.")
        return Said(f"{sv} {nobody.sv}", f"{en} {nobody.en}")
    named = near[:NAMED]
    rest = len(near) - len(named)
    if len(near) == 1:
        sv += " En är stark eller avgörande och märks inom två år: "
        en += " One is strong or decisive and felt within two years: "
    else:
        sv += f" {len(near)} är starka eller avgörande och märks inom två år: "
        en += f" {len(near)} are strong or decisive and felt within two years: "
    sv_names, en_names = [f"”{one}”" for one in named], [f"“{one}”" for one in named]
    if rest:
        sv_names.append(f"{rest} till")
        en_names.append(f"{rest} more")
    return Said(f"{sv}{_listed(sv_names, 'och')}.", f"{en}{_listed(en_names, 'and')}.")


def _listed(names: list[str], word: str) -> str:
    return f" {word} ".join([*([", ".join(names[:-1])] if names[1:] else []), names[-1]])
