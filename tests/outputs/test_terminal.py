"""Tables as a terminal shows them."""

from survey_kit.outputs.terminal import render_tables


def shown(told, **options):
    return render_tables(told.released, told.questionnaire, told.lang, **options)


def test_columns_are_aligned_and_numbers_are_french(told):
    lines = shown(told).splitlines()
    start = lines.index("Vous êtes")
    rows = [line for line in lines[start + 2 : start + 7] if line.startswith(("Une femme", "Un homme", "Base"))]
    assert len(rows) == 3
    assert len({row.index("100,0") + 5 if "100,0" in row else row.index(",") + 2 for row in rows}) == 1
    assert all("," in row for row in rows)


def test_every_variable_has_its_table(told):
    text = shown(told)
    for question in told.questionnaire.questions:
        assert question.wordings["fr"][1:] in text
    assert "Moins de 5 personnes concernées" in text


def test_a_crossed_table_stands_for_the_one_way_table(made):
    text = shown(made(rows=["rhythm"], columns=["sex"]))
    assert text.count("À quel point ?") == 1
    assert "Vous êtes" in text
    assert "en % de chaque colonne" in text


def test_the_stamp_comes_first(told):
    assert shown(told, stamp="Données fictives").startswith("Données fictives\n\n")


def test_signs_that_command_a_terminal_are_dropped(told):
    from dataclasses import replace

    question = replace(told.questionnaire.questions[6], wordings={"fr": "Vous\x1b[31m \x07êtes"})
    questionnaire = replace(told.questionnaire, questions=(*told.questionnaire.questions[:6], question, *told.questionnaire.questions[7:]))
    text = render_tables(told.released, questionnaire)
    assert "\x1b" not in text
    assert "\x07" not in text


def test_a_wide_banner_is_broken_into_blocks_of_a_hundred_columns(made):
    told = made(rows=["rhythm"], columns=["sex", "town", "trade", "children"])
    lines = shown(told).splitlines()
    starts = [place for place, line in enumerate(lines) if line.startswith("─")]
    assert len(starts) > 1
    assert max(map(len, lines)) <= 100
    bases = [size for line in lines if line.startswith("Base") for size in line.removeprefix("Base : répondants").split()]
    sizes = told.released.frame.drop_duplicates(["column_variable", "column"])["base"]
    assert bases == ["s" if size != size else str(int(size)) for size in sizes]  # noqa: PLR0124 - missing


def test_a_banner_variable_is_kept_together_where_it_fits(made):
    text = shown(made(rows=["rhythm"], columns=["sex", "trade", "town"]))
    parts = text.split("\n\n")
    assert [part for part in parts if "Espalion" in part] == [part for part in parts if "Bozouls" in part]
