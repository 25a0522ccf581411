# The frame of the checks of what ships: sourced, not run. Whoever sources it has set `part`, the name at the head of what it says.
# shellcheck shell=bash

# What a check ends with that was left out, as the tools of GNU have it; .ci/run counts it as skipped.
readonly LEFT_OUT=77

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
server=""
url=""
trap clean_up EXIT

say() { printf '%s: %s\n' "$part" "$1"; }

fail() {
  printf '%s: FAILED: %s\n' "$part" "$1" >&2
  exit 1
}

left_out() {
  say "LEFT OUT: $1"
  exit "$LEFT_OUT"
}

clean_up() {
  stop
  rm -rf "$work"
}

# Starts `serve` of a program on a free port, with further options behind --, and waits until it says where it listens:
# start PROGRAM... [-- OPTION...]
start() {
  local program=()
  while [[ $# -gt 0 && "$1" != -- ]]; do
    program+=("$1")
    shift
  done
  [[ $# == 0 ]] || shift

  : > "$work/server"
  "${program[@]}" serve --urls http://127.0.0.1:0 "$@" > "$work/server" 2>&1 < /dev/null &
  server=$!
  url=""
  local tries
  for ((tries = 0; tries < 600; tries++)); do
    url="$(sed -n 's#^FincoreSim .* at \(http://[^ ]*\)$#\1#p' "$work/server")"
    [[ -z "$url" ]] || return 0
    kill -0 "$server" 2> /dev/null || fail "it did not start: $(cat "$work/server")"
    sleep 0.1
  done
  fail "it does not say where it listens: $(cat "$work/server")"
}

# Stops it as a terminal or Docker would.
stop() {
  [[ -n "$server" ]] || return 0
  kill -TERM "$server" 2> /dev/null || true
  wait "$server" || true
  server=""
}
