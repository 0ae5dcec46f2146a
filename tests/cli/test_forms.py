from survey_kit.cli.progress import DONE, REFUSED


def test_questionnaires_are_listed_checked_drafted_and_exported(run, example, tmp_path):
    assert "haut-rouergue" in run("questionnaire", "list").stdout
    exported, drafted = tmp_path / "q.xlsx", tmp_path / "d.yaml"
    assert run("questionnaire", "export", "haut-rouergue", "-o", exported).returncode == DONE
    assert run("questionnaire", "check", exported).returncode == DONE
    assert run("questionnaire", "draft", example, "-o", drafted).returncode == DONE
    assert run("questionnaire", "check", drafted).returncode == DONE


def test_a_faulty_questionnaire_is_told_with_its_lines(run, tmp_path):
    path = tmp_path / "faux.yaml"
    path.write_text("name: faux\ntitles: {fr: Essai}\nquestions:\n  - name: a\n    type: rien\n", encoding="utf-8")
    done = run("questionnaire", "check", path)
    assert done.returncode == REFUSED
    assert "5" in done.stderr


def test_a_new_study_gives_its_report(run, tmp_path):
    assert run("new", tmp_path / "étude").returncode == DONE
    done = run("report", tmp_path / "étude", "-o", tmp_path / "r.html")
    assert done.returncode == DONE, done.stderr
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "Enquête auprès des nouveaux arrivants et des télétravailleurs" in page
    assert "Service accueil (à remplacer)" in page
