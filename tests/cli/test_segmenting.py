from survey_kit.cli.progress import DONE, REFUSED, WRONG_USAGE

LIVES = ("A19", "A20", "telework_frequency", "employer_location", "dwelling", "tenure", "household", "age", "education", "job_on_arrival")


def test_segment_prints_profiles_and_writes_their_tables(run, example, tmp_path):
    path = tmp_path / "s.xlsx"
    done = run("segment", example, *LIVES, "-o", path)
    assert done.returncode == DONE, done.stderr
    assert "profils" in done.stdout
    assert path.stat().st_size > 0
    assert done.stdout.strip().endswith(str(path))


def test_segment_speaks_english_and_gives_the_same_twice(run, example):
    first, second = (run("segment", example, *LIVES, "--lang", "en") for _ in range(2))
    assert "profiles" in first.stdout
    assert first.stdout == second.stdout


def test_one_variable_makes_no_profiles(run, example):
    done = run("segment", example, "A19")
    assert done.returncode == REFUSED
    assert "plusieurs questions" in done.stderr


def test_one_segment_is_none(run, example):
    assert run("segment", example, *LIVES, "--segments", "1").returncode == WRONG_USAGE
