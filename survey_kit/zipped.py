"""Zip archives, such as workbooks are, whose bytes depend on what is in them alone."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Final

EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can tell
MADE: Final = "1980-01-01T00:00:00Z"
PROPERTIES: Final = "docProps/core.xml"
_MOMENTS: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def without_clock(packed: bytes, made: str = MADE) -> bytes:
    """bytes: the same archive, its members at one fixed moment; a workbook's properties say that it was made at `made`."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == PROPERTIES:
                part = _MOMENTS.sub(rb"\g<1>" + made.encode(), part)
            new.writestr(zipfile.ZipInfo(name, EPOCH), part, zipfile.ZIP_DEFLATED, 6)
    return fixed.getvalue()


def packed(members: Mapping[str, bytes]) -> bytes:
    """bytes: an archive of these members, by name and in their order, all at one fixed moment."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED, 6)
    return made.getvalue()
