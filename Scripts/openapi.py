#!/usr/bin/env python3
"""Puts Docs/openapi.yaml into the program: writes Sources/Node/API/OpenAPIDocument.swift, or with --check compares."""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCE = ROOT / "Docs/openapi.yaml"
TARGET = ROOT / "Sources/Node/API/OpenAPIDocument.swift"


def swift(text):
    indented = "".join("        " + line + "\n" if line else "\n" for line in text.splitlines())
    return (
        "/// The description of the API that `GET /openapi.yaml` gives. Scripts/openapi.py writes it from Docs/openapi.yaml.\n"
        "enum OpenAPIDocument {\n"
        '    static let yaml = #"""\n' + indented + '\n        """#\n}\n'
    )


def main():
    wanted = swift(SOURCE.read_text(encoding="utf-8"))
    if "--check" in sys.argv[1:]:
        if TARGET.read_text(encoding="utf-8") != wanted:
            print(f"{TARGET.relative_to(ROOT)}: not what Docs/openapi.yaml says; run Scripts/openapi.py", file=sys.stderr)
            return 1
        return 0
    TARGET.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
