"""The example's numbers by plain pandas, from the people that the generator made: nothing of the loaders, the estimates or the gate.

A cell is (count, base, percent, se, low, high); bounds are those of the logit interval with n - 1 degrees of freedom, written out here.
"""

import numpy as np
import pandas as pd
from scipy import stats

from survey_kit.example.respondents import synthetic_respondents
from survey_kit.questionnaire.read import read_questionnaire
from survey_kit.survey import places

NUMBERS = {"0": 0, "1": 0.5, "2": 1, "3": 2, "4": 3, "5": 4, "6": 5}
WANTED = {"0": 0, "1": 2, "2": 5.5, "3": 10, "4": 15}
OUTSIDE = {"housing_difficulty": "98", "internet_quality": "98", "gender": "99"}
N = 165


def people():
    """DataFrame: the 165 respondents, codes as ticked, with what is derived from them worked out by hand."""
    made = synthetic_respondents(read_questionnaire("haut-rouergue"))
    answers = made.answers.copy()
    for name, code in OUTSIDE.items():
        answers[name] = answers[name].where(answers[name].astype(object) != code)
    for name in [column for column in answers if column.startswith("satisfaction__")]:
        answers[name] = answers[name].where(answers[name].astype(object) != "98")
    return derived(answers, pd.Series(made.submitted, index=answers.index))


def derived(answers, submitted):
    """DataFrame: with the derived variables, each by its rule in words."""
    text = answers.astype(object)
    situation, rhythm, wish = text["situation"], text["telework_frequency"], text["telework_wish"]
    settled = pd.to_datetime(answers["settled_month"])
    here = situation.isin(["1", "2"])
    everybody = situation.isin(["1", "2", "3"])
    out = {
        "months_settled": ((submitted.dt.year - settled.dt.year) * 12 + submitted.dt.month - settled.dt.month).where(here),
        "telework_days": rhythm.map(NUMBERS),
        "telework_days_wished": wish.map(NUMBERS),
        "telework_intensity": rhythm.map({"0": "0", "1": "1", "2": "2", "3": "2", "4": "3", "5": "3", "6": "3"}),
        "teleworker": rhythm.map(lambda code: "0" if code == "0" else "1", na_action="ignore"),
        "telework_decisive": text["telework_influence"].map(lambda code: "1" if code == "1" else "0", na_action="ignore").where(everybody),
        "coworking_days_wanted": text["coworking_intention"].map(WANTED),
        "age": (submitted.dt.year - pd.to_numeric(answers["birth_year"])).where(everybody),
        "epci": text["commune"].map(places.epci, na_action="ignore"),
        "previous_region": text["previous_place"].map(lambda code: places.region(code) or "ZZ", na_action="ignore"),
    }
    awareness, intention = text["coworking_awareness"], text["coworking_intention"]
    out |= {
        "telework_weekly": yes(rhythm, "23456"), "coworking_known": yes(awareness, "12"), "coworking_visited": yes(awareness, "1"),
        "coworking_interested": yes(intention, "1234"), "staying_for_good": yes(text["staying"], "1"),
    }  # fmt: skip
    out |= {f"satisfied_{name.partition('__')[2]}": yes(text[name], "45") for name in text if name.startswith("satisfaction__")}
    out["telework_gap"] = out["telework_days_wished"] - out["telework_days"]
    out["telework_days_employed"] = out["telework_days"].where(text["remote_feasible"] != "3", 0).where(text["remote_feasible"].notna())
    bounds, names = [17, 29, 44, 59, 74, 200], ["18-29", "30-44", "45-59", "60-74", "75+"]
    out["age_band"] = pd.cut(pd.to_numeric(out["age"]).astype(float), bounds, labels=names).astype(object)
    return pd.concat([text, pd.DataFrame(out)], axis=1)


def yes(values, codes):
    """Series: "1" of who gave one of the codes, each a digit, "0" of the others who answered."""
    return values.map(lambda code: "1" if code in codes else "0", na_action="ignore")


def shares(counts, base):
    """DataFrame of count, percent, se, low, high, deff for counts out of a base."""
    count = np.asarray(counts, dtype=float)
    p = count / base
    variance = N / (N - 1) * p * (1 - p) / base
    se = np.sqrt(variance)
    t = stats.t.ppf(0.975, N - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre, half = np.log(p / (1 - p)), t * se / (p * (1 - p))
        low, high = 1 / (1 + np.exp(half - centre)), 1 / (1 + np.exp(-half - centre))
        deff = variance / (p * (1 - p) / (base - 1))
    low = np.where(p == 0, 0, np.where(p == 1, 0.025 ** (1 / base), low))
    high = np.where(p == 0, 1 - 0.025 ** (1 / base), np.where(p == 1, 1, high))
    return pd.DataFrame(
        {"value": count, "column_percent": 100 * p, "se": 100 * se, "ci_low": 100 * low, "ci_high": 100 * high, "deff": deff}
    )


def measures(values):
    """dict: mean, median and quartiles of numbers, each (value, se, low, high)."""
    y = np.sort(np.asarray(values.dropna(), dtype=float))
    n, t = len(y), stats.t.ppf(0.975, N - 1)
    se = np.sqrt(N / (N - 1) * ((y - y.mean()) ** 2).sum()) / n
    found = {"mean": (y.mean(), se, y.mean() - t * se, y.mean() + t * se)}
    for name, probability in (("q1", 0.25), ("median", 0.5), ("q3", 0.75)):
        quantile = np.quantile(y, probability, method="inverted_cdf")
        below = (y <= quantile).mean()
        spread = t * np.sqrt(N / (N - 1) * below * (1 - below) / n)
        low, high = (np.quantile(y, min(max(below + side * spread, 0), 1), method="inverted_cdf") for side in (-1, 1))
        found[name] = (quantile, (high - low) / (2 * t), low, high)
    return found
