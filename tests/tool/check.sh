#!/usr/bin/env bash
# Packs the dotnet tool, installs it from a folder as from a feed, uses it, and removes it:
#
#   tests/tool/check.sh
#
# Needs the .NET SDK, bash and curl. What is installed is in a folder of its own and ends with it.
set -euo pipefail

part=tool
# shellcheck source=tests/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

dotnet pack "$root/simulator/FincoreSim" -c Release --nologo -v quiet -o "$work/feed" < /dev/null || fail "dotnet pack failed"
package="$(basename "$work"/feed/FincoreSim.*.nupkg .nupkg)"
version="${package#FincoreSim.}"
say "packed $package"

# A feed of its own: what is installed is what was packed, whatever feeds this machine knows.
printf '<configuration><packageSources><clear /><add key="packed" value="%s" /></packageSources></configuration>\n' "$work/feed" > "$work/nuget.config"
NUGET_PACKAGES="$work/packages" dotnet tool install FincoreSim --tool-path "$work/tools" --version "$version" --configfile "$work/nuget.config" \
  > "$work/install" 2>&1 || fail "dotnet tool install: $(cat "$work/install")"
tool="$work/tools/fincoresim"
printed="$("$tool" --version)"
[[ "$printed" == "$version" || "$printed" == "$version+"* ]] || fail "--version prints $printed, and $version was installed"
say "installed, and prints $printed"

start "$tool"
"$tool" health --url "$url" --wait 20s > "$work/health" || fail "health: $(cat "$work/health")"
stop
say "serves, and health is well"

"$tool" run "$root/scenarios/cep" > "$work/run" 2>&1 || fail "run: $(tail -n 5 "$work/run")"
say "run: $(tail -n 1 "$work/run")"

dotnet tool uninstall FincoreSim --tool-path "$work/tools" > "$work/uninstall" 2>&1 || fail "uninstall: $(cat "$work/uninstall")"
[[ ! -e "$tool" ]] || fail "it is still there after it was removed"
say "removed"
