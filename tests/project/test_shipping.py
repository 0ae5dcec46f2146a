"""What ships: the wheel holds every questionnaire, template and font, the sdist its sources, and both find their files."""

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from survey_kit import resources

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("questionnaires", "templates")


def run(*command, cwd=None):
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--sdist", "--outdir", out, ROOT)
    return out


def tracked(folder):
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts}


def test_the_wheel_holds_every_shipped_file(built):
    names = set(zipfile.ZipFile(next(built.glob("*.whl"))).namelist())
    assert {f"survey_kit/_data/{name}" for folder in SHIPPED for name in tracked(folder)} <= names
    assert {path for path in tracked("survey_kit") if not path.startswith("survey_kit/_data/")} <= names
    assert not [name for name in names if not name.startswith("survey_kit/") and ".dist-info/" not in name]


def test_the_sdist_can_build_the_wheel_and_run_the_tests(built):
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert {
        *tracked("questionnaires"),
        *tracked("templates"),
        *tracked("survey_kit"),
        "Makefile",
        "constraints.txt",
        "LICENSE",
        "tests/conftest.py",
    } <= names


def test_an_editable_install_reads_the_checkouts_own_folders():
    assert resources.questionnaires() == ROOT / "questionnaires"
    assert resources.templates() == ROOT / "templates"


@pytest.mark.slow
def test_an_installed_wheel_reads_its_own_files(built, tmp_path):
    """The wheel goes into an environment of its own, which sees the dependencies of this one but not the checkout."""
    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env" / "bin" / "python"
    site = Path(run(python, "-c", "import site; print(site.getsitepackages()[0])").strip())
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(site)  # noqa: S202 - our own wheel, just built
    here = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    (site / "dependencies.pth").write_text(f"{here}\n", encoding="utf-8")
    asked = "import survey_kit.resources as r; print(r.questionnaires()); import survey_kit as sk; print(len(sk.read_questionnaire('haut-rouergue').questions))"
    shown = subprocess.run(
        [python, "-c", asked], cwd=tmp_path, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": ""}
    ).stdout
    assert shown.splitlines()[0].startswith(str(site / "survey_kit" / "_data"))
    assert int(shown.splitlines()[1]) >= 54


def test_the_front_shows_every_public_name():
    import survey_kit

    for name in survey_kit.__all__:
        assert callable(getattr(survey_kit, name))
    assert set(dir(survey_kit)) == set(survey_kit.__all__)
    with pytest.raises(AttributeError):
        survey_kit.nothing_of_that_name  # noqa: B018


def test_importing_the_front_imports_nothing_heavy():
    heavy = ("pandas", "numpy", "scipy", "weasyprint", "jinja2", "openpyxl", "babel")
    shown = run(
        sys.executable, "-c", f"import sys, survey_kit, survey_kit.cli.main; print([name for name in {heavy!r} if name in sys.modules])"
    )
    assert shown.strip() == "[]"
