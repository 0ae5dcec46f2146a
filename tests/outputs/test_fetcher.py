"""What a drawing may fetch."""

import pytest

weasyprint = pytest.importorskip("weasyprint", exc_type=OSError)

from weasyprint.urls import FatalURLFetchingError, fetch  # noqa: E402

from survey_kit.outputs.fetcher import ClosedFetcher  # noqa: E402
from survey_kit.outputs.fonts import folder  # noqa: E402


def test_shipped_fonts_and_data_come_through():
    with fetch(ClosedFetcher(), (folder() / "KitSans-Regular.ttf").as_uri()) as response:
        assert response.read() == (folder() / "KitSans-Regular.ttf").read_bytes()
    with fetch(ClosedFetcher(), "data:text/plain,abc") as response:
        assert response.read() == b"abc"


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "file://localhost/etc/passwd",
        "file://server/share/KitSans-Regular.ttf",
        f"{folder().as_uri()}/../report.html.j2",
        f"{folder().as_uri()}/%2e%2e/%2e%2e/pyproject.toml",
        f"{folder().as_uri()}/OFL-KitSans.txt",
        f"{folder().as_uri()}/missing.ttf",
        "http://127.0.0.1:9/x",
        "https://example.org/x.ttf",
        "ftp://example.org/x.ttf",
        "x.ttf",
        "javascript:alert(1)",
    ],
)
def test_everything_else_stops_the_drawing(address):
    with pytest.raises(FatalURLFetchingError), fetch(ClosedFetcher(), address):
        pass


def test_a_link_out_of_the_fonts_is_followed_to_where_it_really_leads(tmp_path, monkeypatch):
    secret = tmp_path / "secret.ttf"
    secret.write_bytes(b"secret")
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    (fonts / "link.ttf").symlink_to(secret)
    monkeypatch.setattr("survey_kit.outputs.fetcher.folder", lambda: fonts)
    with pytest.raises(FatalURLFetchingError), fetch(ClosedFetcher(), (fonts / "link.ttf").as_uri()):
        pass
