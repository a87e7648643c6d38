#!/usr/bin/env python3
"""Checks the word list of CONTRIBUTING.md in strings, comments and documents.

Prints `path:line: not "…" but …` and exits with 1 if there is any. Folders and files in NOT_YET are not held to the list yet;
an entry without a hit is an error too, so that it only becomes shorter. With --all their hits are printed, too."""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CHECKED = re.compile(r"Sources/.*\.swift|Docs/.*\.(md|yaml)|Packaging/.*|README\.md|CONTRIBUTING\.md")

# Folders (with a slash at the end) and files that still have hits. Remove an entry when its last hit is gone.
NOT_YET = []

# A blank of a pattern also matches the end of a line.
WORDS = [
    (r"\btold\b|\btells? of\b", "reported, reports; is notified"),
    (r"\b(?:hears?|heard(?!(?: Island)?[ -](?:&|y|e|et)[ -]Ma?cDonald)|hearing|hearers?|utterances?)\b", "receives, received, receiver; message"),
    (r"\b(?:stands?|stood|standing) (?:in|at|beside|next to|before|behind)\b", "is in, is next to, precedes, follows"),
    (r"\b(?:stands?|stood|standing) for\b", "represents, means"),
    (r"(?<!there\s)\b(?:is|are|was|were) no\b(?! (?:longer|more|less|later|earlier|fewer|greater|larger|deeper)\b)",
     "is not a, is not an"),
    (r"\b(?:nobody|somebody|whoever)\b", "no one; name who does it"),
    (r"\bwhatever\b", "regardless of, any"),
    (r"\b(?:puts?|putting) up with\b", "tolerates"),
    (r"\banew\b", "again"),
    (r"\bin vain\b", "without success"),
    (r"\bat once\b", "simultaneously, immediately, together"),
    (r"\bbesides?\b", "in addition to; next to"),
    (r"(?<!such)(?<!same), as (?:`[^`\n]+`|“[^”\n]+”|[\d\[][\w.:/\[\]-]*?)(?: or\b|[,.;:)](?!\w))", "such as"),
    (r"(?<!its\s)(?<!their\s)(?<!your\s)(?<!our\s)\bown (?:prefix(?:es)?|routes?|networks?)\b",
     "our prefix (alerts), monitored prefix (settings)"),
]
PATTERN = re.compile(
    "|".join(f"(?P<w{number}>{words})" for number, (words, _) in enumerate(WORDS)).replace(" ", r"\s+"), re.IGNORECASE)


def swift_text(source):
    """`source` with only comments and string literals left, in their places; marks are blanks, and code is NULs."""
    out = []
    place = 0

    def code(until):
        nonlocal place
        out.append(re.sub(r"\S", "\0", source[place:until]))
        place = until

    def literal(quote, hashes):
        """From after the opening quote to after the closing one."""
        nonlocal place
        end = quote + hashes
        escape = "\\" + hashes
        while place < len(source):
            if source.startswith(end, place):
                out.append(" " * len(end))
                place += len(end)
                return
            if source.startswith(escape + "(", place):
                start = place
                interpolation(len(escape) + 1)
                out.append("x" * (place - start))
            elif source.startswith(escape, place):
                out.append(" " * len(escape) + ("\n" if source.startswith("\n", place + len(escape)) else " "))
                place += len(escape) + 1
            else:
                out.append(source[place])
                place += 1

    def interpolation(opening):
        """Past an interpolation; literals in it are not looked at."""
        nonlocal place
        place += opening
        depth = 1
        while place < len(source) and depth:
            nested = re.compile(r'(#*)("""|")').match(source, place)
            if nested:
                place = nested.end()
                kept = len(out)
                literal(nested[2], nested[1])
                del out[kept:]
                continue
            depth += {"(": 1, ")": -1}.get(source[place], 0)
            place += 1

    start = re.compile(r'//+|/\*|(#*)("""|")')
    while found := start.search(source, place):
        code(found.start())
        if found[0].startswith("//"):
            end = source.find("\n", place)
            end = len(source) if end < 0 else end
            out.append(" " * len(found[0]) + source[found.end():end])
            place = end
        elif found[0] == "/*":
            end = source.find("*/", place)
            end = len(source) if end < 0 else end + 2
            out.append(source[place:end])
            place = end
        else:
            out.append(" " * len(found[0]))
            place = found.end()
            literal(found[2], found[1])
    code(len(source))
    # A literal goes on in the one that is added to it.
    return re.sub(r"(?<=\s)\0(?=\s)", lambda plus: " " if source[plus.start()] == "+" else "\0", "".join(out))


def document_text(source):
    """`source` without the tables that list words, which begin with `| not | but |`."""
    return re.sub(
        r"^\| not \| but \|\n(?:\|.*\n)*", lambda table: re.sub(r"[^\n]", " ", table[0]), source, flags=re.MULTILINE)


def hits(path):
    source = path.read_text(encoding="utf-8")
    text = swift_text(source) if path.suffix == ".swift" else document_text(source)
    for found in PATTERN.finditer(text):
        advice = WORDS[int(found.lastgroup[1:])][1]
        yield source.count("\n", 0, found.start()) + 1, " ".join(found[0].split()), advice


def main():
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\0")
    pending = dict.fromkeys(NOT_YET, 0)
    found = []
    for name in sorted(set(listed)):
        if not CHECKED.fullmatch(name) or not (ROOT / name).is_file():
            continue
        lines = [f'{name}:{line}: not "{words}" but {advice}' for line, words, advice in hits(ROOT / name)]
        entry = next((each for each in NOT_YET if name == each or each.endswith("/") and name.startswith(each)), None)
        if entry:
            pending[entry] += len(lines)
        if not entry or "--all" in sys.argv:
            found += lines
    found += [
        f"{entry}: has no hit any more: remove it from NOT_YET in Scripts/words.py"
        for entry, count in pending.items() if not count
    ]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
