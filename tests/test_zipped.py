import io
import zipfile

from survey_kit.zipped import EPOCH, PROPERTIES, without_clock
from survey_kit.zipped import packed as together

CORE = '<p><dcterms:created xsi:type="x">{}</dcterms:created><dcterms:modified>{}</dcterms:modified><t>2022</t></p>'


def packed(moment, told):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.xml", moment), "content")
        archive.writestr(zipfile.ZipInfo(PROPERTIES, moment), CORE.format(told, told))
    return made.getvalue()


def test_the_clock_changes_nothing():
    first, second = packed((2020, 1, 1, 0, 0, 0), "2020-01-01T00:00:00Z"), packed((2026, 5, 4, 3, 2, 0), "2026-05-04T03:02:00Z")
    assert first != second
    assert without_clock(first) == without_clock(second)


def test_what_is_inside_stays():
    fixed = without_clock(packed((2020, 1, 1, 0, 0, 0), "2020-01-01T00:00:00Z"), "2022-07-01T00:00:00Z")
    with zipfile.ZipFile(io.BytesIO(fixed)) as archive:
        assert archive.namelist() == ["a.xml", PROPERTIES]
        assert archive.read("a.xml") == b"content"
        assert archive.read(PROPERTIES).decode() == CORE.format("2022-07-01T00:00:00Z", "2022-07-01T00:00:00Z")
        assert {entry.date_time for entry in archive.infolist()} == {EPOCH}


def test_done_twice_is_done_once():
    once = without_clock(packed((2020, 1, 1, 0, 0, 0), "x"))
    assert without_clock(once) == once


def test_members_are_packed_in_their_order_without_a_clock():
    members = {"b.txt": b"two", "a.txt": b"one"}
    made = together(members)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == members
        assert archive.namelist() == list(members)
        assert {entry.date_time for entry in archive.infolist()} == {EPOCH}
    assert together(members) == made
