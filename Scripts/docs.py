#!/usr/bin/env python3
"""Writes what is generated from the commands: Scripts/docs.py PROGRAM [--check]

Docs/Commands.md and the manual pages come from the commands' own help. The parts of atalaya(1) that no command knows (signals,
files, exit status) are in Packaging/man/atalaya.sections. With --check nothing is written: it prints which files are not as they
would be, and exits with 1 when there is any."""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import textwrap

ROOT = pathlib.Path(__file__).resolve().parent.parent
NOTE = "generated from the commands' help by `make docs`; change it there"


def asked(program, *arguments):
    # Neither the terminal nor the place may change what is printed.
    environment = {**os.environ, "COLUMNS": "80", "SAP_SHELL": ""}
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True, env=environment).stdout


class Command:
    def __init__(self, tree, above=()):
        self.words = (*above, tree["commandName"])
        self.abstract = tree.get("abstract", "")
        self.discussion = tree.get("discussion", "")
        self.arguments = [Argument(each) for each in tree.get("arguments", []) if each["shouldDisplay"]]
        self.below = [
            Command(each, self.words) for each in tree.get("subcommands", [])
            if each["shouldDisplay"] and each["commandName"] != "help"
        ]

    @property
    def name(self):
        return " ".join(self.words)

    @property
    def all(self):
        return [self, *(each for command in self.below for each in command.all)]

    @property
    def own(self):
        """What is its own: every command has --help and --version."""
        return [each for each in self.arguments if each.names not in (["-h", "--help"], ["--version"])]

    @property
    def paragraphs(self):
        """Its discussion, as lists of lines, and whether they are laid out: then each line stays as it is."""
        for text in re.split(r"\n\s*\n", self.discussion.strip("\n")):
            lines = [line for line in text.split("\n") if line]
            if lines:
                yield lines, any(line.startswith(" ") for line in lines)

    @property
    def positional(self):
        return [each for each in self.own if not each.names]

    @property
    def sections(self):
        """Its options by the title of their group, in order; those without one first."""
        groups = {"": []}
        for each in self.own:
            if each.names:
                groups.setdefault(each.section, []).append(each)
        return {title: options for title, options in groups.items() if options}


class Argument:
    def __init__(self, tree):
        names = sorted(tree.get("names") or [], key=lambda name: name["kind"] != "short")
        self.names = [("-" if name["kind"] == "short" else "--") + name["name"] for name in names]
        if tree["kind"] == "positional":
            self.names = []
        self.value = None if tree["kind"] == "flag" else tree.get("valueName", "")
        self.text = tree.get("abstract", "")
        self.section = tree.get("sectionTitle", "")
        self.default = tree.get("defaultValue")
        self.values = tree.get("allValues") or []
        self.optional = tree["isOptional"]
        self.repeating = tree["isRepeating"]

    @property
    def form(self):
        if not self.names:
            return f"<{self.value}>" + (" …" if self.repeating else "")
        return ", ".join(self.names) + (f" <{self.value}>" if self.value else "") + (" …" if self.repeating else "")

    @property
    def sentence(self):
        text = self.text
        if self.values and not all(value in text for value in self.values):
            text += f" One of: {', '.join(self.values)}."
        if self.default is not None and self.value is not None:
            text += f" Default: {self.default}."
        return text.strip()


# Markdown


def escaped(text):
    return re.sub(r"([*_<>|\[\]])", r"\\\1", text)


def entry(argument):
    return f"- `{argument.form}`: {escaped(argument.sentence)}".rstrip(": ")


def markdown(root):
    lines = [
        "# Commands", "", f"<!-- {NOTE} -->", "",
        "`…` marks what may be given more than once. Every command has `--help` and `--version`.", "",
    ]
    for command in root.all[1:]:
        lines += ["#" * min(4, len(command.words)) + f" {command.name}", "", escaped(command.abstract), ""]
        for text, is_laid_out in command.paragraphs:
            lines += ["```text", *text, "```", ""] if is_laid_out else ["  \n".join(map(escaped, text)), ""]
        if command.positional:
            lines += [*(entry(each) for each in command.positional), ""]
        for title, options in command.sections.items():
            lines += [f"{escaped(title.capitalize())}:", ""] if title else []
            lines += [*(entry(each) for each in options), ""]
        if command.below:
            lines += [
                *(f"- [`{each.name}`](#{'-'.join(each.words)}): {escaped(each.abstract)}" for each in command.below), ""
            ]
    return "\n".join(lines)


# mdoc(7)


def roff(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text[:1] in ".'" else text


def words(text):
    """Running text: each sentence begins a line, and no line begins a macro."""
    sentences = re.split(r"(?<=[.:?])(?<!\be\.g\.) +(?=[A-Z(\"])", text)
    return [
        roff(line) for each in sentences
        for line in textwrap.wrap(each, 79, break_on_hyphens=False, break_long_words=False)
    ]


def quoted(text):
    return '"' + roff(text).replace('"', '\\(dq') + '"'


def synopsis(command):
    lines = [".Nm", f".Cm {' '.join(command.words[1:])}"]
    if any(each.names for each in command.own):
        lines.append(".Op Ar options")
    for each in command.positional:
        value = f"Ar {roff(each.value)}" + (" ..." if each.repeating else "")
        lines.append(f".Op {value}" if each.optional else f".{value}")
    return lines


def items(arguments):
    lines = [".Bl -tag -width Ds"]
    for each in arguments:
        if each.names:
            flags = " , ".join("Fl " + roff(name[1:]) for name in each.names)
            lines.append(f".It {flags}" + (f" Ar {roff(each.value)}" if each.value else ""))
        else:
            lines.append(f".It Ar {roff(each.value)}")
        lines += words(each.sentence)
    return [*lines, ".El"]


def header(title, abstract, date):
    name = title.lower()
    return [
        f'.\\" {NOTE.replace("`", "")}', f".Dd {date}", f".Dt {title} 1", ".Os", ".Sh NAME", f".Nm {name}",
        f".Nd {roff(abstract.rstrip('.'))}", ".Sh SYNOPSIS",
    ]


def group_page(command, date):
    """The page of one of the program's commands, with all that are below it."""
    title = "-".join(command.words).upper()
    leaves = [each for each in command.all if not each.below]
    lines = header(title, command.abstract[:1].lower() + command.abstract[1:], date)
    for each in leaves:
        lines += [line if line != ".Nm" else ".Nm atalaya" for line in synopsis(each)]
    lines.append(".Sh DESCRIPTION")
    for each in leaves:
        lines += [f".Ss {each.name}", *words(each.abstract)]
        for text, is_laid_out in each.paragraphs:
            if is_laid_out:
                lines += [".Bd -literal", *(roff(line) for line in text), ".Ed"]
                continue
            lines.append(".Pp")
            for line in text:
                lines += [*words(line), ".br"]
            lines.pop()
        if each.positional:
            lines += items(each.positional)
        for section, options in each.sections.items():
            lines += [*([".Pp", f"{roff(section.capitalize())}:"] if section else []), *items(options)]
    lines += [".Sh SEE ALSO", ".Xr atalaya 1"]
    return "\n".join(lines) + "\n"


def main_page(root, sections):
    date, _, rest = sections.partition("\n")
    lines = header("ATALAYA", root.abstract[:1].lower() + root.abstract[1:], date.removeprefix(".Dd "))
    for command in root.below:
        for each in command.all:
            if not each.below:
                lines += synopsis(each)
    lines += [".Sh COMMANDS", ".Bl -tag -width Ds"]
    for command in root.below:
        lines += [f".It Xr {'-'.join(command.words)} 1", *words(command.abstract)]
    return "\n".join([*lines, ".El"]) + "\n" + rest


def generated(program):
    """What each generated file has to be, by its path in the project."""
    root = Command(json.loads(asked(program, "--experimental-dump-help"))["command"])
    sections = (ROOT / "Packaging/man/atalaya.sections").read_text()
    date = sections.partition("\n")[0].removeprefix(".Dd ")
    files = {"Docs/Commands.md": markdown(root), "Packaging/man/atalaya.1": main_page(root, sections)}
    for command in root.below:
        files[f"Packaging/man/{'-'.join(command.words)}.1"] = group_page(command, date)
    return {path: text.rstrip("\n") + "\n" for path, text in files.items()}


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("program")
    options.add_argument("--check", action="store_true", help="write nothing; fail where a file would change")
    options = options.parse_args()
    files = generated(str(pathlib.Path(options.program).resolve()))
    stale = [path for path, text in files.items() if not (ROOT / path).exists() or (ROOT / path).read_text() != text]
    pages = {str(each.relative_to(ROOT)) for each in (ROOT / "Packaging/man").glob("*.1")}
    for path in stale:
        if options.check:
            print(f"docs: {path} is not what the commands say; run make docs")
        else:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(files[path])
            print(f"docs: wrote {path}")
    for path in sorted(pages - set(files)):
        if options.check:
            print(f"docs: {path} is of no command; run make docs")
        else:
            (ROOT / path).unlink()
            print(f"docs: removed {path}")
    return 1 if options.check and (stale or pages - set(files)) else 0


if __name__ == "__main__":
    sys.exit(main())
