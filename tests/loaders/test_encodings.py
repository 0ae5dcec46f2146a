import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_kit.errors import SurveyKitError
from survey_kit.loaders.encodings import encoding_of, repair

TEXT = "Prénom;Été à la forêt, où ça ? Œuvre déjà reçue à Sévérac\nnaïf;« côté » – 3 €\n"


def read(content):
    encoding = encoding_of(content, "essai.csv")
    with encoding.open(content) as text:
        return encoding, text.read()


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_text_is_read_back_whatever_its_encoding(name):
    content = TEXT.encode(name)
    assert read(content)[1].removeprefix("\ufeff") == TEXT


def test_utf_16_with_a_big_endian_mark_is_read():
    assert read(b"\xfe\xff" + TEXT.encode("utf-16-be"))[1] == TEXT


def test_an_old_macintosh_file_is_told_from_a_windows_one():
    text = "commune;âge\nSévérac;préféré, été à côté, où ça\n" * 5
    assert read(text.encode("mac_roman"))[0].name == "mac_roman"
    assert read(text.encode("mac_roman"))[1] == text
    assert read(text.encode("cp1252"))[0].name == "cp1252"


def test_one_wrong_byte_deep_inside_spoils_nothing_else():
    content = (TEXT * 5000).encode() + "fin à ".encode() + b"\xe9" + "tirée à côté\n".encode()
    encoding, text = read(content)
    assert (encoding.name, encoding.wrong) == ("utf-8", 1)
    assert text.endswith("fin à étirée à côté\n")
    assert text.startswith(TEXT)


def test_a_wrong_byte_after_a_mark_is_read_as_windows_writes_it():
    encoding, text = read(b"\xef\xbb\xbf" + "à côté ".encode() + b"\xe9\n")
    assert (encoding.name, encoding.wrong, text) == ("utf-8-sig", 1, "à côté é\n")


@pytest.mark.parametrize(
    "content",
    [
        b"a;b\n1;\x00\x00\x002\n",
        bytes(range(256)) * 20,
        b"\xff\xfea",
        b"a;b\n" * 40000 + b"\x00",
        b"\xef\xbb\xbfa;b\n\x00",
        b"\x01\x02\x03\x04\x05" * 50,
    ],
    ids=["zero bytes", "every byte", "half of a letter", "late zero", "zero after a mark", "control signs"],
)
def test_what_is_no_text_is_refused(content):
    with pytest.raises(SurveyKitError, match="illisible") as caught:
        read(content)
    assert caught.value.code == "export_binary"


@given(st.text(alphabet="éèêàçùôîâû abcdefghij'-", max_size=40))
def test_broken_accents_are_restored_and_good_ones_kept(text):
    assert repair(text) == text
    assert repair(text.encode().decode("latin-1")) == text


@pytest.mark.parametrize("text", ["Ânerie â peine", "Â", "PÂTES", "SÃO", "¿Qué?"])
def test_letters_that_only_look_broken_are_kept(text):
    assert repair(text) == text
