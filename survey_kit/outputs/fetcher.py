"""What a drawing may fetch: the fonts that ship and data within the page; no other file, no network."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint.urls import URLFetcher, URLFetcherResponse

from survey_kit.outputs.fonts import folder

TYPES: Final = {".ttf": "font/ttf", ".woff2": "font/woff2"}


class ClosedFetcher(URLFetcher):  # type: ignore[misc]
    """A fetcher that refuses all but the shipped fonts and data: addresses; a refusal stops the drawing."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """URLFetcherResponse: the font, or the data within the address.

        Raises: ValueError for anything else; weasyprint makes it fatal.
        """
        parts = urlsplit(url)
        if parts.scheme != "file":
            return super().fetch(url, headers)
        path = Path(url2pathname(parts.path)).resolve()
        if parts.netloc or not path.is_relative_to(folder().resolve()) or path.suffix not in TYPES:
            raise ValueError(url)
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})
