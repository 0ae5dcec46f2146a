import pytest

from survey_kit.findings.phrases import bare_interval, base, counted, decimals, in_brackets, noun, share, subject, told_interval

N = "\u202f"


def of(made, count, size, **options):
    view = made.view([], [], **options)
    distribution = made.distribution({"a": count, "b": size - count})
    return view, distribution.cells[0], distribution


@pytest.mark.parametrize(
    ("count", "size", "lang", "said", "many"),
    [
        (41, 165, "fr", "un répondant sur quatre", False),
        (39, 165, "fr", "près d'un répondant sur quatre", False),
        (97, 165, "fr", "près de six répondants sur dix", True),
        (102, 165, "fr", "un peu plus de six répondants sur dix", True),
        (76, 165, "fr", f"46{N}% des répondants", True),
        (41, 165, "en", "one respondent in four", False),
        (97, 165, "en", "nearly six respondents in ten", True),
        (33, 99, "fr", "un répondant concerné sur trois", False),
    ],
)
def test_shares_are_told_as_people_say_them(made, count, size, lang, said, many):  # noqa: PLR0917 -- one case
    phrase = subject(*of(made, count, size, lang=lang))
    assert (phrase.text, phrase.many) == (said, many)


def test_a_census_has_no_interval_and_no_rough_fraction(made):
    view, cell, distribution = of(made, 41, 165, sampling="census")
    assert told_interval(view, cell, distribution) == ""
    assert bare_interval(view, cell.low, cell.high, 0) == "–"


@pytest.mark.parametrize(
    ("sampling", "said"),
    [
        ("volunteer", f"incertitude minimale : de 19 à 32{N}%"),
        ("quota", f"ordre de grandeur : de 19 à 32{N}%"),
        ("probability", f"intervalle de confiance à 95 % : de 19 à 32{N}%"),
    ],
)
def test_an_interval_is_named_by_how_respondents_came(made, sampling, said):
    assert told_interval(*of(made, 41, 165, sampling=sampling)) == said


def test_precision_follows_the_base(made):
    view, cell, distribution = of(made, 400, 1200, respondents=1200)
    assert decimals(distribution) == 1
    assert share(view, cell, distribution) == f"33,3{N}%"


def test_bases_and_people(made):
    view, cell, distribution = of(made, 7, 12, respondents=12)
    assert base(view, distribution) == "12 répondants"
    assert noun(view, distribution, many=False) == "répondant"
    assert counted(view, cell, distribution) == "sept personnes sur douze"
    assert in_brackets("") == ""
    assert in_brackets("a") == " (a)"
