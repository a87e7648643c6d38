"""What the benchmarks share: the machine, a process's usage, free ports, tables."""

import datetime
import os
import socket
import statistics

TICKS = os.sysconf("SC_CLK_TCK")


def machine():
    """`2 cores of MODEL`"""
    for line in open("/proc/cpuinfo"):
        if line.startswith("model name"):
            return f"{os.cpu_count()} cores of {line.split(':', 1)[1].strip()}"
    return f"{os.cpu_count()} cores of an unknown model"


def heading(text, command, rounds):
    """The line above a table: what, on what, when, beside what load, by which command."""
    return (f"{text}; {machine()}; {datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d}; load before "
            f"{os.getloadavg()[2]:.1f}; `{command}`, median of {rounds}.\n")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def resident(pid):
    """The largest resident set of a process so far, in MB."""
    for line in open(f"/proc/{pid}/status"):
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0


def processor_time(pid):
    """The seconds of user and system time that a process has taken."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def cell(values, digits=2):
    """The median; a dash where something could not be measured."""
    values = [value for value in values if value is not None]
    return f"{statistics.median(values):,.{digits}f}" if values else "–"
