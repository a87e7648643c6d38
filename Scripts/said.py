#!/usr/bin/env python3
"""Writes all that the program says into one file, to be read as a whole: Scripts/said.py PROGRAM [--into .build/said.txt]

It has the help of every command, the sample configuration, the log lines of the last `make test`, and then each text of the sources
with its place, so that no alarm, log line or error is missed because no test makes it. A text of the sources is left out where the
help or the sample has it already; what is interpolated in it is shown as {…}."""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Makes objects for tests; no operator sees its texts.
LEFT_OUT = {"RPKITesting"}
OPENING = re.compile(r'//[^\n]*|/\*.*?\*/|(#*)("""|")', re.DOTALL)
# A log line of a test, from its level on; and the parts of a text that differ from run to run.
LOGGED = re.compile(r"^\S*\d\dT?\S* (trace|debug|info|notice|warning|error|critical):? (.*)$")
VARYING = re.compile(r"\d+|/[\w./-]*/[\w./-]*")
SQL = re.compile(r"(?:SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ATTACH|DETACH|PRAGMA) ")
# Calls whose text is shown even when it is a single word.
SPEAKING = re.compile(r"(?:\b(?:trace|debug|info|notice|warning|error|critical|raise|detail|reason|abstract|help)\(?:?\s*)$")


def printed(program, *arguments):
    environment = {**os.environ, "COLUMNS": "120", "SAP_SHELL": ""}
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True, env=environment).stdout


def commands(tree, above=()):
    yield above
    for each in tree.get("subcommands", []):
        if each["commandName"] != "help":
            yield from commands(each, (*above, each["commandName"]))


def literal(source, place, quote, hashes, nested):
    """The text of the literal that begins at `place`, after its quote, and the place after it. The literals of its interpolations
    are added to `nested`."""
    end, escape, text = quote + hashes, "\\" + hashes, ""
    while place < len(source) and not source.startswith(end, place):
        if source.startswith(escape + "(", place):
            place, text = interpolated(source, place + len(escape) + 1, nested), text + "{…}"
        elif source.startswith(escape, place):
            place += len(escape)
            text += {"\n": "", "n": "\n", "t": "\t"}.get(source[place], source[place])
            place += 1
        else:
            text += source[place]
            place += 1
    return text, place + len(end)


def interpolated(source, place, nested):
    """The place after the interpolation whose parenthesis was opened before `place`."""
    depth = 1
    while depth and place < len(source):
        if found := re.compile(r'(#*)("""|")').match(source, place):
            text, place = literal(source, found.end(), found[2], found[1], nested)
            nested.append(text)
            continue
        depth += {"(": 1, ")": -1}.get(source[place], 0)
        place += 1
    return place


def texts(source):
    """Each text of a Swift source with the number of its line; those that are added to each other are one."""
    place, last = 0, None
    while found := OPENING.search(source, place):
        if not found[2]:
            place = found.end()
            continue
        between = source[place:found.start()]
        begin = source.count("\n", 0, found.start()) + 1
        is_spoken = SPEAKING.search(between) is not None
        nested = []
        text, place = literal(source, found.end(), found[2], found[1], nested)
        yield from ((begin, each, False) for each in nested)
        if last and between.strip() == "+":
            last = (last[0], last[1] + text, last[2])
            continue
        if last:
            yield last
        last = (begin, text, is_spoken)
    if last:
        yield last


def prose(text):
    """The sentences of a text: of a part of the description of the HTTP API only those, and nothing of a statement in SQL."""
    if SQL.match(text.lstrip()):
        return []
    if re.search(r"\b(?:openapi|schema|type|responses): ", text):
        return [" ".join(found.split()) for found in re.findall(r"\b(?:summary|description): *([^}{\n]+)", text)]
    return [" ".join(text.split())]


def is_read_by_people(text):
    """Not a code, a key, a name of a metric or a piece of a format."""
    plain = text.replace("{…}", " ")
    return len(re.findall(r"[A-Za-z]{2,}", plain)) > 1 and " " in plain.strip()


def source_texts(known):
    for path in sorted((ROOT / "Sources").rglob("*.swift")):
        if path.relative_to(ROOT).parts[1] in LEFT_OUT:
            continue
        for line, literal, is_spoken in texts(path.read_text()):
            for text in prose(literal):
                if (is_spoken and text.strip("{…}") or is_read_by_people(text)) and text not in known:
                    yield f"{path.relative_to(ROOT)}:{line}: {text}"


def test_lines():
    """The log lines of the last run of the tests, each once regardless of its numbers and paths."""
    seen = set()
    for log in sorted((ROOT / ".build/test-results").glob("*.log")):
        for line in log.read_text(errors="replace").splitlines():
            found = LOGGED.match(line)
            if found and (same := VARYING.sub("", found[2])) not in seen:
                seen.add(same)
                yield f"{found[1]}: {found[2]}"


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("program", type=pathlib.Path)
    options.add_argument("--into", type=pathlib.Path, default=ROOT / ".build/said.txt")
    options = options.parse_args()
    program = str(options.program.resolve())
    tree = json.loads(printed(program, "--experimental-dump-help"))["command"]
    said = []
    for words in commands(tree):
        said += [f"## atalaya {' '.join((*words, '--help'))}", "", printed(program, *words, "--help")]
    said += ["## atalaya config example", "", printed(program, "config", "example")]
    known = " ".join(re.sub(r"^# ?", "", line.strip()) for line in "\n".join(said).splitlines())
    known = " ".join(known.split())
    said += ["## Log lines of the last make test", "", *test_lines(), ""]
    said += ["## Texts of the sources", "", *source_texts(known)]
    options.into.write_text("\n".join(said) + "\n")
    print(f"said: wrote {options.into}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
