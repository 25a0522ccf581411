#!/usr/bin/env bash
# Builds the native binary that ships, and holds it against what the everyday build is held against: the world of every
# template, the walkthrough, every scenario of the library, and the tests of the API and of bad input over its own port.
#
#   tests/native/check.sh [DIRECTORY]      builds into it; a folder of its own without one
#
# Needs what the tests need (`dotnet build` has been run), bash and curl, and a linker, which simulator/publish.sh installs
# where it may. Where it may not, the check fails, since what ships would then be untried; with FINCORESIM_WITHOUT_NATIVE=1 it is
# left out, says so, and ends with 77.
set -euo pipefail

part=native
# shellcheck source=tests/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

main() {
  local into="${1:-$work/app}" began="$SECONDS"
  mkdir -p "$into"
  [[ "${FINCORESIM_WITHOUT_NATIVE:-}" != 1 ]] || left_out "nothing was checked, as FINCORESIM_WITHOUT_NATIVE=1 asks"
  "$root/simulator/publish.sh" tools < /dev/null ||
    fail "there is no linker for the native build (see the line above); FINCORESIM_WITHOUT_NATIVE=1 leaves this check out"

  "$root/simulator/publish.sh" publish "$into" < /dev/null || fail "publish.sh failed"
  binary="$into/fincoresim"
  say "published in $((SECONDS - began)) s: $(du -k --apparent-size "$binary" | awk '{printf "%.1f MB", $1 / 1024}'), symbols beside it"

  check_commands
  check_worlds
  check_library
  start "$binary" -- --seed 7
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
  start "$binary" -- --seed 7
  native="$(fingerprints)"
  stop
  start dotnet "$root/artifacts/bin/FincoreSim/debug/fincoresim.dll" -- --seed 7
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
  start "$binary" -- --seed 7
  local filter='FullyQualifiedName~FincoreSim.Tests.BadInput|FullyQualifiedName~FincoreSim.Tests.Requests|FullyQualifiedName~FincoreSim.Tests.PublicClients'
  FINCORESIM_TESTED_SERVER="$url" dotnet run --no-build --project "$root/tests/FincoreSim.Tests" -- --filter "$filter" \
    > "$work/tests" 2>&1 || fail "the tests against the binary: $(grep -A 8 '^failed' "$work/tests" | head -n 60; tail -n 8 "$work/tests")"
  local passed
  passed="$(grep -o 'succeeded: [0-9]*' "$work/tests" | grep -o '[0-9]*$')"
  [[ "${passed:-0}" -gt 0 ]] || fail "no test ran against the binary: $(tail -n 8 "$work/tests")"
  say "tests against it: $passed passed"
  stop
}

main "$@"
