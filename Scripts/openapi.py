#!/usr/bin/env python3
"""Writes Docs/openapi.yaml: the description that the program puts together from the parts next to its routes. With --check it
only compares. Both need the built tests (swift build --build-tests)."""

import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TEST = "APIDescriptionTests/theDescriptionThatIsServedIsTheDocument"


def main():
    environment = dict(os.environ)
    if "--check" not in sys.argv[1:]:
        environment["OPENAPI_WRITE"] = "1"
    command = [environment.get("SWIFT", "swift"), "test", "--skip-build", "--filter", TEST]
    return subprocess.run(command, cwd=ROOT, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
