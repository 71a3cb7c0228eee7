#!/bin/sh
# Gives the header-only libraries and the fetched sources a prefix of their own, /opt/gradlab: a wasm build that saw the
# machine's /usr/include would take its libc for Emscripten's. Run where packages.txt is installed, with the sources' names.
set -e
prefix=/opt/gradlab
mkdir -p $prefix/src
for package in libxtensor-dev xtl-dev libxsimd-dev doctest-dev nlohmann-json3-dev; do
  dpkg -L $package | grep -E '^/usr/(include|share/cmake|lib/.*cmake|share/pkgconfig)' | while read -r file; do
    [ -d "$file" ] || install -D -m644 "$file" "$prefix/${file#/usr/}"
  done
done
cd $prefix/src
for name in "$@"; do
  apt-get source --download-only "$name"
  dpkg-source --no-check -x "$name"*.dsc "$name"
  rm -f "$name"*.tar.* "$name"*.dsc
done
