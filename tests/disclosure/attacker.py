"""Somebody who holds all that was released, knows that counts are whole numbers, and solves for what is hidden: written apart from the gate."""

import numpy as np
from scipy.optimize import LinearConstraint, milp

NESTED = " × "
MOST = 100_000


def name_of(row, code=None):
    """tuple: the answers that define a count; the base of a column has the code ""."""
    code = row["row"] if code is None else code
    column = () if row["column"] == "Total" else zip(row["column_variable"].split(NESTED), row["column"].split(NESTED), strict=True)
    return tuple(sorted({(variable_of(row), "" if code == "Total" else code), *column}))


def variable_of(row):
    return f"{row['row_variable']}__{row['item']}" if row.get("item") else row["row_variable"]


class Attacker:
    """What was released of each count, and what adds up to what. Cells of the variables `overlapping` don't make their base."""

    complete = True

    def __init__(self, frame, overlapping=()):
        self.overlapping = overlapping
        counts = frame[frame["statistic"] == "count"].to_dict("records")
        self.known, self.status, self.sums = {}, {}, []
        for row in counts:
            base = row["row"] == "Total"
            self.learn(name_of(row), row["base"] if base else row["value"], "" if base else row["status"])
        self.add_lines(counts, overlapping)
        self.add_columns([row for row in counts if row["column"] != "Total"])
        self.solve_for()

    def learn(self, name, value, status):
        if not np.isnan(value):
            self.known[name] = int(value)
        self.status[name] = status or self.status.get(name, "")

    def add_lines(self, counts, overlapping):
        lines = {}
        for row in counts:
            cells = lines.setdefault(name_of(row, ""), [])
            cells += [name_of(row)] if row["row"] != "Total" and variable_of(row) not in overlapping else []
            inside = [name_of(row, code) for code in filter(None, str(row["merged"]).split(" | "))]
            if inside:
                self.status |= dict.fromkeys(inside, "")
                self.sums.append((inside, name_of(row)))
        self.sums += [(cells, base) for base, cells in lines.items() if cells]

    def add_columns(self, counts):
        """None: an answer is the sum of its columns, and everybody in a column answers; unless some stand in no column or are silent (`complete`)."""
        parts, lines = {}, {}
        for row in counts:
            whole = name_of(row)
            inside = [answer for answer in whole if answer[0] in row["column_variable"].split(NESTED)]
            for left in inside:
                outside = tuple(answer for answer in whole if answer != left)
                parts.setdefault((outside, left[0]), []).append(whole)
                lines.setdefault((variable_of(row), left[0]), {})[outside] = row["row"] == "Total"
            if row["row"] == "Total" and tuple(sorted(inside)) in self.status:
                self.sums.append(([whole, *self.loose(whole, "(silent)")], tuple(sorted(inside))))
        for (whole, banner), cells in parts.items():
            if whole in self.status:
                self.sums.append(([*dict.fromkeys(cells), *self.loose(whole, banner)], whole))
        for (variable, banner), wholes in lines.items():
            self.add_rest(variable, banner, {whole: base for whole, base in wholes.items() if whole in self.status})

    def loose(self, name, why):
        """list: a count that is printed nowhere: those of a count who stand in no column, or are silent."""
        if self.complete:
            return []
        self.status[*name, ("(rest)", why)] = ""
        return [(*name, ("(rest)", why))]

    def add_rest(self, variable, banner, wholes):
        """None: those who stand in no column gave answers as the others did, and how many they are follows from the bases."""
        base = next((whole for whole, is_base in wholes.items() if is_base), None)
        if self.complete or base is None:
            return
        (rest,) = self.loose(base, banner)
        cells = [self.loose(whole, banner)[0] for whole, is_base in wholes.items() if not is_base]
        if variable in self.overlapping:
            self.sums += [([cell, *self.loose(cell, "(others)")], rest) for cell in cells]
        elif cells:
            self.sums.append((cells, rest))

    def solve_for(self):
        """None: the equations over the counts that aren't known."""
        self.unknown = [name for name in self.status if name not in self.known]
        self.place = {name: number for number, name in enumerate(self.unknown)}
        rows = []
        for parts, whole in self.sums:
            row = np.zeros(len(self.unknown) + 1)
            for sign, name in [*((1, part) for part in parts), (-1, whole)]:
                if name in self.known:
                    row[-1] -= sign * self.known[name]
                else:
                    row[self.place[name]] += sign
            if row[:-1].any():
                rows.append(row)
            else:
                assert row[-1] == 0, (parts, whole)
        self.equations = np.unique(np.array(rows).reshape(-1, len(self.unknown) + 1), axis=0)

    def hidden(self, status):
        """list: the cells kept back for that reason."""
        return [name for name in self.unknown if self.status[name] == status]

    def possible(self, name, value, low, high):
        """bool: whether a count can have that value, when each lies between its bounds."""
        low, high = low.copy(), high.copy()
        low[self.place[name]] = high[self.place[name]] = value
        return self.least(np.zeros(len(low)), low, high) is not None

    def range_of(self, name, low, high):
        """Two int: the least and the most that a count can be."""
        goal = np.zeros(len(low))
        goal[self.place[name]] = 1
        return round(self.least(goal, low, high)), round(-self.least(-goal, low, high))

    def least(self, goal, low, high):
        left, right = self.equations[:, :-1], self.equations[:, -1]
        ties = [LinearConstraint(left, right, right)] if len(left) else []
        found = milp(goal, constraints=ties, bounds=(low, high), integrality=np.ones(len(goal)))
        return found.fun if found.x is not None else None


class Incomplete(Attacker):
    """The same of tables of which some respondents stand in no column."""

    complete = False


def narrowed(released, truth, threshold=5, overlapping=(), *, floor=True, attacker=Attacker):
    """list: the hidden counts that an attacker narrows, with how. Of primary cells every value that their rule allows must stay possible; of others as
    many values as the threshold. With `floor` the attacker takes it that no hidden cell is 0, unless it is.
    """
    attacker = attacker(released.to_frame(), overlapping)
    rows = [row for row in truth.to_frame().to_dict("records") if row["statistic"] == "count"]
    counts = {name_of(row): int(row["base"] if row["row"] == "Total" else row["value"]) for row in rows}
    bases = {name_of(row): int(row["base"]) for row in rows}
    least = [min(counts.get(name, 0), 1) if floor and "" not in {code for _, code in name} else 0 for name in attacker.unknown]
    bounds = np.array(least, dtype=float), np.full(len(least), float(MOST))
    found = []
    for name in attacker.hidden("primary"):
        found += [(name, value) for value in wanted(counts[name], bases[name], threshold) if not attacker.possible(name, value, *bounds)]
    for name in attacker.hidden("secondary"):
        low, high = attacker.range_of(name, *bounds)
        found += [(name, (low, high))] if high - low < threshold else []
    return found


def wanted(count, base, threshold):
    """range: the values that a primary cell must still be able to have: 1 to 4, or so many out of it; from 0, or to all, where that is so."""
    if count < threshold:
        return range(min(count, 1), threshold)
    return range(max(base - threshold + 1, 1), base + int(count == base))
