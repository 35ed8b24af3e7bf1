"""Files that people bring: known by their content, kept whole under the name of their bytes."""

from laget.data.media.content import SUFFIXES, TYPES, UnfitFile, kind_of
from laget.data.media.folder import clear_bytes, keep_bytes, path_of

__all__ = ["SUFFIXES", "TYPES", "UnfitFile", "clear_bytes", "keep_bytes", "kind_of", "path_of"]
