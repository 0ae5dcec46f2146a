"""The whole document: what must hold whatever the survey."""

import dataclasses
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey_kit.disclosure.released import Released
from survey_kit.errors import SurveyKitError
from survey_kit.questionnaire.model import Choice, Question, Questionnaire
from survey_kit.report.build import build_document
from survey_kit.report.document import Figure, Table
from survey_kit.report.html import render


def built(made, respondents=165, **options):
    released, questionnaire = made.whole(respondents)
    return build_document(released, questionnaire, made.provenance(respondents + 28), {"match_close": 3}, **options)


def texts(value):
    """Iterator of str: every string of a document, but what it was made from."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))


def sections(report, *keys):
    return [section for section in report.sections if section.key in keys or not keys]


def test_the_report_has_its_chapters_in_order(made):
    report = built(made)
    assert [section.key for section in report.sections[:2]] == ["fiche", "essentials"]
    assert [section.key for section in report.sections[-3:]] == ["method", "annex", "colophon"]
    assert [section.number for section in report.sections[1:-3]] == [str(place) for place in range(1, len(report.sections) - 3)]
    assert (report.respondents, report.period, report.created) == (165, "avril à juin 2022", "2022-06-30")
    assert report.subtitle == "Ce que disent 165 répondants, avril à juin 2022"
    assert report.synthetic


def test_settings_name_the_report(made):
    report = built(made, settings={"title": "Vivre ici", "owner": "PETR", "territory": "Ailleurs"})
    assert (report.title, report.owner, report.territory) == ("Vivre ici", "PETR", "Ailleurs")


def test_fewer_than_five_responses_make_no_report(made):
    with pytest.raises(SurveyKitError) as refused:
        built(made, 4)
    assert refused.value.code == "report_too_few"


@pytest.mark.parametrize("respondents", [5, 12, 22, 60, 165])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_titles_and_anchors(made, respondents, lang):
    report = built(made, respondents, lang=lang)
    ids = [block.id for section in report.sections for block in section.blocks if isinstance(block, Figure | Table) and block.id]
    assert len(ids) == len(set(ids))
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Figure):
                assert len([word for word in block.title.split() if any(sign.isalnum() for sign in word)]) <= 15, block.title
                assert not block.title.endswith(".")
                assert block.notes.universe
                assert block.notes.source
                assert re.search(r"Base ?: ", block.subtitle)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_volunteers_are_never_told_anything_is_significant(made, lang):
    told = "\n".join(texts(built(made, lang=lang).sections))
    assert "signific" not in told.lower()
    assert "les habitants pensent" not in told


@pytest.mark.parametrize("respondents", [5, 12])
def test_a_few_people_are_told_without_percentages(made, respondents):
    report = built(made, respondents)
    for section in report.sections:
        if section.key in {"method", "fiche", "colophon", "annex"}:
            continue
        told = "\n".join(texts(section)).replace("dépasse 100 %", "")
        assert not re.search(r"\d\s?%", told), section.key
    told = "\n".join(texts(sections(report, "annex")[0].blocks))
    assert not re.search(r"\d,\d", told.replace("0,5", ""))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_text_is_left_unfilled(made, lang):
    for told in texts(built(made, lang=lang).sections):
        assert not re.search(r"\{\w+\}|\(None|None\)|\bnan\b", told), told


def test_english_stays_english(made):
    told = "\n".join(text for section in built(made, lang="en").sections for text in texts(section))
    assert not re.findall(r"\b(répondants|réponses|Champ|Lecture|incertitude|aucune)\b", told)


def test_what_respondents_typed_stays_text(made):
    released, questionnaire = made.drafted()
    report = build_document(released, questionnaire, made.provenance(128), {})
    page = render(report)
    assert "<img src=file" not in page
    assert "{{7*7}}" in page
    assert "&lt;img src=file:///etc/passwd&gt;" in page
    assert {section.key for section in report.sections} >= {"chapter-other", "annex"}
    (annex,) = sections(report, "annex")
    assert [table.id for table in annex.blocks] == [f"table-{question.name}" for question in questionnaire.questions]


COUNTS = st.dictionaries(st.sampled_from(["a", "b", "c", "d", "e"]), st.integers(0, 60), min_size=2)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(counts=COUNTS, kind=st.sampled_from(["single", "multiple"]), secondary=st.booleans())
def test_no_hidden_count_is_told_anywhere(made, counts, kind, secondary):
    base = max(sum(counts.values()), 5)
    hidden = {code: count for code, count in counts.items() if 0 < count < 5}
    shown = {count for code, count in counts.items() if code not in hidden}
    given_counts = dict(counts)
    if secondary and hidden and shown - {0}:
        protected = min((code for code in counts if code not in hidden and counts[code]), key=lambda code: counts[code])
        hidden[protected] = counts[protected]
        given_counts[protected] = None
    question = Question("q", kind, {"fr": "Quoi"}, tuple(Choice(code, {"fr": f"réponse {code}"}) for code in counts))
    told = made.distribution(given_counts, base, variable="q", multiple=kind == "multiple")
    report = build_document(Released(None, (told,)), Questionnaire("x", {"fr": "X"}, (question,)), made.provenance(base, {}), {})
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Table) and block.id == "table-q":
                rows = {row.label: row.cells for row in block.rows}
                for code in hidden:
                    assert set(rows.get(f"Réponse {code}", ("s",))) == {"s"}
            if isinstance(block, Figure):
                words = f"{block.title} {block.alt} {block.notes.reading}"
                for code in hidden:
                    assert f"réponse {code}" not in words


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(counts=COUNTS, kind=st.sampled_from(["single", "multiple"]))
def test_no_percentage_without_its_base(made, counts, kind):
    base = max(sum(counts.values()), 5)
    question = Question("q", kind, {"fr": "Quoi"}, tuple(Choice(code, {"fr": f"réponse {code}"}) for code in counts))
    told = made.distribution(counts, base, variable="q", multiple=kind == "multiple")
    report = build_document(Released(None, (told,)), Questionnaire("x", {"fr": "X"}, (question,)), made.provenance(base, {}), {})
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Figure) and re.search(r"\d\s?%", f"{block.title} {block.alt} {block.notes.reading}"):
                assert f"Base : {base} répondants" in block.subtitle
                assert f"{base} répondants" in block.alt
