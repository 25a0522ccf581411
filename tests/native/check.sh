#!/usr/bin/env bash
# Builds the native binary that ships, and holds it against what the everyday build is held against: the world of every
# template, the walkthrough, every scenario of the library, and the tests of the API and of bad input over its own port.
#
#   tests/native/check.sh [DIRECTORY]      builds into it; a folder of its own without one
#
# Needs what the tests need (`dotnet build` has been run), bash and curl, and a linker, which simulator/publish.sh installs
# where it may.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
work="$(mktemp -d)"
server=""
trap 'stop; rm -rf "$work"' EXIT

say() { printf 'native: %s\n' "$1"; }

fail() {
  printf 'native: FAILED: %s\n' "$1" >&2
  exit 1
}

main() {
  local into="${1:-$work/app}" began="$SECONDS"
  mkdir -p "$into"
  local code=0
  "$root/simulator/publish.sh" tools < /dev/null || code=$?
  if [[ "$code" == 3 ]]; then
    # What is missing is the machine's to give; that the binary was not checked is said, and is no fault of the change.
    say "LEFT OUT: nothing was checked, because this machine has no linker for the native build (see the line above)"
    exit 0
  fi

  "$root/simulator/publish.sh" publish "$into" < /dev/null || fail "publish.sh failed"
  binary="$into/fincoresim"
  say "published in $((SECONDS - began)) s: $(du -k --apparent-size "$binary" | awk '{printf "%.1f MB", $1 / 1024}'), symbols beside it"

  check_commands
  check_worlds
  check_library
  start "$binary"
  "$root/simulator/walkthrough.sh" "$url" > "$work/walkthrough.out" 2>&1 || fail "the walkthrough failed: $(tail -n 5 "$work/walkthrough.out")"
  say "$(tail -n 1 "$work/walkthrough.out")"
  stop
  check_tests
  say "all well"
}

check_commands() {
  "$binary" --version > "$work/version" || fail "--version gave $?"
  "$binary" lint "$root/scenarios" > "$work/lint" || fail "lint: $(tail -n 3 "$work/lint")"
  local code=0
  "$binary" health --url http://localhost:9 > "$work/health" 2>&1 || code=$?
  [[ "$code" == 3 ]] || fail "health of a port where nobody listens gave $code instead of 3: $(cat "$work/health")"
  say "version $(cat "$work/version"), lint and health"
}

# The same seed gives the same world, whoever makes it: this is what keeps Bogus whole in the binary.
check_worlds() {
  local everyday native
  start "$binary"
  native="$(fingerprints)"
  stop
  start dotnet "$root/artifacts/bin/FincoreSim/debug/fincoresim.dll"
  everyday="$(fingerprints)"
  stop
  [[ -n "$native" && "$native" == "$everyday" ]] || fail "the worlds differ: native $native, everyday $everyday"
  say "the worlds of every template are those of the everyday build"
}

fingerprints() {
  local template seed made id
  for template in docs empty busy; do
    for seed in 1 42 123456789; do
      made="$(curl --silent --show-error --fail --max-time 60 "$url/_sim/sandboxes" --data "{\"template\":\"$template\",\"seed\":$seed,
        \"clock\":{\"mode\":\"frozen\",\"now\":\"2026-03-02T09:00:00-06:00\"}}")"
      id="$(sed -E 's/^\{"id":"([^"]+)".*/\1/' <<< "$made")"
      curl --silent --show-error --fail --max-time 60 "$url/_sim/sandboxes/$id/fingerprint"
      curl --silent --show-error --fail --max-time 60 "$url/_sim/sandboxes/$id/instruments" | sha256sum
    done
  done
}

check_library() {
  "$binary" run "$root/scenarios" > "$work/run" 2>&1 || fail "the library: $(tail -n 20 "$work/run")"
  say "library: $(tail -n 1 "$work/run")"
}

# Tests that talk to the server and look at nothing else, against the binary's own port.
check_tests() {
  start "$binary"
  local filter='FullyQualifiedName~FincoreSim.Tests.BadInput|FullyQualifiedName~FincoreSim.Tests.Requests|FullyQualifiedName~FincoreSim.Tests.PublicClients'
  FINCORESIM_TESTED_SERVER="$url" dotnet run --no-build --project "$root/tests/FincoreSim.Tests" -- --filter "$filter" \
    > "$work/tests" 2>&1 || fail "the tests against the binary: $(grep -A 8 '^failed' "$work/tests" | head -n 60; tail -n 8 "$work/tests")"
  local passed
  passed="$(grep -o 'succeeded: [0-9]*' "$work/tests" | grep -o '[0-9]*$')"
  [[ "${passed:-0}" -gt 0 ]] || fail "no test ran against the binary: $(tail -n 8 "$work/tests")"
  say "tests against it: $passed passed"
  stop
}

start() {
  : > "$work/server"
  "$@" serve --urls http://127.0.0.1:0 --seed 7 > "$work/server" 2>&1 < /dev/null &
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

stop() {
  [[ -n "$server" ]] || return 0
  kill -TERM "$server" 2> /dev/null || true
  wait "$server" || true
  server=""
}

main "$@"
