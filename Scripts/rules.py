#!/usr/bin/env python3
"""Checks the rules of the house that a formatter cannot see. Prints `path:line: rule`, exits 1 when there is any."""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LONGEST_FILE = 450
TESTING = {"RPKITesting", "DemoEconomy"}
PROGRAM = "atalaya"

found = []


def report(path, line, rule):
    found.append(f"{path.relative_to(ROOT)}:{line}: {rule}")


def project_files():
    """Everything that is, or would be, under version control."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\0")
    return [ROOT / name for name in sorted(set(listed)) if name and (ROOT / name).is_file()]


def text_of(path):
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def floors():
    """The floor of each target, from the table of Docs/Architecture.md that readers see."""
    table, testing = {}, []
    for line in text_of(ROOT / "Docs/Architecture.md").splitlines():
        row = re.match(r"\|\s*(\d+|–)\s*\|\s*`(\w+)`\s*\|", line)
        if row:
            if row[1] == "–":
                testing.append(row[2])
            else:
                table[row[2]] = int(row[1])
    # What builds things for tests and demonstrations may import floors 1 to 7, and those of its kind that the table has below it.
    for place, target in enumerate(reversed(testing)):
        table[target] = 7.5 + place / 100
    return table


def without_comment(line):
    return re.sub(r"(^|\s)//.*", "", line)


MACHINE_PATH = re.compile(r"(?<![\w.~}/-])/(?:work|farm|tmp|home)/[\w.]")

FORBIDDEN_IN_SOURCES = [
    (re.compile(r"\btry!"), "try! (throw, or return a typed rejection)"),
    (re.compile(r"\bfatalError\("), "fatalError (input is rejected, programming errors are preconditions)"),
    (re.compile(r"@unchecked\s+Sendable"), "@unchecked Sendable"),
    (re.compile(r"-Ounchecked"), "-Ounchecked"),
    (re.compile(r"\buniqueKeysWithValues\b"), "uniqueKeysWithValues (ends the process where a key comes twice: uniquingKeysWith)"),
    (re.compile(r"\bU?Int(?:8|16|32|64)?\((?!saturating:|exactly:|clamping:)[^()]*(?:\([^()]*\)[^()]*)*\.(?:rounded\(|timeIntervalSince)"), "a conversion that ends the process where a Double does not fit: saturating, or exactly"),
]
# GRDB's subscripts end the process on a value of another type; its fast decoding takes a text for a zero.
COLUMN = re.compile(r"\w\[\"|\b\w*[rR]ow\w*\[\d+\]")
FAST_DECODING = re.compile(r"\b(?:Data|Date|Double|Bool)\.fetch(?:One|All|Set|Cursor)\(")
# Text from outside is made fit for people in one place.
CONTROLS = re.compile(r"\bvalue (?:<|>=) 0x20\b|\basciiValue\b")
CONTROLS_HOME = "Sources/TextFormats/Text/PrintableText.swift"
# What every field shares is written once: its room, and what gives a second one away.
ONE_OF_EACH = [
    ("Sources/TextFormats", re.compile(r"\b(?:gmtime|timegm|mktime|strftime|strptime)\w*\(|\b(?:ISO8601)?DateFormatter\b|\bCalendar\(|\b146_?097\b"),
     "a second calendar: times are read and written by TextFormats"),
    ("Sources/TextFormats", re.compile(r"\\\\u(?:00|\{?%0?4)|\bJSONSerialization\b"),
     "a second escaper or reader of JSON: JSONText and JSONReader of TextFormats"),
    ("Tests/TestSupport", re.compile(r"^\s*(?:\w+ )*(?:struct|class|enum|actor) \w+\s*:[^{]*\bRandomNumberGenerator\b"),
     "a second generator: SeededGenerator of TestSupport"),
]
# A test waits for what it wants to see, and for no time: the ways to wait are in Waiting.swift.
SLEEP = re.compile(r"\bTask\.sleep\b|(?<![.\w])u?sleep\(")
CHANCE = re.compile(r"\bSystemRandomNumberGenerator\b")
CLOCK = re.compile(r"\bDate\(\)|\bDate\.now\b")
IMPORT = re.compile(r"^(?:@\w+(?:\([^)]*\))?\s+|public\s+|package\s+|internal\s+)*import\s+(?:\w+\s+)?(\w+)")


def check_text(path):
    for number, line in enumerate(text_of(path).splitlines(), 1):
        if MACHINE_PATH.search(line):
            report(path, number, "a path of one machine")
        if path.suffix == ".swift" and number == LONGEST_FILE + 1:
            report(path, number, f"more than {LONGEST_FILE} lines: look for the second concept")


def check_shared(path):
    """What stands in one room is not written again in another. Tests may ask a library of others whether ours is right."""
    name = str(path.relative_to(ROOT))
    for number, line in enumerate(text_of(path).splitlines(), 1):
        code = without_comment(line)
        for home, pattern, rule in ONE_OF_EACH:
            if name.startswith("Tests/") and not home.startswith("Tests/"):
                continue
            if not name.startswith(home) and pattern.search(code):
                report(path, number, rule)
        if name.startswith("Tests/") and CHANCE.search(code):
            report(path, number, "a test that is another one each time: SeededGenerator of TestSupport")
        if re.match(r"Tests/\w+Tests/", name) and SLEEP.search(code):
            report(path, number, "a test that sleeps: eventually, stays or randomPause of TestSupport")


def check_source(path, target, floor_of):
    own = floor_of.get(target)
    uses_database = "import GRDB" in text_of(path)
    for number, line in enumerate(text_of(path).splitlines(), 1):
        code = without_comment(line)
        for pattern, rule in FORBIDDEN_IN_SOURCES:
            if pattern.search(code):
                report(path, number, rule)
        if CONTROLS.search(code) and str(path.relative_to(ROOT)) != CONTROLS_HOME:
            report(path, number, "controls are found by isUnprintable, and replaced by printable or singleLine")
        if target != PROGRAM and CLOCK.search(code):
            report(path, number, "a library asks no clock: take the time as a parameter")
        if uses_database and COLUMN.search(code):
            report(path, number, "a subscript of a row ends the process on another type: read it through cell(_:)")
        if uses_database and FAST_DECODING.search(code):
            report(path, number, "fast decoding takes any type: read it through cell(sql:)")
        imported = IMPORT.match(code)
        if imported and own is not None and imported[1] in floor_of:
            if floor_of[imported[1]] >= own:
                report(path, number, f"{target} imports {imported[1]}, which is not on a lower floor")
            elif imported[1] in TESTING and target != PROGRAM and target not in TESTING:
                report(path, number, f"{target} imports {imported[1]}, which is for tests, the example and the demo")


NAMED_PATH = re.compile(r"(?<![\w./-])(?:Sources|Tests|Scripts|Packaging|Docs|Fuzz|Benchmarks)/[\w+/.-]*\w")


def check_document(path):
    """Files and folders that a document names are there."""
    for number, line in enumerate(text_of(path).splitlines(), 1):
        for name in NAMED_PATH.findall(line):
            if not (ROOT / name).exists():
                report(path, number, f"names {name}, which is not there")


def check_dependencies():
    """Each package that ours depends on is in the table of Docs/Architecture.md, which says what for."""
    architecture = ROOT / "Docs/Architecture.md"
    for url in re.findall(r"\.package\(\s*url: \"([^\"]+)\"", text_of(ROOT / "Package.swift")):
        name = url.rsplit("/", 1)[1].removesuffix(".swift")
        if not re.search(rf"^\|[^|]*\b{re.escape(name)}\b[^|]*\|[^|]*\|[^|]*\|$", text_of(architecture), re.M):
            report(architecture, 1, f"no row says what {name} is for")


LIMITS = re.compile(r"^\s*public struct \w*Limits\b")
LIMIT = re.compile(r"^\s*public var (\w+) = ([\d_]+(?: << \d+)?)$")


def check_limits(path):
    """A limit with a number stands in Docs/Limits.md, by name and with this number."""
    lines = text_of(path).splitlines()
    if not any(LIMITS.match(line) for line in lines):
        return
    table = text_of(ROOT / "Docs/Limits.md").splitlines()
    for number, line in enumerate(lines, 1):
        limit = LIMIT.match(line)
        if not limit:
            continue
        factor, _, shift = limit[2].replace("_", "").partition(" << ")
        value = int(factor) << int(shift or 0)
        if not any(f"| `{limit[1]}` | {value:,} |" in row for row in table):
            report(path, number, f"Docs/Limits.md has no row `{limit[1]}` with {value:,}")


def check_targets(floor_of):
    architecture = ROOT / "Docs/Architecture.md"
    targets = {path.name for path in (ROOT / "Sources").iterdir() if path.is_dir()}
    for target in sorted(targets - set(floor_of)):
        report(architecture, 1, f"no row for the target {target}")
    for target in sorted(set(floor_of) - targets):
        report(architecture, 1, f"a row for {target}, which is no target")
    for target in sorted(targets):
        if (ROOT / "Sources" / target / "module.modulemap").exists():
            continue
        tests = list((ROOT / "Tests" / f"{target}Tests").rglob("*.swift"))
        if not any("@Test" in text_of(path) for path in tests):
            report(ROOT / "Package.swift", 1, f"{target} has no test in Tests/{target}Tests")


def main():
    floor_of = floors()
    for path in project_files():
        check_text(path)
        parts = path.relative_to(ROOT).parts
        if parts[0] in ("Sources", "Tests") and path.suffix == ".swift":
            check_shared(path)
        if parts[0] == "Sources" and path.suffix == ".swift":
            check_source(path, parts[1], floor_of)
            check_limits(path)
        if path.suffix == ".md":
            check_document(path)
    check_targets(floor_of)
    check_dependencies()
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
