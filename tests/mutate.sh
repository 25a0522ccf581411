#!/usr/bin/env bash
# Changes the domain's payments and webhooks in some hundreds of small ways, and runs the domain's tests against each change:
#
#   tests/mutate.sh                 # about half an hour on two cores
#   tests/mutate.sh --concurrency 1 # whatever dotnet-stryker takes
#
# Prints the changes that no test saw, and leaves a page with all of them in artifacts/mutation/. Exit code 0 from 95 % on.
# What is left, and why, stands in mutation.md.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/FincoreSim.Domain.Tests"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

dotnet tool restore

# Left out: tests that no change of a payment or a webhook could fail (collections, texts, ids, the shape of the source), and the long
# walks of random workloads, which would be repeated for nearly each change. Beyond 2,000 tests the adapter runs all there are, asked or not.
judges='FullyQualifiedName!~Domain.Tests.Collections&FullyQualifiedName!~Domain.Tests.House&FullyQualifiedName!~Domain.Tests.Primitives'
judges+='&FullyQualifiedName!~Domain.Tests.Identity&FullyQualifiedName!~CalendarEndTests&FullyQualifiedName!~WorldModelTests'
judges+='&FullyQualifiedName!~What_is_kept_is_what_a_plain_list_keeps'

exec dotnet stryker \
  --test-case-filter "$judges" \
  --project FincoreSim.Domain.csproj \
  --mutate "**/Transactions/*.cs" --mutate "**/Webhooks/*.cs" --mutate "**/Kernel/RetryProfile.cs" \
  --threshold-high 100 --threshold-low 95 --break-at 95 \
  --reporter cleartext --reporter json --reporter html \
  --output ../../artifacts/mutation --skip-version-check \
  "$@"
