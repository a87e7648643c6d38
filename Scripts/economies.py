#!/usr/bin/env python3
"""Writes the names of economies in the languages of the console, and their places on the tile map.

Names are those of CLDR, from PyPI's babel. A place comes from the first time zone of the economy in the zone.tab of the time
zone database: economies are spread over the grid so that neighbours stay neighbours and none shares a tile.

Usage: Scripts/economies.py [ZONE.TAB]
"""

import pathlib
import re
import sys

from babel import Locale, __version__

ROOT = pathlib.Path(__file__).resolve().parent.parent
LANGUAGES = ["en", "es", "pt", "fr"]
# Codes of CLDR that are no economy of ISO 3166-1: unions, parts of others, what is unknown.
OTHERS = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
# Economies without a time zone of their own: latitude and longitude.
WITHOUT_ZONE = {"BV": (-54.4, 3.4), "HM": (-53.1, 73.5), "XK": (42.7, 21.2)}
COLUMNS, ROWS = 25, 16


def names():
    territories = [Locale.parse(language).territories for language in LANGUAGES]
    codes = sorted(code for code in territories[0] if re.fullmatch("[A-Z]{2}", code) and code not in OTHERS)
    return {code: [names[code] for names in territories] for code in codes}


def degrees(text):
    digits = text.lstrip("+-")
    whole = 2 if len(digits) in (4, 6) else 3
    value = int(digits[:whole]) + int(digits[whole:whole + 2]) / 60
    return -value if text.startswith("-") else value


def positions(path):
    found = dict(WITHOUT_ZONE)
    for line in pathlib.Path(path).read_text().splitlines():
        if line.startswith("#"):
            continue
        code, place = line.split("\t")[:2]
        latitude, longitude = re.match(r"([+-]\d+)([+-]\d+)", place).groups()
        found.setdefault(code, (degrees(latitude), degrees(longitude)))
    return found


def spread(values):
    """Values from 0 to 1, half by where they are and half by their rank: crowded parts get more room."""
    low, high = min(values.values()), max(values.values())
    order = sorted(values, key=lambda code: (values[code], code))
    rank = {code: place / (len(order) - 1) for place, code in enumerate(order)}
    return {code: ((value - low) / (high - low) + 2 * rank[code]) / 3 for code, value in values.items()}


def assignment(cost):
    """A column for each row, with the least sum (the Hungarian method)."""
    rows, columns = len(cost), len(cost[0])
    u, v, match = [0] * (rows + 1), [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        match[0], column = row, 0
        least, way, used = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while True:
            used[column] = True
            current, delta, best = match[column], float("inf"), 0
            for other in range(1, columns + 1):
                if used[other]:
                    continue
                reduced = cost[current - 1][other - 1] - u[current] - v[other]
                if reduced < least[other]:
                    least[other], way[other] = reduced, column
                if least[other] < delta:
                    delta, best = least[other], other
            for other in range(columns + 1):
                if used[other]:
                    u[match[other]] += delta
                    v[other] -= delta
                else:
                    least[other] -= delta
            column = best
            if match[column] == 0:
                break
        while column:
            match[column], column = match[way[column]], way[column]
    return {match[column] - 1: column - 1 for column in range(1, columns + 1) if match[column]}


def tiles(codes, places):
    # The date line is in the Pacific, east of Samoa and Tonga: what is just beyond it stays with its neighbours.
    x = spread({code: places[code][1] + (360 if places[code][1] < -168 else 0) for code in codes})
    y = spread({code: -places[code][0] for code in codes})
    cells = [(column, row) for row in range(ROWS) for column in range(COLUMNS)]
    cost = [[round(1000 * ((x[code] * (COLUMNS - 1) - column) ** 2 + (y[code] * (ROWS - 1) - row) ** 2))
             for column, row in cells] for code in codes]
    chosen = assignment(cost)
    return {cells[chosen[number]]: code for number, code in enumerate(codes)}


def write(path, text):
    (ROOT / path).write_text(text, encoding="utf-8")


def main():
    table = names()
    places = positions(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/zoneinfo/zone.tab")
    rows = "\n".join(f"        {code}|{'|'.join(names)}" for code, names in table.items())
    write("Sources/Console/Languages/EconomyNames+Table.swift", f'''extension EconomyNames {{
    /// Code, and the names in English, Spanish, Portuguese and French. Written by `Scripts/economies.py` from CLDR, as babel
    /// {__version__} has it.
    static let table = #"""
{rows}
        """#
}}
''')
    grid = tiles(list(table), places)
    lines = [" ".join(grid.get((column, row), "--") for column in range(COLUMNS)) for row in range(ROWS)]
    text = "\n".join("        " + line for line in lines)
    write("Sources/Console/Charts/EconomyTiles+Table.swift", f'''extension EconomyTiles {{
    /// A word for each tile, in rows from the north and columns from the west; `--` is sea. Written by `Scripts/economies.py` from
    /// the places of time zones.
    static let table = #"""
{text}
        """#
}}
''')


if __name__ == "__main__":
    main()
