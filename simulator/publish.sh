#!/usr/bin/env bash
# Builds what ships. The Dockerfile and tests/container/check.sh both call this, so that the two cannot drift apart.
#
#   simulator/publish.sh restore               the packages only, so that an image keeps them in a layer of their own
#   simulator/publish.sh publish DIRECTORY     the program into DIRECTORY
#
# For linux-x64 or linux-arm64: TARGETARCH (amd64, arm64; Docker sets it), or else this machine's.
#
# The form: framework-dependent, compiled ahead (ReadyToRun), not trimmed. Trimming loses the people of the `busy`
# template, and compiling the whole trimmed framework takes minutes; see tests/container/README.md for the figures.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
project="$root/simulator/FincoreSim/FincoreSim.csproj"

case "${TARGETARCH:-$(uname -m)}" in
  amd64 | x86_64) rid=linux-x64 ;;
  arm64 | aarch64) rid=linux-arm64 ;;
  *)
    echo "publish.sh: no image is built for ${TARGETARCH:-$(uname -m)}; set TARGETARCH to amd64 or arm64." >&2
    exit 2
    ;;
esac

# Beside the everyday build's folder, not in it: the two restore differently.
artifacts="$root/artifacts/ship"
form=("-p:RuntimeIdentifier=$rid" -p:SelfContained=false -p:PublishReadyToRun=true "-p:ArtifactsPath=$artifacts" --nologo -v quiet)

# First as the lock files say, which checks every package's hash; then for the runtime, which needs its compiler as well
# and would otherwise want a lock file for each runtime. What the second picks must be what the first has checked.
restore() {
  dotnet restore "$project" --locked-mode "-p:ArtifactsPath=$artifacts" --nologo -v quiet
  dotnet restore "$project" "${form[@]}"
  local lock
  for lock in "$root"/simulator/*/packages.lock.json "$root"/scenarios/*/packages.lock.json; do
    local name ours
    name="$(basename "$(dirname "$lock")"/*.csproj .csproj)"
    ours="$artifacts/obj/$name/packages.$rid.lock.json"
    [[ -f "$ours" ]] || continue
    if [[ -n "$(comm -13 <(hashes "$lock") <(hashes "$ours"))" ]]; then
      echo "publish.sh: for $rid other packages were restored than $lock has." >&2
      exit 1
    fi
  done
}

hashes() {
  sed -n 's/.*"contentHash": *"\([^"]*\)".*/\1/p' "$1" | sort -u
}

publish() {
  dotnet publish "$project" "${form[@]}" -c Release --no-restore --output "$1" \
    -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false -p:IsTransformWebConfigDisabled=true
}

case "${1:-}" in
  restore) restore ;;
  publish)
    restore
    publish "${2:?publish.sh: where to?}"
    ;;
  *)
    echo "usage: publish.sh restore | publish DIRECTORY" >&2
    exit 2
    ;;
esac
