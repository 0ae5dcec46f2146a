"""Every text stands out from what is under it: at least 4.5 to 1, on paper, on a screen and in charts (WCAG 2.2, 1.4.3)."""

import re
from xml.etree.ElementTree import fromstring

import pytest

weasyprint = pytest.importorskip("weasyprint", exc_type=OSError)
cssselect2 = pytest.importorskip("cssselect2")
tinycss2 = pytest.importorskip("tinycss2")

from tinycss2.color3 import parse_color  # noqa: E402

from survey_kit.charts.lettering import width  # noqa: E402
from survey_kit.charts.map import profile_map  # noqa: E402
from survey_kit.charts.stacked import stacked  # noqa: E402
from survey_kit.disclosure.profile_map import PlacedAnswer, ReleasedMap  # noqa: E402
from survey_kit.report.html import draw_chart, render  # noqa: E402
from survey_kit.resources import templates  # noqa: E402

LEAST = 4.5
SVG = "{http://www.w3.org/2000/svg}"
# On paper the cover's first lines lie over a band that isn't around them.
OVER = {"owner": "band", "title": "band"}


def luminance(colour):
    """float: relative luminance (WCAG 2.2, definitions)."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """float: the contrast ratio of two colours."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_gives_what_the_standard_says():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert contrast("#FF0000", "#00FF00") == pytest.approx(2.91, abs=0.01)


# ---------------------------------------------------------------- pages


def hexadecimal(tokens):
    """str or None: the first colour of a declaration; a gradient's are not taken for one."""
    for token in tokens:
        found = parse_color(token)
        if found is not None:
            return "#" + "".join(f"{round(255 * part):02X}" for part in found[:3]) if found.alpha else None
    return None


def rules(sheet):
    for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule" and rule.lower_at_keyword == "media":
            yield from rules(tinycss2.serialize(rule.content))
        elif rule.type == "qualified-rule":
            yield rule


def matcher(sheet):
    found = cssselect2.Matcher()
    for rule in rules(sheet):
        told = {
            one.lower_name.removesuffix("-color"): hexadecimal(one.value)
            for one in tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True)
            if one.type == "declaration" and one.lower_name in {"color", "background", "background-color"}
        }
        for selector in cssselect2.compile_selector_list(rule.prelude):
            if told and selector.pseudo_element is None:
                found.add_selector(selector, told)
    return found


def page_of(html, media):
    """Tuple of the tree of a page and of the matcher of its styles for paper or for a screen."""
    tree = weasyprint.HTML(string=html).wrapper_element
    sheets = [
        style.etree_element.text
        for style in tree.iter_subtree()
        if style.local_name == "style" and style.etree_element.get("media", media) == media
    ]
    return tree, matcher("".join(sheets))


def painted(element, found):
    """dict: the colour and the background that the styles give an element itself."""
    told = {}
    for _, _, _, declared in sorted(found.match(element), key=lambda match: match[:2]):
        told |= {name: value for name, value in declared.items() if value or name == "background"}
    return told


def texts(html, media):
    """Iterator of (colour, background, text) of each element of a page that holds text of its own."""
    tree, found = page_of(html, media)
    band = next((painted(each, found).get("background") for each in tree.iter_subtree() if "band" in each.classes), None)

    def walk(element, colour, background):
        told = painted(element, found)
        colour, background = told.get("color") or colour, told.get("background") or background
        if media == "print" and band and any(OVER.get(name) == "band" for name in element.classes):
            background = band
        node = element.etree_element
        own = (node.text or "") + "".join(child.tail or "" for child in node)
        if own.strip() and element.local_name not in {"style", "title", "script"} and not node.tag.startswith(SVG):
            yield colour, background, " ".join(own.split())
        for child in element.iter_children():
            if child.local_name != "head":
                yield from walk(child, colour, background)

    yield from walk(tree, "#000000", "#FFFFFF")


def faint(found):
    return sorted({(colour, under, round(contrast(colour, under), 2)) for colour, under, _ in found if contrast(colour, under) < LEAST})


@pytest.mark.parametrize("media", ["print", "screen"])
def test_every_text_of_a_page_stands_out(drawn, media):
    found = list(texts(render(drawn.report()), media))
    assert len(found) > 200
    # The cover's band, boxes, heads of blocks and the page itself.
    assert len({under for _, under, _ in found}) >= 4
    assert {colour for colour, _, _ in found} >= {"#FFFFFF", "#1B2530", "#56626D", "#AE4420", "#15495B"}
    assert faint(found) == []


def test_margins_of_pages_stand_out():
    sheet = (templates() / "print.css.j2").read_text(encoding="utf-8")
    named = dict(re.findall(r'"([\w-]+)": "(#[0-9A-F]{6})"', (templates() / "colours.j2").read_text(encoding="utf-8")))
    margins = re.findall(r"color:\{\{ colour\.(\w+) \}\}", sheet[sheet.index("@page{") : sheet.index("@page cover")])
    assert len(margins) == 4
    assert all(contrast(named[name], "#FFFFFF") >= LEAST for name in margins)


@pytest.mark.parametrize(("was", "becomes"), [("#56626D", "#9AA5AE"), ("#F2F5F5", "#7FA3AF"), ("#15495B", "#7FA3AF")])
def test_a_faint_colour_is_seen(drawn, was, becomes):
    html = render(drawn.report())
    assert was in html
    assert faint(texts(html.replace(was, becomes), "print"))


# ---------------------------------------------------------------- charts


def shapes(svg):
    """list of (left, top, right, bottom, paint) in the order in which they are drawn."""
    found = []
    for path in svg.iter(f"{SVG}path"):
        if path.get("fill") in {None, "none"}:
            continue
        for x, y, wide, high in re.findall(r"M([\d.-]+) ([\d.-]+)h([\d.-]+)v([\d.-]+)h-[\d.]+z", path.get("d")):
            left, top = float(x), float(y)
            found.append((left, top, left + float(wide), top + float(high), path.get("fill")))
    return found


def labels(chart):
    """Iterator of (colour, background, text): under the middle of each label of a chart is the last shape drawn there, or the page."""
    svg = fromstring(draw_chart(chart, "alt"))  # noqa: S314 -- drawn by the kit
    under = shapes(svg)
    for group in svg.iter(f"{SVG}g"):
        size, face = float(group.get("font-size")), "600" if group.get("font-weight") else "400"
        for text in group.iter(f"{SVG}text"):
            x = float(text.get("x")) + width(text.text or "", size, face) / 2
            y = float(text.get("y")) - size / 3
            paint = [paint for left, top, right, bottom, paint in under if left <= x <= right and top <= y <= bottom]
            yield group.get("fill"), paint[-1] if paint else "#FFFFFF", text.text


def steps_of(drawn):
    """Charts of two to seven steps, with and without poles, each wide enough to bear its number."""
    for count in range(2, 8):
        spread = drawn.by_place([20] * count)
        for poles in (True, False):
            for rule in ("full", "indicative"):
                row = drawn.by_place([20] * count, spread.base, rule=rule)
                yield stacked([("Ligne", row)], drawn.labels([f"pas {step}" for step in range(count)]), "fr", poles=poles)


def test_every_label_of_a_chart_stands_out(drawn):
    on_cards = [card.chart for card in drawn.cards().items if card.chart]
    found = [label for chart in (*drawn.charts().values(), *on_cards, *steps_of(drawn)) for label in labels(chart)]
    assert len({under for _, under, _ in found}) >= 10
    assert faint(found) == []


def test_labels_on_the_map_stand_out():
    cells = tuple((column, row) for column in range(14) for row in range(9))
    answers = (PlacedAnswer({"fr": "un mot"}, 0.3, 0.3),)
    chart = profile_map(ReleasedMap(cells, ((1, 0.6, 0.6),), answers), {1: "Un"}, "fr")
    found = list(labels(chart))
    assert {(colour, under) for colour, under, _ in found} == {("#1B2530", "#DCE7EA"), ("#FFFFFF", "#AE4420")}
    assert faint(found) == []


def test_a_faint_label_is_seen(drawn):
    found = [(colour, {"#3F6F80": "#7FA3AF"}.get(under, under), text) for chart in steps_of(drawn) for colour, under, text in labels(chart)]
    assert faint(found) == [("#FFFFFF", "#7FA3AF", 2.71)]
