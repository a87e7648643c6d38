#!/bin/sh
# Installs the program with all that belongs to it: PROGRAM=… Scripts/install.sh
#
# PREFIX (/usr/local), SYSCONFDIR (/etc), UNITDIR (PREFIX/lib/systemd/system) and DESTDIR (empty) say where. The program and the
# libraries of Swift that it loads are in PREFIX/lib/atalaya, with a link in PREFIX/bin. A configuration that is there is kept.
set -eu
cd "$(dirname "$0")/.."

program=${PROGRAM:?the program to install}
prefix=${PREFIX:-/usr/local}
sysconfdir=${SYSCONFDIR:-/etc}
unitdir=${UNITDIR:-$prefix/lib/systemd/system}
root=${DESTDIR:-}
version=$("$program" --version)

own="$root$prefix/lib/atalaya"
install -d "$own" "$root$prefix/bin"
install -m 755 "$program" "$own/atalaya"

# The libraries of the toolchain; those of the system are the system's. None for a program that was linked with them.
toolchain=$(dirname "$(dirname "$(readlink -f "$(command -v swift || echo /usr/bin/swift)")")")
libraries=$(ldd "$program" | awk -v place="$toolchain/" 'index($3, place) == 1 { print $3 }')
for library in $libraries; do
    install -m 644 "$library" "$own/"
    patchelf --set-rpath '$ORIGIN' "$own/$(basename "$library")"
done
# Looks for them next to itself, and in no folder of the machine that built it.
if [ -n "$libraries" ]; then
    patchelf --set-rpath '$ORIGIN' "$own/atalaya"
else
    patchelf --remove-rpath "$own/atalaya"
fi
ln -sf ../lib/atalaya/atalaya "$root$prefix/bin/atalaya"

install -d "$root$prefix/share/man/man1"
install -m 644 Packaging/man/*.1 "$root$prefix/share/man/man1/"

completion() {
    install -d "$(dirname "$root$prefix/share/$2")"
    # Not scripts to run: without the line that names an interpreter.
    "$program" --generate-completion-script "$1" | sed "1{/^#!/d}" >"$root$prefix/share/$2"
    chmod 644 "$root$prefix/share/$2"
}
completion bash bash-completion/completions/atalaya
# Debian's zsh has a folder for packages, and another one for what an administrator installs.
case $prefix in
    /usr) completion zsh zsh/vendor-completions/_atalaya ;;
    *) completion zsh zsh/site-functions/_atalaya ;;
esac
completion fish fish/vendor_completions.d/atalaya.fish

# The unit names the program by its path.
install -d "$root$unitdir" "$root$prefix/lib/sysusers.d"
sed "s|/usr/bin/atalaya|$prefix/bin/atalaya|; s|/etc/atalaya|$sysconfdir/atalaya|" Packaging/atalaya.service \
    >"$root$unitdir/atalaya.service"
chmod 644 "$root$unitdir/atalaya.service"
install -m 644 Packaging/atalaya.sysusers "$root$prefix/lib/sysusers.d/atalaya.conf"

install -d "$root$prefix/share/doc/atalaya/examples"
install -m 644 Packaging/atalaya.yaml "$root$prefix/share/doc/atalaya/examples/"
install -d "$root$sysconfdir/atalaya"
if [ -e "$root$sysconfdir/atalaya/atalaya.yaml" ]; then
    echo "install: kept $root$sysconfdir/atalaya/atalaya.yaml" >&2
else
    install -m 644 Packaging/node.yaml "$root$sysconfdir/atalaya/atalaya.yaml"
fi
echo "install: atalaya $version in $root$prefix" >&2
