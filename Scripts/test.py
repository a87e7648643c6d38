#!/usr/bin/env python3
"""Runs the tests that are built, and ends with what a tired reader needs: each test that failed, with its place and
its reason, and each that was skipped, with its reason.

A test that fails among others runs once more, alone. When it passes then, the run is green and the test is named as UNSTEADY: it
depends on how busy the machine is, and is to be mended. With --none-skipped (as .ci/run has it) a skipped test fails the run.
"""

import argparse
import os
import pathlib
import re
import signal
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ElementTree

# So many tests at once that none waits for a processor longer than it waits for an answer.
WIDTH = ["--experimental-maximum-parallelization-width", "8"]
# More failures than this are no matter of a busy machine.
AGAIN = 8
# Seconds after which a run is ended: some five times what it takes.
LIMIT = 1800
# Seconds after which one test is ended, and the run with it: several times what the longest takes on a busy machine.
TEST_LIMIT = 600
# Of a line of the run, which may have the arguments of a test; all of it is in .build/test-results.
SHOWN = 400
BEGINS = re.compile(r"^◇ Test (\".*?\"|\S+) started\.$")
ENDS = re.compile(r"^[✔✘➜] Test (\".*?\"|\S+) (?:with .*?)?(?:passed|failed|skipped)")
ISSUE = re.compile(r"^✘ Test (.*?) recorded an issue(?: with .*?)? at (\S+?): (.*)$")


def end(session):
    """Ends what a run started: the tests run in a group of their own."""
    for entry in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(entry.name)) == session:
                os.kill(int(entry.name), signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue


def swift_test(name, arguments, results):
    """Runs tests; gives its exit code, its test cases as (identifier, state, text) and the lines of its issues."""
    report = results / f"{name.replace(' ', '-')}.xml"
    written = report.with_name(report.stem + "-swift-testing.xml")
    written.unlink(missing_ok=True)
    command = ["swift", "test", "--skip-build", "--xunit-output", str(report), *arguments]
    # The tests that run, by name, with the times at which they began: tests of different suites may have one name.
    issues, running, over = [], {}, threading.Event()
    with open(report.with_suffix(".log"), "w") as log, subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        start_new_session=True,
    ) as process:
        started = time.monotonic()

        def watch():
            while not over.wait(1):
                now = time.monotonic()
                slow = [test for test, times in list(running.items()) if times and now - times[0] > TEST_LIMIT]
                issues.extend(f"{test} took longer than {TEST_LIMIT} s" for test in slow)
                if slow or now - started > LIMIT:
                    end(process.pid)
                    return

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        for line in process.stdout:
            log.write(line)
            print(line.rstrip("\n")[:SHOWN], flush=True)
            if found := ISSUE.match(line):
                issues.append(" ".join(found.groups())[:SHOWN])
            elif found := BEGINS.match(line):
                running.setdefault(found[1], []).append(time.monotonic())
            elif found := ENDS.match(line):
                if times := running.get(found[1]):
                    times.pop(0)
        over.set()
        watcher.join()
    cases = []
    try:
        found = list(ElementTree.parse(written).iter("testcase"))
    except (FileNotFoundError, ElementTree.ParseError):
        # The run ended before its tests did.
        found = []
        issues += [f"{test} had not ended when the run did" for test in sorted(running) if running[test]]
    for case in found:
        identifier = f"{case.get('classname')}/{case.get('name')}"
        failure, skipped = case.find("failure"), case.find("skipped")
        if failure is not None:
            cases.append((identifier, "failed", (failure.get("message") or "")[:SHOWN]))
        elif skipped is not None:
            cases.append((identifier, "skipped", (skipped.text or "")[:SHOWN]))
        else:
            cases.append((identifier, "passed", ""))
    return process.returncode, cases, issues


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--none-skipped", action="store_true", help="fail when a test was skipped")
    options = options.parse_args()
    results = pathlib.Path(".build/test-results")
    results.mkdir(parents=True, exist_ok=True)

    counts = {"passed": 0, "failed": 0, "skipped": 0}
    broken, unsteady = [], []
    code, cases, reasons = swift_test("tests", WIDTH, results)
    skipped = [(identifier, text) for identifier, state, text in cases if state == "skipped"]
    failed = [(identifier, text) for identifier, state, text in cases if state == "failed"]
    for _, state, _ in cases:
        counts[state] += 1
    if (code != 0 or not cases) and not failed:
        broken.append(("the run", f"ended with {code}, after at most {LIMIT} s, and named no test that failed"))
    elif len(failed) > AGAIN:
        broken += failed
    elif failed:
        pattern = "|".join("^" + re.sub(r"\W", ".", identifier) for identifier, _ in failed)
        print(f"test: {len(failed)} failed; once more, alone: {', '.join(identifier for identifier, _ in failed)}", flush=True)
        _, again, issues = swift_test("again", ["--no-parallel", "--filter", pattern], results)
        reasons += issues
        passed = {identifier for identifier, state, _ in again if state == "passed"}
        unsteady = [case for case in failed if case[0] in passed]
        broken = [case for case in failed if case[0] not in passed]

    for identifier, text in skipped:
        print(f"test: skipped {identifier}: {text}")
    for line in reasons:
        print(f"test: issue: {line}")
    for identifier, text in unsteady:
        print(f"test: UNSTEADY (failed among others, passed alone) {identifier}: {text}")
    for identifier, text in broken:
        print(f"test: FAILED {identifier}: {text}")
    if options.none_skipped and skipped:
        print(f"test: {len(skipped)} tests were skipped, and none may be here")
    print(f"test: {counts['passed'] + len(unsteady)} passed, {len(broken)} failed, {len(skipped)} skipped, {len(unsteady)} unsteady")
    return 1 if broken or (options.none_skipped and skipped) else 0


if __name__ == "__main__":
    sys.exit(main())
