from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_kit.wording import (
    NARROW,
    NO_BREAK,
    between,
    bounds,
    counted,
    day,
    few,
    fraction,
    interval,
    listing,
    months,
    number,
    numeral,
    percent,
    period,
    points,
    rounded,
    typography,
)

TEXTS = st.text(alphabet="abé 0123456789'«»:;!?%€.–=n,\u00a0\u202f@/", max_size=40)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0.5, 0, 1),
        (1.5, 0, 2),
        (2.5, 0, 3),
        (-0.5, 0, -1),
        (12.499999999999998, 0, 13),
        (24.849999999999998, 1, 24.9),
        (1 / 3 * 100, 1, 33.3),
    ],
)
def test_rounding_is_half_up(value, decimals, expected):
    assert rounded(value, decimals) == expected


def test_numbers_follow_the_language():
    assert number(34417, "fr") == f"34{NARROW}417"
    assert number(1234567.891, "fr", 1) == f"1{NARROW}234{NARROW}567,9"
    assert number(1234.5, "en") == "1,234.5"
    assert number(-4, "fr") == "−4"
    assert number(-0.2, "fr", 0) == "0"
    assert number(-0.2, "fr", 1) == "−0,2"
    assert number(2.0, "fr") == "2"
    assert number(2.0, "fr", 1) == "2,0"
    assert number(2.345, "en") == "2.35"


def test_percentages_and_intervals():
    assert percent(24.8, "fr") == f"25{NARROW}%"
    assert percent(24.8, "fr", 1) == f"24,8{NARROW}%"
    assert percent(24.8, "en", 1) == "24.8%"
    assert interval(18.9, 32.04, "fr") == f"19{NARROW}–{NARROW}32"
    assert interval(18.9, 32.04, "fr", 1) == f"18,9{NARROW}–{NARROW}32,0"
    assert between(18.9, 32.04, "fr") == f"de 19 à 32{NARROW}%"
    assert between(18.9, 32.04, "en") == "19 to 32%"
    assert bounds(-0.25, 0.5, "fr", 1) == "de −0,3 à 0,5"


def test_points_agree_in_number():
    assert [points(value, "fr") for value in (0.2, 1.4, 2, -26)] == [
        f"{text}" for text in ("0\u00a0points", "1\u00a0point", "2\u00a0points", "26\u00a0points")
    ]
    assert [points(value, "en") for value in (0, 1, 2)] == ["0 points", "1 point", "2 points"]


def test_days_and_periods():
    assert day(date(2022, 4, 1), "fr") == "1er avril 2022"
    assert day(date(2022, 4, 1), "en") == "1 April 2022"
    assert period(date(2022, 4, 4), date(2022, 6, 30), "fr") == "du 4 avril au 30 juin 2022"
    assert period(date(2022, 4, 4), date(2022, 4, 30), "fr") == "du 4 au 30 avril 2022"
    assert period(date(2021, 12, 1), date(2022, 1, 2), "fr") == "du 1er décembre 2021 au 2 janvier 2022"
    assert period(date(2022, 4, 4), date(2022, 4, 4), "fr") == "4 avril 2022"
    assert period(date(2022, 4, 4), date(2022, 6, 30), "en") == "4 April to 30 June 2022"
    assert months(date(2022, 4, 4), date(2022, 6, 30), "fr") == "avril à juin 2022"
    assert months(date(2021, 4, 4), date(2022, 4, 30), "fr") == "avril 2021 à avril 2022"
    assert months(date(2022, 4, 4), date(2022, 4, 30), "en") == "April 2022"


def test_lists_and_numerals():
    assert listing(["a", "b", "c"], "fr") == "a, b et c"
    assert listing(["a", "b", "c"], "en") == "a, b and c"
    assert listing(["a"], "fr") == "a"
    assert listing([], "fr") == ""
    assert numeral(7, "fr") == "sept"
    assert numeral(1234, "fr") == f"1{NARROW}234"


@given(st.floats(0, 100), st.floats(0, 30), st.floats(0, 30))
def test_a_fraction_lies_inside_the_interval_and_within_two_points(share, under, over):
    low, high = max(0, share - under), min(100, share + over)
    found = fraction(share, low, high)
    if found is not None:
        named = 100 * found[0] / found[1]
        assert low <= named <= high
        assert abs(named - share) <= 2


def test_no_interval_no_fraction():
    assert fraction(25, None, None) is None
    assert fraction(60.4, 52, 68) == (6, 10, 0)
    assert fraction(61.2, 52, 68) == (6, 10, 1)


@given(TEXTS, st.sampled_from(["fr", "en"]))
def test_typography_twice_is_typography_once(text, lang):
    once = typography(text, lang)
    assert typography(once, lang) == once


@given(TEXTS)
def test_typography_adds_and_removes_no_word(text):
    def bare(value):
        return "".join(value.replace("’", "'").replace("…", "...").split())

    assert bare(typography(text, "fr")) == bare(text)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Pourquoi ? Parce que : oui ; non !", f"Pourquoi{NARROW}? Parce que{NO_BREAK}: oui{NARROW}; non{NARROW}!"),
        ("Il dit « mot » ici", f"Il dit «{NO_BREAK}mot{NO_BREAK}» ici"),
        ("l'eau, aujourd'hui", "l’eau, aujourd’hui"),
        ("n = 12, soit 8 %", f"n{NO_BREAK}={NO_BREAK}12, soit 8{NARROW}%"),
        ("19 – 32", f"19{NARROW}–{NARROW}32"),
        ("10 € ; 34 417 habitants", f"10{NO_BREAK}€{NARROW}; 34{NARROW}417{NO_BREAK}habitants"),
        ("Figure 3 et tableau A12", f"Figure{NO_BREAK}3 et tableau{NO_BREAK}A12"),
        ("https://a.fr/b?c=1 ; à 10:32 et a.b@c.fr ?", f"https://a.fr/b?c=1{NARROW}; à 10:32 et a.b@c.fr{NARROW}?"),
        ("lancez `survey-kit report a.xlsx ?` d'abord", "lancez `survey-kit report a.xlsx ?` d’abord"),
        ("Age group?", "Age group?"),
        ("en 2019 165 personnes", f"en 2019 165{NO_BREAK}personnes"),
    ],
)
def test_french_typography(typed, printed):
    assert typography(typed, "fr") == printed


def test_english_typography_leaves_punctuation():
    assert typography("It's 24% of n = 165 respondents: why?", "en") == f"It’s 24% of n{NO_BREAK}={NO_BREAK}165{NO_BREAK}respondents: why?"


def test_an_object_tells_of_itself_in_few_words():
    assert few(["a", "b", "c"]) == "a, b, c"
    assert few(["a", "b", "c", "d"], most=1) == "a and 3 more"
    assert few([]) == ""
    assert [counted(number, "row") for number in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]
