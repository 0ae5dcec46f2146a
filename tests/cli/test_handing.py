import pandas as pd

from survey_kit.cli.progress import DONE, REFUSED


def test_handover_lists_what_to_coarsen_then_does_it(run, example, tmp_path):
    path = tmp_path / "remis.csv"
    refused = run("handover", example, "-o", path)
    assert refused.returncode == REFUSED
    assert "À réduire, au choix : (1)" in refused.stderr
    assert not path.exists()
    done = run("handover", example, "-o", path, "--coarsen")
    assert done.returncode == DONE, done.stderr
    frame = pd.read_csv(path)
    assert len(frame) == 165
    assert frame.astype(object).fillna("").groupby([name for name in ("gender", "age_band", "epci") if name in frame]).size().min() >= 5
    assert "pas anonyme" in done.stdout


def test_keys_go_by_all_that_people_call_them(run, example, tmp_path):
    done = run("handover", example, "-o", tmp_path / "r.csv", "--key", "Sexe", "--key", "A19", "--coarsen", "--fewest", "3")
    assert done.returncode == DONE, done.stderr
    assert "Clé Sexe" in done.stdout
