"""Make the fonts that ship from the whole ones, under other names, and the table of their advance widths.

    npm pack source-sans@3.52.0 source-serif@4.5.1     # both OFL; unpack them, then
    python tools/subset_fonts.py FOLDER templates/fonts

"Source" is a reserved font name (OFL, section 3): a subset is a modified version, so its families are called Kit Sans,
Kit Serif and Kit Serif Display here. The copyright and the licence stay in the name table. The same input gives the same bytes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

# Latin-1, Latin Extended-A, Romanian, general punctuation, superscripts, euro, arrows, minus and comparisons.
RANGES: Final = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x218, 0x21B),
    (0x2009, 0x200A),
    (0x2010, 0x2027),
    (0x202F, 0x203A),
    (0x2070, 0x2099),
    (0x20AC, 0x20AC),
    (0x2116, 0x2116),
    (0x2122, 0x2122),
    (0x2190, 0x2193),
    (0x2212, 0x2212),
    (0x2248, 0x2248),
    (0x2260, 0x2265),
)
FEATURES: Final = ["kern", "mark", "mkmk", "lnum", "tnum", "ccmp", "locl"]
# file of the whole font -> file, family, style, weight, italic
FACES: Final = {
    "SourceSans3-Regular": ("KitSans-Regular", "Kit Sans", "Regular"),
    "SourceSans3-It": ("KitSans-Italic", "Kit Sans", "Italic"),
    "SourceSans3-Semibold": ("KitSans-Semibold", "Kit Sans", "Semibold"),
    "SourceSerif4-Regular": ("KitSerif-Regular", "Kit Serif", "Regular"),
    "SourceSerif4-It": ("KitSerif-Italic", "Kit Serif", "Italic"),
    "SourceSerif4-Semibold": ("KitSerif-Semibold", "Kit Serif", "Semibold"),
    "SourceSerif4Display-Semibold": ("KitSerifDisplay-Semibold", "Kit Serif Display", "Semibold"),
}
MEASURED: Final = {"KitSans-Regular": "400", "KitSans-Semibold": "600", "KitSans-Italic": "italic"}
KEPT_NAMES: Final = (0, 5, 8, 9, 11, 13, 14)  # copyright, version, makers, licence


def options() -> Options:
    """Options: no hints, no glyph names, the layout features that the pages use."""
    chosen = Options()
    chosen.layout_features = FEATURES
    chosen.hinting = False
    chosen.glyph_names = False
    chosen.recalc_timestamp = False
    chosen.name_IDs = ["*"]
    chosen.drop_tables += ["DSIG", "BASE", "STAT", "meta"]
    return chosen


def rename(font: TTFont, family: str, style: str) -> None:
    """None: writes the family's own names in the name table, and leaves those of the makers and of the licence."""
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in KEPT_NAMES and record.platformID == 3]
    linked = style if style in {"Regular", "Italic", "Bold"} else "Regular"
    menu = family if linked == style else f"{family} {style}"
    postscript = f"{family.replace(' ', '')}-{style}"
    own = {1: menu, 2: linked, 3: f"survey_kit;{postscript}", 4: f"{family} {style}", 6: postscript, 16: family, 17: style}
    for identifier, text in own.items():
        table.setName(text, identifier, 3, 1, 0x409)
    description = f"Subset of a font by Adobe, renamed as the licence asks; made by {Path(__file__).name}."
    table.setName(description, 10, 3, 1, 0x409)


def advances(font: TTFont) -> dict[str, int]:
    """Dict of int: character to advance width, in thousandths of the type size."""
    widths, unit = font["hmtx"], font["head"].unitsPerEm
    return {chr(code): round(widths[glyph][0] * 1000 / unit) for code, glyph in sorted(font.getBestCmap().items())}


def make(source: Path, target: Path, family: str, style: str) -> dict[str, int]:
    """Dict of int: the advance widths of the face, which is written as .ttf (for the PDF) and .woff2 (for the page)."""
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options())
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    rename(font, family, style)
    font.save(target.with_suffix(".ttf"))
    widths = advances(font)
    font.flavor = "woff2"
    font.save(target.with_suffix(".woff2"))
    return widths


def main(folder: Path, target: Path) -> None:
    """None: writes the seven faces and `widths.json`."""
    found = {path.stem: path for path in sorted(folder.rglob("*.ttf"))}
    measured = {}
    for whole, (name, family, style) in FACES.items():
        widths = make(found[whole], target / name, family, style)
        if name in MEASURED:
            measured[MEASURED[name]] = widths
        print(name, (target / f"{name}.ttf").stat().st_size, (target / f"{name}.woff2").stat().st_size)
    (target / "widths.json").write_text(json.dumps(measured, ensure_ascii=True, separators=(",", ":")) + "\n", encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
