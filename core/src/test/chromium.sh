#!/usr/bin/env bash
# Prints where Chromium is. Installs Debian's package where that can be done: as root, with apt-get. Else says why not and ends with 1.
set -euo pipefail
for name in chromium chromium-browser google-chrome; do
  if command -v "$name"; then exit 0; fi
done
[ "$(id -u)" = 0 ] || { echo "there is no chromium, and only root may install it" >&2; exit 1; }
command -v apt-get >/dev/null || { echo "there is no chromium, and no apt-get to install it" >&2; exit 1; }
export DEBIAN_FRONTEND=noninteractive
{ timeout 60 apt-get update && timeout 240 apt-get install -y --no-install-recommends chromium; } >/dev/null 2>&1 ||
  { echo "there is no chromium, and its package cannot be had" >&2; exit 1; }
command -v chromium
