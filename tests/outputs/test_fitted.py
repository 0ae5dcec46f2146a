import pytest

from survey_kit.outputs.fitted import Sized, lines, shortened, size_for, wide

LONG = "Un intitulé qui n'en finit pas de dire ce que la question demandait, et le dit encore une fois. " * 3


def test_a_wider_face_takes_more_room():
    assert wide(LONG, 10) < wide(LONG, 10, "strong") < wide(LONG, 10, "heading")
    assert wide(LONG, 20) == pytest.approx(2 * wide(LONG, 10))


def test_the_largest_size_that_fits_is_taken():
    paragraphs = [Sized(LONG, before=5.0), Sized("Court", 0.5)]
    size = size_for(paragraphs, 300, 120, (20, 16, 12, 8))
    needed = {each: sum(one.height(300, each) for one in paragraphs) for each in (20, 16, 12, 8)}
    assert needed[size] <= 120 < min(height for each, height in needed.items() if each > size)
    assert size_for(paragraphs, 300, 1, (20, 16)) == 16


@pytest.mark.parametrize("most", [1, 2, 3])
def test_what_is_shortened_takes_no_more_lines_than_it_may(most):
    told = shortened(LONG, 200, 12, most)
    assert told.endswith("…")
    assert lines(told, 200, 12) <= most
    assert shortened("Court", 200, 12, most) == "Court"
