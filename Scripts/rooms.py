#!/usr/bin/env python3
"""Checks how the house is divided: no circle between the folders of a target, no dependency in Package.swift that nothing imports,
no type of one name in two targets. Prints a line a finding, exits 1 when there is any.

Names are read as text, without what the compiler knows: a type is known by its name at the left margin of a file.
"""

import collections
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# Targets whose folders still make circles, each with the reason. An entry that is not needed is a finding too.
CIRCLES = {}

# Names that types of two targets have, each with the reason. An entry that is not needed is a finding too.
TWINS = {
    "RecordReader": "a record of each of two databases, internal to its target",
    "RecordWriter": "a record of each of two databases, internal to its target",
}

# Dependencies that are needed without an import, each with the reason.
UNIMPORTED = {
    ("atalayaTests", "atalaya"): "the tests run the program",
}

DECLARATION = re.compile(
    r"^(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|final|indirect|nonisolated|open)\s+)*"
    r"(?:struct|class|enum|actor|protocol|typealias)\s+(\w+)", re.MULTILINE)
INNER_DECLARATION = re.compile(r"^\s.*?\b(?:struct|class|enum|actor|protocol|typealias)\s+(\w+)", re.MULTILINE)
NAME = re.compile(r"(?<![.\w])[A-Z]\w+\b")
IMPORT = re.compile(
    r"^(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal)\s+)?"
    r"import\s+(?:(?:struct|class|enum|protocol|func|typealias)\s+)?(\w+)", re.MULTILINE)

found = []


def code_of(path):
    """The text of a file without comments and strings; what strings interpolate is kept."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r'"""(.|\n)*?"""', '""', text)
    text = re.sub(r"//.*", "", text)
    return re.sub(r'"(\\.|[^"\\\n])*"', lambda match: " ".join(re.findall(r"\\\(([^)]*)\)", match[0])), text)


def sources(folder):
    return sorted(folder.rglob("*.swift")) if folder.is_dir() else []


def folder_edges(target, homes, files):
    """Folders by the folders whose types they use, with an example of each use."""
    edges = collections.defaultdict(dict)
    for path, code in files:
        folder = str(path.parent.relative_to(target))
        for name in sorted(set(NAME.findall(code)) - set(INNER_DECLARATION.findall(code))):
            for home in homes.get(name, ()):
                if home != folder:
                    edges[folder].setdefault(home, f"{path.name} uses {name}")
    return edges


def circle(edges):
    """One of the shortest circles, as the folders in it; `None` where there is none."""
    shortest = None
    for start in sorted(edges):
        before = {start: None}
        queue = collections.deque([start])
        while queue:
            folder = queue.popleft()
            for following in sorted(edges.get(folder, ())):
                if following == start:
                    path = [start]
                    while folder != start:
                        path.insert(1, folder)
                        folder = before[folder]
                    if shortest is None or len(path) < len(shortest):
                        shortest = path
                    queue.clear()
                    break
                if following not in before:
                    before[following] = folder
                    queue.append(following)
    return shortest


def check_folders():
    homes_of_all = collections.defaultdict(set)
    for target in sorted((ROOT / "Sources").iterdir()):
        files = [(path, code_of(path)) for path in sources(target)]
        homes = collections.defaultdict(set)
        for path, code in files:
            for name in DECLARATION.findall(code):
                homes[name].add(str(path.parent.relative_to(target)))
                homes_of_all[name].add(target.name)
        edges = folder_edges(target, homes, files)
        folders = circle(edges)
        if folders and target.name not in CIRCLES:
            uses = [
                f"{folder} → {following} ({edges[folder][following]})"
                for folder, following in zip(folders, folders[1:] + folders[:1])
            ]
            found.append(f"Sources/{target.name}: a circle of folders: {', '.join(uses)}")
        if not folders and target.name in CIRCLES:
            found.append(f"Scripts/rooms.py: the folders of {target.name} make no circle: its exemption is not needed")
    for name, targets in sorted(homes_of_all.items()):
        if len(targets) > 1 and name not in TWINS:
            found.append(f"Sources: {' and '.join(sorted(targets))} have a type {name} each")
    for name in sorted(TWINS):
        if len(homes_of_all[name]) < 2:
            found.append(f"Scripts/rooms.py: {name} is the name of one type only: its exemption is not needed")


def declared_targets():
    """The targets of Package.swift: name, folder, names of what each depends on."""
    text = re.sub(r"//.*", "", (ROOT / "Package.swift").read_text(encoding="utf-8").replace("https://", ""))
    for start in re.finditer(r"\.(target|executableTarget|testTarget)\(", text):
        depth, end = 1, start.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        body = text[start.end():end]
        name = re.search(r'\bname:\s*"([^"]+)"', body)[1]
        folder = re.search(r'\bpath:\s*"([^"]+)"', body)
        home = folder[1] if folder else f"{'Tests' if start[1] == 'testTarget' else 'Sources'}/{name}"
        listed = re.search(r"\bdependencies:\s*\[((?:[^\[\]])*)\]", body)
        products = re.findall(r'\.product\(name:\s*"([^"]+)"', listed[1]) if listed else []
        rest = re.sub(r"\.product\([^)]*\)", "", listed[1]) if listed else ""
        yield name, ROOT / home, products + re.findall(r'"([^"]+)"', rest)


def check_dependencies():
    for target, folder, dependencies in declared_targets():
        imported = {name for path in sources(folder) for name in IMPORT.findall(code_of(path))}
        for dependency in dependencies:
            if dependency not in imported and (target, dependency) not in UNIMPORTED:
                found.append(f"Package.swift: {target} depends on {dependency} and imports it nowhere")


def main():
    check_folders()
    check_dependencies()
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
