from survey_kit.cli.progress import echo_lines, progress_bar


def test_steps_are_told_on_standard_error_while_they_run(capsys):
    with progress_bar(2, "fr") as progress:
        with progress.step("reading"):
            pass
        with progress.step("weighting"):
            pass
    assert set(progress.seconds) == {"reading", "weighting"}
    assert capsys.readouterr().out == ""


def test_lines_go_to_standard_output_and_times_do_not(capsys):
    echo_lines("fr", ["fait"], {"reading": 1.25})
    shown = capsys.readouterr()
    assert shown.out == "fait\n"
    assert "1,2" in shown.err or "1.2" in shown.err
