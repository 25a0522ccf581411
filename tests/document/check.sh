#!/usr/bin/env bash
# Checks the OpenAPI documents with the tools of those who use them: the default rules of Redocly and Spectral, where each rule
# that is off has its reason beside it, and the generators Kiota and openapi-typescript, whose clients must compile.
# (NSwag's client is generated, compiled and used by tests/FincoreSim.Clients.Tests.)
#
#   tests/document/check.sh
#
# Needs the .NET SDK and the package registries; for the rules and TypeScript also Node with npm, without which it says so and
# leaves them out. Nothing that is generated is committed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export KIOTA_OFFLINE_ENABLED=true KIOTA_TUTORIAL_ENABLED=false DOTNET_NOLOGO=1

main() {
  check_with_kiota
  if command -v npm > /dev/null; then
    npm ci --silent --ignore-scripts
    check_rules
    check_with_typescript
  else
    echo "document: npm is not here; the rules and the TypeScript client are left out"
  fi
  echo "document: all well"
}

check_with_kiota() {
  (cd ../.. && dotnet tool restore > /dev/null)
  dotnet kiota generate --language CSharp --openapi ../../openapi/fincore.yaml --output kiota/generated \
    --class-name FincoreClient --namespace-name FincoreSim.Clients.Kiota --clean-output --log-level Error
  dotnet build kiota --nologo -v quiet
  echo "document: Kiota's client compiles"
}

check_rules() {
  npx redocly lint --config redocly.yaml ../../openapi/{fincore,fincore.sim,control}.yaml
  npx spectral lint --ruleset spectral.yaml --fail-severity hint ../../openapi/{fincore,fincore.sim,control}.yaml
}

check_with_typescript() {
  npx openapi-typescript ../../openapi/fincore.yaml --output generated/fincore.d.ts
  npx tsc --project tsconfig.json
  echo "document: openapi-typescript's types compile"
}

main
