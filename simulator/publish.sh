#!/usr/bin/env bash
# Builds what ships: one native binary, with its symbols beside it. The Dockerfile, tests/native/check.sh and
# tests/container/check.sh all call this, so that they cannot drift apart.
#
#   simulator/publish.sh tools                 what the native compiler needs and the SDK does not have (as root, on Debian or Ubuntu)
#   simulator/publish.sh restore               the packages only, so that an image keeps them in a layer of their own
#   simulator/publish.sh publish DIRECTORY     the program into DIRECTORY
#   simulator/publish.sh archive DIRECTORY     the program, without symbols, and the scenarios as fincoresim-VERSION-RUNTIME.tar.gz into it
#
# For linux-x64 or linux-arm64: TARGETARCH (amd64, arm64; Docker sets it), or else this machine's. The other one is compiled
# across: it needs that architecture's C library and binutils too, which `tools` gets.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
project="$root/simulator/FincoreSim/FincoreSim.csproj"

case "${TARGETARCH:-$(uname -m)}" in
  amd64 | x86_64) rid=linux-x64 triple=x86_64-linux-gnu other=x86-64 ;;
  arm64 | aarch64) rid=linux-arm64 triple=aarch64-linux-gnu other=aarch64 ;;
  *)
    echo "publish.sh: no binary is built for ${TARGETARCH:-$(uname -m)}; set TARGETARCH to amd64 or arm64." >&2
    exit 2
    ;;
esac

is_across=no
[[ "$triple" == "$(uname -m)-linux-gnu" ]] || is_across=yes

# Beside the everyday build's folder, not in it: the two restore differently.
artifacts="$root/artifacts/ship"
form=("-p:RuntimeIdentifier=$rid" -p:PublishAot=true "-p:ArtifactsPath=$artifacts" --nologo -v quiet)

# The packages that the linker needs, by their names in Debian and Ubuntu.
packages=(clang zlib1g-dev)
[[ "$is_across" == no ]] || packages+=("gcc-$other-linux-gnu" "libc6-dev-$([[ "$rid" == linux-arm64 ]] && echo arm64 || echo amd64)-cross")

has_tools() {
  command -v clang > /dev/null || return 1
  [[ "$is_across" == no ]] || command -v "$triple-ld" > /dev/null
}

tools() {
  ! has_tools || return 0
  if [[ "$(id -u)" != 0 ]] || ! command -v apt-get > /dev/null; then
    echo "publish.sh: the native compiler needs a linker: sudo apt-get install --yes ${packages[*]}" >&2
    exit 3
  fi

  if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq --no-install-recommends "${packages[@]}"; } > /dev/null; then
    echo "publish.sh: the linker of the native compiler cannot be installed here: apt-get install --yes ${packages[*]} failed" >&2
    exit 3
  fi
}

# First as the lock files say, which checks every package's hash; then for the runtime, which needs the native compiler as well
# and would otherwise want a lock file for each runtime. What the second picks must be what the first has checked, but for the
# compiler: its version is the SDK's.
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
  awk -F '"' '/^ *"[^"]+": \{/ { name = $2 } /"contentHash":/ && name !~ /ILCompiler/ { print $4 }' "$1" | sort -u
}

publish() {
  local across=()
  [[ "$is_across" == no ]] || across=("-p:ObjCopyName=$triple-objcopy" "-p:CppCompilerAndLinker=clang" "-p:SysRoot=/")
  dotnet publish "$project" "${form[@]}" "${across[@]}" -c Release --no-restore --output "$1"
}

archive() {
  local into="$1" version name
  version="$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")"
  name="fincoresim-$version-$rid"
  mkdir -p "$into" "$artifacts/archive/$name"
  publish "$artifacts/archive/app"
  cp "$artifacts/archive/app/fincoresim" "$root/LICENSE" "$root/README.md" "$root/CHANGELOG.md" "$artifacts/archive/$name/"
  cp -R "$root/scenarios" "$artifacts/archive/$name/"
  tar -C "$artifacts/archive" -czf "$into/$name.tar.gz" "$name"
}

case "${1:-}" in
  tools) tools ;;
  restore) restore ;;
  publish)
    tools
    restore
    publish "${2:?publish.sh: where to?}"
    ;;
  archive)
    tools
    restore
    archive "${2:?publish.sh: where to?}"
    ;;
  *)
    echo "usage: publish.sh tools | restore | publish DIRECTORY | archive DIRECTORY" >&2
    exit 2
    ;;
esac
