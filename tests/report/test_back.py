from dataclasses import replace

from survey_kit.findings.view import View
from survey_kit.report.back import annex, annex_numbers, annex_order, colophon, manifest, method, versions
from survey_kit.report.context import Context
from survey_kit.report.document import Box, Facts, Paragraph, Table


def context(made, respondents=165, **options):
    released, questionnaire = made.whole(respondents)
    one = Context(
        View(released, questionnaire, respondents, **options), made.provenance(respondents + 28), {"match_close": 3, "no_such_note": 1}
    )
    return replace(one, tables=annex_numbers(one))


def blocks(section, kind):
    return [block for block in section.blocks if isinstance(block, kind)]


def test_every_question_stands_once_in_the_annex(made):
    one = context(made)
    tables = annex(one).blocks
    asked = [question.name for question in one.questionnaire.questions if question.role in {"", "consent"}]
    assert len(asked) == 54
    assert [table.id for table in tables[:54]] == [f"table-{name}" for name in asked]
    assert len({table.id for table in tables}) == len(tables)
    assert [table.number for table in tables] == [f"Tableau B{place}" for place in range(1, len(tables) + 1)]


def test_every_table_tells_its_base(made):
    for table in annex(context(made)).blocks:
        assert "Base" in table.subtitle or "Base" in table.headings, table.id


def test_computed_variables_have_a_number_too(made):
    one = context(made)
    names = {variable.name for variable in annex_order(one)}
    assert "age_band" in names
    assert "telework_gap" not in names
    numbers = {table.id: table.number for table in annex(one).blocks}
    assert numbers["table-indicators"] == f"Tableau {one.tables['newcomer']}"
    assert numbers["table-measures"] == f"Tableau {one.tables['telework_gap']}"


def test_the_method_tells_its_limits_first(made):
    section = method(context(made))
    assert section.blocks[0].title == "Portée des résultats"
    told = dict(blocks(section, Facts)[0].rows)
    assert "« ne sait pas » inclus" in told["Base d'un pourcentage"]
    assert "logit" in told["Incertitude minimale"]
    assert any("Ce ne sont pas celles de l'enquête" in paragraph.text for paragraph in blocks(section, Paragraph))
    assert [row.cells[0] for row in blocks(section, Table)[0].rows] == ["193", "−3", "−25", "165"]


def test_a_few_responses_have_read_the_limits_before(made):
    assert blocks(method(context(made, 12)), Box) == []


def test_weights_change_what_is_said(made):
    told = dict(blocks(method(context(made, weighted=True)), Facts)[0].rows)
    assert told["Redressement"].startswith("Les parts sont redressées")


def test_the_colophon_counts_and_names_no_row(made):
    section = colophon(context(made))
    facts = dict(blocks(section, Facts)[0].rows)
    assert facts["Lignes écartées, par code"] == "consent_refused 3, test_row 25"
    assert facts["Empreinte SHA-256"].replace(" ", "") == "81b905b6" * 8
    (noted,) = blocks(section, Table)
    rows = {row.cells[0]: row for row in noted.rows}
    assert rows["match_close"].cells[1] == "3"
    assert "…" in rows["match_close"].label
    assert "{" not in rows["match_close"].label
    assert rows["no_such_note"].label == "no_such_note"
    assert any("version" in told and " 20" in told for name, told in blocks(section, Facts)[1].rows if name == "Communes")
    assert any("inventées" in told for _, told in blocks(section, Facts)[1].rows)


def test_the_manifest_holds_plain_values(made):
    import json

    found = manifest(context(made))
    assert json.loads(json.dumps(found)) == found
    assert found["left_out"] == {"consent_refused": 3, "test_row": 25}
    assert found["notes"] == {"match_close": 3, "no_such_note": 1}
    assert set(found["versions"]) == set(versions())
