"""Everything that is measured, in one run, and the page that tells it: `make bench`."""

import tempfile
from pathlib import Path

from command import lines
from page import PAGE, page
from peers import measure_all

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        results = measure_all(Path(folder))
    PAGE.write_text(page(results, lines()), encoding="utf-8")
    print(PAGE)
