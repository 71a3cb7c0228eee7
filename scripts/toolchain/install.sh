#!/bin/sh
# Installs packages.txt on this very machine: for containers of Debian forky, where nothing else lives.
set -e
here=$(dirname "$0")
sed -i 's/^Types: deb$/Types: deb deb-src/' /etc/apt/sources.list.d/debian.sources
apt-get update
grep -vE '^(#|source:|$)' "$here/packages.txt" | xargs apt-get install --yes --no-install-recommends
sh "$here/prefix.sh" $(sed -n 's/^source: *//p' "$here/packages.txt")
