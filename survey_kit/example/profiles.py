"""The kinds of people of the synthetic example, and how each tends to answer. Invented; near the published orders of magnitude.

A row of weights reads "code:weight code:weight"; a code can be a range ("5-25/5" is 5, 10, ... 25). Of a single answer the
first table gives the weights, and the following tables multiply them; of a set each choice is ticked with its chance in per cent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Table:
    """Weights by the answer to an earlier question (`by`; "profile" for the kind of person). "*" is the row of all others."""

    by: str
    rows: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Steps:
    """A scale answered around a mean, moved by the person's mood (`pull`, in points) and by chance (`spread`, in points)."""

    by: str
    means: Mapping[str, str]
    pull: float
    spread: float


# A profile's share of the respondents, in per cent
SHARES: Final[Mapping[str, int]] = MappingProxyType(
    {"remote": 19, "commuting": 25, "changing": 18, "retired": 13, "returning": 15, "precarious": 10}
)

Recipe = tuple[Table, ...] | Steps


def _by_profile(*rows: str) -> Table:
    return Table("profile", dict(zip(SHARES, rows, strict=True)))


def _all(weights: str) -> Table:
    return Table("profile", {"*": weights})


AGES: Final = _by_profile(
    "30-39:34 40-49:42 50-58:24", "27-34:30 35-44:56 45-52:14", "28-36:34 37-46:42 47-57:24",
    "57-62:24 63-70:56 71-79:20", "25-33:44 34-44:36 45-56:20", "21-29:40 30-39:34 40-58:26",
)  # fmt: skip
MONTHS_SETTLED: Final = _by_profile(
    "1-12:30 13-27:52 28-60:14 61-110:4", "2-14:24 15-36:38 37-60:26 61-120:12", "1-14:26 15-36:38 37-60:26 61-100:10",
    "2-18:26 19-40:38 41-60:22 61-130:14", "1-14:28 15-36:36 37-60:24 61-120:12", "0-10:46 11-24:32 25-60:22",
)  # fmt: skip
# the kind of place where people lived before, in the codes of "previous_setting"
CAME_FROM: Final = _by_profile(
    "5:47 4:38 6:8 3:7", "4:30 3:28 2:22 5:9 1:9 6:2", "4:34 5:22 3:18 2:12 1:8 6:6",
    "5:28 4:26 3:18 2:16 6:6 1:6", "4:38 3:24 2:16 5:9 1:9 6:4", "3:22 4:26 2:20 1:18 5:8 6:6",
)  # fmt: skip
# and its name; resolved to a code when drawn
ORIGINS: Final = Table("came_from", {
    "1": "Salles-la-Source|12:14 Bozouls|12:6 Estaing|12:4 Marcillac-Vallon|12:14 Nasbinals|48:10 Chaudes-Aigues|15:9 Cordes-sur-Ciel|81:9 Mur-de-Barrez|12:10 Rignac|12:8",
    "2": "Espalion|12:14 Villefranche-de-Rouergue|12:16 Decazeville|12:12 Onet-le-Château|12:18 Marvejols|48:10 Saint-Flour|15:8 Figeac|46:12 Mende|48:10 Lodève|34:6",
    "3": "Rodez|12:38 Millau|12:16 Albi|81:14 Aurillac|15:8 Castres|81:6 Montauban|82:8 Béziers|34:5 Valence|26:3 Chambéry|73:3 Annecy|74:3",
    "4": "Toulouse|31:40 Montpellier|34:22 Lyon|69:12 Clermont-Ferrand|63:8 Bordeaux|33:6 Marseille|13:5 Nantes|44:4 Lille|59:3 Grenoble|38:3",
    "5": "Paris|75:44 Montreuil|93:8 Boulogne-Billancourt|92:7 Vincennes|94:6 Saint-Denis|93:5 Versailles|78:7 Massy|91:6 Créteil|94:5 Nanterre|92:5",
    "6": "BE:30 GB:20 CH:12 ES:10 DE:8 NL:8 CA:6",
    "*": "Toulouse|31:40 Rodez|12:30 Paris|75:20 Montpellier|34:10",
})  # fmt: skip

RECIPES: Final[Mapping[str, Recipe]] = MappingProxyType({
    "channel": (_by_profile("1:90 4:6 3:4", "1:84 4:12 2:1 3:3", "1:78 4:12 3:8 2:2", "1:56 2:30 4:6 3:8", "1:80 4:12 2:4 3:4", "1:60 4:14 2:10 3:16"),),
    "wave": (_all("1:1"),),
    "situation": (_by_profile("1:72 2:20 3:8", "1:91 2:2 3:7", "1:87 2:4 3:9", "1:78 2:17 3:5", "1:92 2:3 3:5", "1:86 2:6 3:8"),),
    "previous_setting": (Table("came_from", {"1": "1:92 2:8", "2": "2:86 1:8 3:6", "3": "3:88 2:8 4:4", "4": "4:95 3:5", "5": "5:1", "6": "6:1"}),),
    "prior_links": (_by_profile(
        "1:8 2:24 3:14 4:40 5:5 6:14 7:30", "1:14 2:30 3:26 4:24 5:18 6:6 7:26", "1:8 2:18 3:12 4:34 5:10 6:8 7:36",
        "1:20 2:34 3:18 4:38 5:6 6:40 7:10", "1:84 2:86 3:12 4:20 5:12 6:26 7:0", "1:10 2:18 3:10 4:20 5:12 6:4 7:44"),),
    "other_places": (_by_profile(
        "1:34 2:8 3:30 4:26 98:2", "1:44 2:38 3:12 4:4 98:2", "1:32 2:14 3:34 4:18 98:2",
        "1:48 2:10 3:20 4:20 98:2", "1:74 2:16 3:6 4:2 98:2", "1:34 2:18 3:26 4:16 98:6"),),
    "motives": (_by_profile(
        "1:80 2:58 3:50 4:30 6:3 7:3 8:7 9:6 10:8 11:13 12:16 13:13 14:3", "1:66 2:42 3:18 4:52 5:20 6:18 8:16 9:36 11:12 12:20 13:6 14:2",
        "1:68 2:56 3:22 4:16 5:4 7:50 8:6 11:30 13:46 14:3", "1:78 2:44 3:20 4:14 8:28 10:26 11:10 12:48 13:8 14:3",
        "1:50 2:28 4:20 5:24 6:12 7:12 8:84 9:14 11:26 13:4 14:2", "1:48 2:58 3:22 4:42 5:8 8:10 10:6 11:36 12:8 13:44 14:6"),),
    "main_motive": (_all("1:6 2:4 3:4 4:5 5:8 6:7 7:10 8:9 9:5 10:2 11:3 12:4 13:7 14:6"),),
    "trigger": (_by_profile(
        "8:44 7:16 1:10 6:8 4:8 2:4 10:8 9:2", "1:34 6:18 4:16 8:14 7:6 2:4 10:6 9:2", "5:36 7:16 6:10 2:10 4:6 8:4 10:14 9:4",
        "3:70 6:14 7:4 2:2 10:8 9:2", "4:22 1:22 6:12 2:14 5:8 8:8 7:4 10:8 9:2", "5:28 2:18 7:18 6:6 10:22 9:8"),),
    "telework_influence": (_by_profile(
        "1:54 2:28 3:10 4:5 5:3", "1:17 2:34 3:25 4:12 5:12", "1:6 2:12 3:18 4:30 5:34",
        "1:1 2:3 3:7 4:20 5:69", "1:12 2:16 3:20 4:26 5:26", "1:3 2:6 3:9 4:24 5:58"),),
    "information_channels": (_by_profile(
        "1:16 2:14 3:22 4:20 5:58 6:4 7:38 8:24 9:2 10:8", "1:14 2:28 3:10 4:8 5:54 6:14 7:44 8:18 9:1 10:12",
        "1:34 2:36 3:16 4:22 5:36 6:2 7:40 8:28 9:4 10:8", "1:6 2:26 3:24 4:6 5:54 7:46 8:6 9:2 10:18",
        "1:6 2:16 3:4 4:4 5:34 6:8 7:72 8:12 9:1 10:22", "1:20 2:22 3:6 4:6 5:26 6:2 7:54 8:34 9:6 10:16"),),
    "household": (_by_profile(
        "1:20 2:42 3:32 4:4 5:2", "1:4 2:15 3:72 4:8 5:1", "1:24 2:34 3:32 4:7 5:3", "1:26 2:71 5:3", "1:24 2:28 3:38 4:8 5:2", "1:46 2:24 3:12 4:12 5:6"),),
    "children": (Table("household", {"3": "1:34 2:46 3:16 4:4", "4": "1:56 2:36 3:8", "*": "0:55 1:25 2:20"}),),
    "tenure": (_by_profile(
        "1:58 2:32 4:6 5:4", "1:68 2:26 3:4 4:2", "1:46 2:40 3:4 4:8 5:2", "1:89 2:9 4:2", "1:52 2:28 3:4 4:16", "1:12 2:40 3:14 4:22 5:12"),),
    "dwelling": (_by_profile("1:84 2:14 4:2", "1:86 2:14", "1:78 2:16 3:4 4:2", "1:88 2:11 4:1", "1:76 2:22 4:2", "1:30 2:20 3:43 4:7"),),
    "housing_difficulty": (_by_profile(
        "1:10 2:26 3:38 4:24 98:2", "1:7 2:22 3:41 4:28 98:2", "1:10 2:26 3:36 4:24 98:4",
        "1:24 2:42 3:24 4:6 98:4", "1:20 2:30 3:24 4:14 98:12", "1:4 2:12 3:32 4:48 98:4"),),
    "activity": (_by_profile(
        "1:64 2:7 3:28 5:1", "1:55 2:36 3:6 5:3", "1:9 2:4 3:67 4:10 5:8 6:2", "7:94 8:4 3:2", "1:42 2:22 3:16 4:10 5:8 6:2", "1:24 2:6 3:22 5:34 6:6 8:8"),),
    "occupation": (
        Table("activity", {
            "1": "3:25 4:32 5:28 6:15", "2": "3:20 4:44 5:32 6:4", "3": "2:58 3:28 4:10 5:4", "4": "1:1",
            "5": "3:10 4:18 5:38 6:18 8:16", "7": "7:1", "*": "8:1"}),
        _by_profile("3:6 5:.15 6:.02", "3:.6 4:1.5", "2:1.6 5:.7", "", "3:.7", "3:.2 4:.6 6:1.5"),
    ),
    "job_on_arrival": (
        Table("activity", {
            "1": "1:34 2:12 3:44 4:2 5:4 6:4", "2": "1:12 2:34 3:48 5:3 6:3", "3": "4:46 8:38 5:8 1:4 6:4", "4": "4:86 5:10 3:4",
            "5": "6:56 5:28 3:10 4:6", "6": "5:9 6:1", "7": "7:92 6:4 2:2 4:2", "*": "6:9 7:1"}),
        _by_profile("1:4 2:1.5 3:.2 8:1.6", "2:1.6 3:1.2", "4:1.7 5:2 8:.6 1:.5", "", "3:1.4", "5:1.8 6:1.8"),
    ),
    "sector": (_by_profile(
        "2:9 3:2 4:15 5:14 6:60", "1:2 2:16 3:7 4:24 5:45 6:6", "1:16 2:6 3:12 4:36 5:14 6:16",
        "4:50 5:50", "1:18 2:14 3:14 4:26 5:26 6:2", "1:22 3:14 4:34 5:22 6:8"),),
    "employer_location": (_by_profile(
        "1:2 2:4 3:17 4:46 5:25 6:6", "1:24 2:47 3:21 4:4 5:4", "1:57 2:20 3:10 4:5 5:8", "1:60 2:40", "1:44 2:34 3:12 4:5 5:5", "1:54 2:30 3:8 5:8"),),
    "commute": (Table("employer_location", {
        "1": "2:2 5-25/5:9", "2": "15-30/5:5 35-60/5:6", "3": "75-150/15:1", "4": "300-420/30:1", "5": "120-390/30:1", "6": "240-600/60:1"}),),
    "remote_feasible": (
        _by_profile("1:74 2:24 3:2", "1:14 2:58 3:28", "1:22 2:34 3:44", "2:50 3:50", "1:14 2:30 3:56", "1:12 2:22 3:66"),
        Table("telework_influence", {"1": "1:2.5 2:1.2 3:.05", "2": "1:1.5 2:1.4 3:.3"}),
        Table("sector", {"6": "1:2 3:.2", "3": "1:.2", "1": "1:.2"}),
    ),
    "telework_frequency": (
        _by_profile(
            "0:1 1:3 2:4 3:11 4:18 5:20 6:43", "0:11 1:17 2:27 3:31 4:10 5:2 6:2", "0:22 1:20 2:16 3:14 4:10 5:6 6:12",
            "0:60 1:40", "0:26 1:20 2:22 3:18 4:7 5:3 6:4", "0:34 1:24 2:16 3:12 4:6 6:8"),
        Table("telework_influence", {"1": "0:0 1:.1 2:.6", "5": "0:1 1:0 2:0 3:0 4:0 5:0 6:0"}),
    ),
    "telework_wish": (Table("telework_frequency", {
        "0": "0:34 1:16 2:22 3:20 4:6 5:1 6:1", "1": "0:4 1:28 2:34 3:24 4:8 5:2", "2": "0:1 1:6 2:38 3:40 4:12 5:3",
        "3": "1:1 2:8 3:46 4:32 5:9 6:4", "4": "2:2 3:14 4:50 5:24 6:10", "5": "3:4 4:18 5:50 6:28", "*": "3:4 4:12 5:20 6:64"}),),
    "telework_agreement": (Table("activity", {"1": "1:48 2:26 3:16 4:10", "2": "1:64 2:24 3:8 4:4", "*": "5:92 3:4 4:4"}),),
    "telework_places": (_by_profile(
        "1:74 2:26 3:14 4:15 5:4 6:8 7:14", "1:52 2:46 3:5 4:6 5:9 6:4 7:4", "1:48 2:46 3:6 4:17 5:1 6:10 7:18",
        "1:50 2:50", "1:40 2:52 3:14 4:6 5:6 6:4 7:6", "1:14 2:64 3:20 4:10 6:22 7:8"),),
    "telework_main_place": (_all("1:12 2:8 3:1 4:2 5:1 6:1 7:1"),),
    "telework_weekdays": (_all("1:50 2:36 3:42 4:38 5:64 6:4 7:16"),),
    "internet_access": (_by_profile("1:58 2:24 3:10 4:5 98:3", "1:50 2:32 3:11 4:3 98:4", "1:44 2:32 3:13 4:6 5:1 98:4",
        "1:38 2:42 3:8 4:4 5:1 98:7", "1:46 2:36 3:10 4:3 98:5", "1:24 2:30 3:26 4:6 5:8 98:6"),),
    "internet_quality": (Table("internet_access", {
        "1": "2:2 3:6 4:27 5:65", "2": "1:13 2:35 3:32 4:16 5:4", "3": "1:6 2:22 3:38 4:28 5:6", "4": "2:24 3:40 4:30 5:6",
        "5": "1:80 98:20", "*": "2:18 3:36 4:28 5:10 98:8"}),
        Table("remote_feasible", {"3": "98:30"})),
    "mobile_coverage": (_all("1:10 2:22 3:31 4:26 5:11"),),
    "telework_difficulties": (_all("1:36 2:30 3:20 4:20 5:9 6:11 7:13 8:9 9:3 10:15"), Table("internet_quality", {"1 2": "4:3.6 10:.2", "5": "4:.2"}),
        Table("telework_places__2", {"True": "3:2"}), Table("telework_frequency", {"1 2": "1:.3", "5 6": "1:1.5"})),
    "site_visits": (Table("telework_frequency", {
        "6": "0:38 1:34 2:18 4:10", "5": "2:30 3:20 4:40 5:10", "4": "4:20 6:20 8:50 10:10", "3": "8:20 10:20 12:50 13:10",
        "2": "12:20 14:20 16:60", "*": "16:30 18:30 20:40"}),),
    "coworking_awareness": (
        _by_profile("1:14 2:29 3:37 4:20", "1:4 2:29 3:40 4:27", "1:12 2:35 3:29 4:24", "1:4 2:30 3:30 4:36", "1:5 2:36 3:30 4:29", "1:7 2:20 3:32 4:41"),
        Table("telework_places__4", {"True": "1:80 3:.05 4:0"})),
    "coworking_use": (Table("telework_places__4", {"True": "1:8 2:22 3:12 4:28 6:12 8:12 12:6", "*": "0:70 1:20 2:10"}),),
    "coworking_barriers": (_all("1:46 2:28 3:13 4:8 5:14 6:8 7:4 8:16 9:26 10:3"), Table("remote_feasible", {"3": "8:4.5 1:.4", "1": "8:.2"}),
        Table("coworking_awareness", {"2": "9:.3", "4": "9:1.8"})),
    "coworking_intention": (
        _by_profile("0:21 1:34 2:23 3:11 4:5 98:6", "0:33 1:36 2:16 3:4 98:11", "0:28 1:26 2:20 3:11 4:7 98:8",
            "0:70 1:20 98:10", "0:46 1:25 2:11 3:4 98:14", "0:38 1:22 2:16 3:7 4:5 98:12"),
        Table("remote_feasible", {"3": "0:4 1:.4 2:.25 3:.15 4:.1"}),
        Table("internet_quality", {"1 2": "0:.5 2:1.6 3:1.6", "5": "0:1.3"}),
        Table("coworking_awareness", {"1": "0:.2 2:1.6 3:1.8 4:1.8"})),
    "coworking_travel_time": (_all("1:8 2:29 3:34 4:20 5:8 6:1"),),
    "coworking_needs": (
        _all("1:84 2:34 3:24 4:38 5:36 6:38 7:9 8:34 9:40 10:6 11:28 12:10 13:8 14:32 15:3"),
        _by_profile("2:1.4 4:1.6 8:1.2", "12:2.2 6:1.2", "5:1.4 10:4 11:1.8 13:2", "", "", "3:1.6 11:1.4 13:2.4")),
    "coworking_price": (
        _by_profile("0:8 1:18 2:34 3:20 4:9 5:4 98:7", "0:20 1:30 2:28 3:9 4:3 98:10", "0:14 1:32 2:32 3:11 4:3 98:8",
            "0:40 1:40 98:20", "0:20 1:34 2:26 3:8 98:12", "0:44 1:34 2:10 98:12"),),
    "coworking_funding": (Table("activity", {
        "1": "1:5 2:21 3:26 4:25 98:23", "2": "1:3 2:14 3:24 4:34 98:25", "3": "5:96 4:4", "*": "98:60 4:40"}),),
    "integration": Steps("profile", {"remote": "6.3", "commuting": "6.9", "changing": "7.2", "retired": "6.8", "returning": "8.2", "*": "6.1"}, 1.2, 1.2),
    "missing_services": (
        _all("1:58 2:34 3:42 4:16 5:14 6:18 7:22 8:15 9:10 10:22 11:14 12:4 13:4"),
        _by_profile("8:2 9:2.6 10:1.4 5:.4", "4:2.8 5:1.2 10:.7", "9:1.8 10:1.5 7:1.2", "1:1.3 3:1.2 4:0 5:.2 9:.1", "2:1.2 5:1.4", "2:1.8 3:1.4 5:1.8 1:.7")),
    "arrival_difficulties": (
        _all("1:42 2:12 3:16 4:36 5:12 6:16 7:22 8:22 9:18 10:8 11:2 12:14"),
        _by_profile("8:1.5 9:1.6 2:.1", "3:1.8 5:2.4", "2:1.2 6:2", "2:0 3:0 5:0 12:1.6", "9:.5 10:.3 12:1.8", "1:1.5 2:2.4 7:1.6"),
        Table("housing_difficulty", {"1 2": "1:.25", "4": "1:1.7"})),
    "staying": (_by_profile("1:64 2:17 3:15 4:3 5:1", "1:76 2:12 3:10 4:2", "1:74 2:12 3:11 4:2 5:1", "1:88 2:6 3:6", "1:82 2:9 3:8 4:1", "1:42 2:20 3:28 4:8 5:2"),
        Table("integration", {"0 1 2 3 4": "1:.25 3:2 4:6 5:4", "9 10": "1:2 4:.1 5:.1"})),
    "gender": (_all("1:565 2:415 3:8 99:12"),),
    "education": (_by_profile(
        "4:2 5:9 6:23 7:66", "3:10 4:17 5:31 6:25 7:17", "3:9 4:17 5:22 6:26 7:26",
        "1:4 2:7 3:27 4:21 5:18 6:12 7:11", "3:21 4:23 5:25 6:19 7:12", "1:5 2:6 3:26 4:28 5:15 6:13 7:7"),),
    "recontact": (_all("1:38 0:62"),),
})  # fmt: skip
# mean satisfaction of each item, in the questionnaire's order, and how far a profile stands from it
SATISFACTION: Final = (3.5, 2.3, 3.7, 3.2, 3.2, 2.1, 3.0, 3.0, 3.3, 4.0, 4.6, 3.4, 3.8)
SATISFACTION_SHIFTS: Final[Mapping[str, tuple[float, ...]]] = MappingProxyType({
    "remote": (0.1, -0.1, 0.2, 0.0, 0.0, -0.1, 0.1, 0.3, -0.1, -0.2, 0.1, 0.4, 0.0),
    "commuting": (0.0, 0.1, -0.4, 0.0, 0.0, 0.0, 0.0, 0.2, 0.0, 0.0, 0.0, 0.0, 0.0),
    "retired": (0.4, -0.4, 0.0, 0.2, 0.2, -0.2, 0.0, 0.0, 0.2, 0.0, 0.1, 0.1, 0.1),
    "returning": (0.1, 0.2, 0.2, 0.1, 0.1, 0.1, 0.0, -0.1, 0.1, 0.5, 0.0, 0.1, 0.2),
    "precarious": (-1.1, 0.0, 0.0, -0.1, -0.1, -0.3, -0.3, -1.0, 0.0, -0.1, 0.0, -0.6, -0.5),
})  # fmt: skip
# items that don't concern some people: chance in per cent, by household and activity
NOT_CONCERNED: Final = {2: ("household", {"1": 78, "2": 74, "5": 60}), 7: ("activity", {"7": 82, "8": 60})}
# days of telework ticked, by frequency
DAYS_TICKED: Final[Mapping[str, int]] = MappingProxyType({"2": 1, "3": 2, "4": 3, "5": 4, "6": 5})
# chance of leaving a question blank, in per cent; 2 elsewhere
BLANKS: Final[Mapping[str, float]] = MappingProxyType({
    "situation": 0, "commune": 1.2, "settled_month": 2.5, "previous_place": 3.5, "commute": 5, "telework_agreement": 4, "internet_quality": 1.5,
    "coworking_price": 4, "coworking_funding": 3, "satisfaction": 1.5, "integration": 2, "gender": 1, "birth_year": 5, "education": 3, "recontact": 4,
    "household": 1, "activity": 0.5, "telework_frequency": 1, "remote_feasible": 0.7, "channel": 0, "wave": 0, "comment": 76,
})  # fmt: skip
BLANK: Final = 2.0
