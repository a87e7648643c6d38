#!/usr/bin/env python3
"""Tries a Debian package: Scripts/package-test.py PACKAGE

With --probe in place of a package, nothing is tried but whether it can be. The package is installed, upgraded, removed and purged as an administrator does it, in a copy of this system that exists only in
memory (an overlay over /), so as root. Exits 1 with the first expectation that does not hold, 77 where no such copy can be made."""

import os
import pathlib
import subprocess
import sys
import tempfile

INSIDE = "PACKAGE_TEST_ROOT"
STATE = pathlib.Path("var/lib/atalaya")
CONFIGURATION = pathlib.Path("etc/atalaya/atalaya.yaml")


def apart(package):
    """Runs this script again, where mounts are its own."""
    with tempfile.TemporaryDirectory() as folder:
        probe = subprocess.run(["unshare", "-m", "true"], capture_output=True)
        if probe.returncode != 0:
            print("package-test: mounts cannot be made here; run it as root")
            return 77
        command = ["unshare", "-m", "--propagation", "private", sys.executable, __file__, package]
        return subprocess.run(command, env={**os.environ, INSIDE: folder}).returncode


def mount(*arguments):
    return subprocess.run(["mount", *map(str, arguments)], capture_output=True, text=True)


class System:
    """The copy of this system."""

    def __init__(self, folder, package=None):
        self.root = folder / "root"
        mount("-t", "tmpfs", "tmpfs", folder)
        for name in ("root", "upper", "work"):
            (folder / name).mkdir()
        options = f"lowerdir=/,upperdir={folder}/upper,workdir={folder}/work"
        made = mount("-t", "overlay", "overlay", "-o", options, self.root)
        if made.returncode != 0:
            print(f"package-test: no copy of this system can be made: {made.stderr.strip()}")
            sys.exit(77)
        for name in ("proc", "dev"):
            mount("--rbind", f"/{name}", self.root / name)
        mount("-t", "tmpfs", "tmpfs", self.root / "run")
        self.package = "package.deb"
        mount("-t", "tmpfs", "tmpfs", self.root / "mnt")
        if package:
            (self.root / "mnt" / self.package).write_bytes(package.read_bytes())

    def run(self, command, expected=0):
        environment = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8",
            "HOME": "/root",
        }
        done = subprocess.run(
            ["chroot", str(self.root), "/bin/sh", "-c", command], env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        holds(done.returncode == expected, f"{command}: exit {done.returncode}, expected {expected}:\n{done.stdout}")
        return done.stdout

    def has(self, path):
        return os.path.lexists(self.root / path)


def holds(condition, text):
    if not condition:
        print(f"package-test: {text}")
        sys.exit(1)


def install(system):
    system.run(f"dpkg -i /mnt/{system.package}")
    version = system.run("dpkg-query -W -f '${Version}' atalaya")
    holds(system.run("atalaya --version").strip() == version, "the program says another version than the package")
    user = system.run("getent passwd atalaya").split(":")
    holds(user[5] == "/var/lib/atalaya" and user[6].strip().endswith("nologin"), f"the user atalaya is {user}")
    system.run(f"runuser -u atalaya -- atalaya config check /{CONFIGURATION}")
    holds(system.has("usr/share/man/man1/atalaya-doctor.1.gz"), "the manual page of doctor is missing")
    system.run("systemd-analyze verify --man=no /lib/systemd/system/atalaya.service")
    system.run("bash -n /usr/share/bash-completion/completions/atalaya")
    enabled = system.run("ls /etc/systemd/system/multi-user.target.wants")
    holds("atalaya.service" in enabled, "the service is not enabled")


def use(system):
    """What a node and its operator leave behind."""
    system.run("install -d -o atalaya -g atalaya -m 700 /var/lib/atalaya /var/lib/atalaya/backups")
    for name in ("desk.sqlite", "rpki.sqlite", "serving.sqlite", "backups/one.backup"):
        system.run(f"echo {name} > /var/lib/atalaya/{name}")
    system.run(f"echo '# edited' >> /{CONFIGURATION}")


def upgrade(system):
    system.run(
        "cd /mnt && dpkg-deb -R package.deb tree && sed -i 's/^Version: .*/&+next/' tree/DEBIAN/control"
        " && dpkg-deb -b -Znone tree next.deb && rm -r tree && dpkg -i next.deb")
    holds("+next" in system.run("dpkg-query -W -f '${Version}' atalaya"), "the upgrade did not happen")
    for name in ("desk.sqlite", "rpki.sqlite", "serving.sqlite", "backups/one.backup"):
        holds(system.run(f"cat /{STATE}/{name}").strip() == name, f"the upgrade lost {name}")
    holds("# edited" in (system.root / CONFIGURATION).read_text(), "the upgrade replaced an edited configuration")


def remove(system):
    system.run("dpkg -r atalaya")
    holds(not system.has("usr/bin/atalaya") and not system.has("usr/lib/atalaya"), "files are left after removal")
    holds(system.has(STATE / "desk.sqlite") and system.has(CONFIGURATION), "removal took state or configuration")


def purge(system):
    said = system.run("dpkg -P atalaya")
    holds("kept /var/lib/atalaya" in said, f"it is not said that state is kept: {said}")
    holds(system.has(STATE / "desk.sqlite"), "alerts are deleted without a yes")
    holds(not system.has(STATE / "rpki.sqlite") and not system.has(STATE / "serving.sqlite"), "the caches are kept")
    holds(not system.has(CONFIGURATION), "the configuration is kept")
    system.run(f"dpkg -i /mnt/{system.package}")
    system.run("echo atalaya atalaya/purge-desk boolean true | debconf-set-selections && dpkg -P atalaya")
    holds(not system.has(STATE) and not system.has("etc/atalaya"), "state is kept, though it was to be deleted")


def main():
    if len(sys.argv) != 2:
        print(__doc__.splitlines()[0], file=sys.stderr)
        return 2
    if INSIDE not in os.environ:
        return apart(sys.argv[1])
    if sys.argv[1] == "--probe":
        System(pathlib.Path(os.environ[INSIDE]))
        return 0
    system = System(pathlib.Path(os.environ[INSIDE]), pathlib.Path(sys.argv[1]))
    for step in (install, use, upgrade, remove, purge):
        step(system)
        print(f"package-test: {step.__name__}: good")
    return 0


if __name__ == "__main__":
    sys.exit(main())
