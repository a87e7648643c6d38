#!/usr/bin/env python3
"""Puts Docs/openapi.yaml into the program: writes Sources/Node/API/OpenAPIDocument.swift, or with --check compares."""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCE = ROOT / "Docs/openapi.yaml"
FOLDER = ROOT / "Sources/Node/API"
COMPONENTS = "components:\n"
PART = 360


def literal(name, text):
    indented = "".join("        " + line + "\n" if line else "\n" for line in text.splitlines())
    return f'    static let {name} = #"""\n' + indented + '\n        """#\n'


def files(text):
    """The document in files that are short enough to read: the paths, then the components."""
    lines = text.splitlines(keepends=True)
    middle = lines.index(COMPONENTS)
    head = (
        "/// The description of the API that `GET /openapi.yaml` gives. Scripts/openapi.py writes it from Docs/openapi.yaml.\n"
    )
    parts = [lines[at : min(at + PART, end)] for begin, end in [(0, middle), (middle, len(lines))]
             for at in range(begin, end, PART)]
    names = [f"part{number}" for number in range(1, len(parts) + 1)]
    yaml = " + ".join(names)
    written = {"OpenAPIDocument.swift": head + "enum OpenAPIDocument {\n    static let yaml = " + yaml + "\n}\n"}
    for number, (name, part) in enumerate(zip(names, parts), 1):
        written[f"OpenAPIDocument+Part{number}.swift"] = (
            "// Scripts/openapi.py writes this from Docs/openapi.yaml.\n\nextension OpenAPIDocument {\n"
            + literal(name, "".join(part)) + "}\n"
        )
    return written


def main():
    wanted = files(SOURCE.read_text(encoding="utf-8"))
    if "--check" in sys.argv[1:]:
        stale = [name for name, text in wanted.items()
                 if not (FOLDER / name).is_file() or (FOLDER / name).read_text(encoding="utf-8") != text]
        for name in stale:
            print(f"{name}: not what Docs/openapi.yaml says; run Scripts/openapi.py", file=sys.stderr)
        return 1 if stale else 0
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
