"""Reduce the npm package @etalab/decoupage-administratif to the one small file that survey_kit ships.

    npm pack @etalab/decoupage-administratif@6.0.0
    python tools/make_communes.py etalab-decoupage-administratif-6.0.0.tgz survey_kit/survey/communes.tsv.gz

Comment lines tell the source; then come tables, tab-separated, each under a line of column names, a blank line between two.
The same archive always gives the same bytes.
"""

from __future__ import annotations

import gzip
import json
import sys
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

HEADER = """\
# source: npm @etalab/decoupage-administratif {version} ({date}), from the INSEE official geographic code, the DGCL list of EPCI and the La Poste base of postcodes
# licence: Licence Ouverte / Open Licence (Etalab)
# population: municipal population of the DGCL list of EPCI; of the INSEE legal populations for communes in no EPCI and for municipal arrondissements
"""


def read_package(archive: Path) -> tuple[dict, str]:
    """tuple: the package's tables by name and its header facts."""
    with tarfile.open(archive) as package:
        tables = {
            name: json.load(package.extractfile(f"package/data/{name}.json")) for name in ("communes", "epci", "departements", "regions")
        }
        version = json.load(package.extractfile("package/package.json"))["version"]
        date = datetime.fromtimestamp(package.getmember("package/package.json").mtime, UTC).date().isoformat()
    return tables, HEADER.format(version=version, date=date)


def regions(tables: dict) -> Iterator[tuple]:
    """Iterator of tuple: code, name."""
    yield "region", "name"
    yield from ((region["code"], region["nom"]) for region in tables["regions"])


def departements(tables: dict) -> Iterator[tuple]:
    """Iterator of tuple: code, name, region."""
    yield "departement", "name", "region"
    yield from ((departement["code"], departement["nom"], departement["region"]) for departement in tables["departements"])


def epci(tables: dict) -> Iterator[tuple]:
    """Iterator of tuple: code, name."""
    yield "epci", "name"
    yield from ((group["code"], group["nom"]) for group in tables["epci"])


def communes(tables: dict) -> Iterator[tuple]:
    """Iterator of tuple: present communes."""
    members = {member["code"]: (member["populationMunicipale"], group["code"]) for group in tables["epci"] for member in group["membres"]}
    yield "commune", "name", "postcodes", "population", "epci"
    for commune in ordered(tables, "commune-actuelle"):
        population, group = members.get(commune["code"], (commune.get("population", ""), ""))
        yield commune["code"], commune["nom"], " ".join(commune.get("codesPostaux", [])), population, group


def arrondissements(tables: dict) -> Iterator[tuple]:
    """Iterator of tuple: municipal arrondissements with their commune."""
    yield "arrondissement", "name", "population", "commune"
    for commune in ordered(tables, "arrondissement-municipal"):
        yield commune["code"], commune["nom"], commune.get("population", ""), commune["commune"]


def former(tables: dict) -> Iterator[tuple]:
    """Iterator of tuple: delegated and associated communes, then codes that only an older geography knows (no name)."""
    yield "former", "name", "commune"
    named = [(commune["code"], commune["nom"], commune["chefLieu"]) for commune in ordered(tables, "commune-deleguee", "commune-associee")]
    yield from named
    known = {code for code, _, _ in named}
    older = {code: commune["code"] for commune in tables["communes"] for code in commune.get("anciensCodes", [])}
    yield from ((code, "", present) for code, present in sorted(older.items()) if code not in known)


def ordered(tables: dict, *kinds: str) -> list[dict]:
    """list of dict: the communes of some kinds, by code."""
    return sorted(
        (commune for commune in tables["communes"] if commune["type"] in kinds), key=lambda commune: (commune["code"], commune["nom"])
    )


def written(table: Iterator[tuple]) -> str:
    """str: a table, one row a line."""
    return "\n".join("\t".join(map(str, row)) for row in table)


def main(archive: str, target: str) -> None:
    """None: writes the file."""
    tables, header = read_package(Path(archive))
    parts = [header.rstrip("\n"), *(written(part(tables)) for part in (regions, departements, epci, communes, arrondissements, former))]
    Path(target).write_bytes(gzip.compress("\n\n".join(parts).encode(), 9, mtime=0))


if __name__ == "__main__":
    main(*sys.argv[1:])
