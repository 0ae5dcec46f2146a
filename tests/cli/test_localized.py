import click

from survey_kit.cli.localized import command


def test_the_help_is_in_the_readers_language(run):
    french, english = run("report", "--help").stdout, run("report", "--help", lang="en_GB.UTF-8").stdout
    assert "Écrit le rapport" in french
    assert "Show this message" not in french
    assert "Writes the report" in english


def test_a_command_takes_the_language_and_the_time_of_each_step():
    made = command("inspect", "fr", lambda **_: None, [click.Option(["--json"], is_flag=True)])
    assert {"json", "lang_asked", "verbose"} == {parameter.name for parameter in made.params}
    assert made.short_help == "Dit ce que contient un export"
