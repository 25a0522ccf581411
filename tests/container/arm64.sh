#!/usr/bin/env bash
# Compiles the binary of the image for arm64 across, as the Dockerfile does on another machine, and runs it under emulation: health by
# the binary itself, then the walkthrough, with its payments and webhooks.
#
#   tests/container/arm64.sh
#
# Needs the .NET SDK, bash, curl, and Debian's cross compiler and emulator, which are installed where that may be done. Where they
# cannot be had the check is left out, says so, and ends with 77: the binary for this machine's own architecture is checked anyway.
set -euo pipefail

part=arm64
# shellcheck source=tests/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
export TARGETARCH=arm64

readonly SYSTEM=/usr/aarch64-linux-gnu # where Debian's cross compiler has the C library of arm64
readonly EMULATOR=qemu-aarch64-static

main() {
  local began="$SECONDS"
  [[ "${FINCORESIM_WITHOUT_NATIVE:-}" != 1 ]] || left_out "nothing was checked, as FINCORESIM_WITHOUT_NATIVE=1 asks"
  [[ "$(uname -m)" != aarch64 ]] || left_out "this machine is arm64 itself, and tests/native/check.sh runs its binary"
  get_tools
  get_libraries
  "$root/simulator/publish.sh" publish "$work/app" < /dev/null || fail "publish.sh failed"
  binary=("$EMULATOR" -L "$SYSTEM" -E "LD_LIBRARY_PATH=$libraries" "$work/app/fincoresim")
  [[ "$(machine_of "$work/app/fincoresim")" == b7 ]] || fail "what was built for arm64 is for another machine"
  say "compiled across in $((SECONDS - began)) s: $(du -k --apparent-size "$work/app/fincoresim" | awk '{printf "%.1f MB", $1 / 1024}')"

  start "${binary[@]}"
  "${binary[@]}" health --url "$url" > "$work/health" 2>&1 || fail "health: $(cat "$work/health")"
  say "emulated: serves, and health is well"
  "$root/simulator/walkthrough.sh" "$url" > "$work/walkthrough" 2>&1 || fail "the walkthrough failed: $(tail -n 5 "$work/walkthrough"; cat "$work/server")"
  say "$(tail -n 1 "$work/walkthrough")"
  kill -TERM "$server"
  local code=0
  wait "$server" || code=$?
  server=""
  [[ "$code" == 0 ]] || fail "stopped by SIGTERM it gave exit code $code: $(cat "$work/server")"
  say "all well"
}

get_tools() {
  "$root/simulator/publish.sh" tools < /dev/null || left_out "no cross compiler can be had (see the line above)"
  command -v "$EMULATOR" > /dev/null || install_emulator || left_out "no emulator can be had: apt-get install --yes qemu-user-static"
}

install_emulator() {
  [[ "$(id -u)" == 0 ]] && command -v apt-get > /dev/null &&
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq --no-install-recommends qemu-user-static; } > /dev/null
}

# OpenSSL for arm64, which the binary opens by name, without making this machine one of two architectures.
get_libraries() {
  libraries="$work/libraries/usr/lib/aarch64-linux-gnu"
  local apt=(apt-get -qq -o APT::Architectures::=arm64 -o "Dir::State=$work/apt" -o "Dir::State::status=$work/apt/status"
    -o "Dir::Cache=$work/apt" -o APT::Sandbox::User=)
  mkdir -p "$work/apt/lists/partial" "$work/apt/archives/partial"
  : > "$work/apt/status"
  (cd "$work" && "${apt[@]}" update && "${apt[@]}" download libssl3:arm64) > "$work/apt/log" 2>&1 ||
    left_out "OpenSSL for arm64 cannot be had: $(tail -n 1 "$work/apt/log")"
  dpkg -x "$work"/libssl3_*_arm64.deb "$work/libraries"
}

# The machine that an ELF file is for: the byte that says it.
machine_of() { od --address-radix=n --skip-bytes=18 --read-bytes=1 --format=x1 "$1" | tr -d ' '; }

main "$@"
