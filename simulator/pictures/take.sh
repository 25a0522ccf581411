#!/usr/bin/env bash
# Takes the picture of the page that the README shows, of a small story told to a server of its own:
#
#   simulator/pictures/take.sh [DIRECTORY]     # into this folder, unless told where
#
# Needs curl and Chromium (CHROMIUM names another).
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
to="$(cd "${1:-$here}" && pwd)"
chromium="${CHROMIUM:-$(command -v chromium || command -v google-chrome || true)}"
[ -n "$chromium" ] || { echo "Chromium is missing; install it (for instance: apt-get install chromium), or name it by CHROMIUM." >&2; exit 3; }

work="$(mktemp -d)"
trap 'kill "${server:-}" 2> /dev/null || true; rm -rf "$work" || true' EXIT

dotnet build "$here/../FincoreSim" -v q --nologo > "$work/build.log" || { cat "$work/build.log" >&2; exit 3; }
dotnet run --no-build --project "$here/../FincoreSim" -- serve --urls http://127.0.0.1:0 --seed 42 > "$work/serve.log" 2>&1 &
server=$!
for _ in $(seq 100); do
  url="$(sed -n 's/^FincoreSim .* at \(http.*\)$/\1/p' "$work/serve.log")"
  [ -z "$url" ] || break
  sleep 0.2
done
[ -n "$url" ] || { cat "$work/serve.log" >&2; exit 3; }

call() { curl --silent --show-error --fail-with-body -H 'Content-Type: application/json' "$@"; echo; }
client=c2d1d1e3-3340-4170-980e-e9269bbbc551
sandbox="$url/_sim/sandboxes/default"
call "$sandbox/clock" -d '{"mode": "frozen", "now": "2026-03-02T09:00:00-06:00"}' > /dev/null 2>&1 || call "$sandbox/clock" -d '{"mode": "frozen"}' > /dev/null
token="$(call "$url/v1/clients/$client/auth/credential-tokens" -H 'x-api-key: YOUR_API_KEY_HERE' \
  -d "{\"client_id\": \"$client\", \"client_secret\": \"your_client_secret_here\"}" | sed 's/.*"token":"\([^"]*\)".*/\1/')"
api() { call "$@" -H "Authorization: Bearer $token"; }

{
  api "$url/v1/clients/$client/webhooks" -d "{\"url\": \"$url/_sim/answer/503\", \"webhook_type\": \"STATUS_UPDATE\", \"token\": \"t\"}"
  api "$url/v1/clients/$client/webhooks" -d "{\"url\": \"$url/_sim/answer/201\", \"webhook_type\": \"MONEY_IN\", \"token\": \"t\"}"
  call "$sandbox/money-in?settle=true" -d '{"clabe": "734180000001000004", "amount": "1250.00", "concept": "Factura 4567"}'
  for order in 1 2 3; do
    api "$url/v1/transactions/money_out" -H "Idempotency-Key: 0000000$order-1111-4111-8111-111111111111" -d "{\"client_id\": \"$client\",
      \"source_instrument_id\": \"709448c3-7cbf-454d-a87e-feb23801269a\", \"destination_instrument_id\": \"d3fdb481-2058-46c8-807d-4eaf866ae1ec\",
      \"transaction_request\": {\"amount\": \"${order}19.50\", \"currency\": \"MXN\", \"description\": \"Pedido $order\", \"external_reference\": \"123456$order\"}}"
  done
  call "$sandbox/clock" -d '{"advance": "12s"}'
  call "$sandbox/rules" -d '{"name": "too much", "when": "money_in", "where": {"amount": {"gt": "500.00"}}, "then": {"refuse": "Invalid Amount"}, "times": 2}'
  call "$sandbox/money-in?settle=true" -d '{"clabe": "734180000001000004", "amount": "750.00", "concept": "Factura 4568"}'
} > "$work/told.log"

take() { # name, path
  "$chromium" --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/profile" --window-size=1280,900 \
    --timeout=4000 --screenshot="$to/$1.png" "$url$2" > "$work/chromium.log" 2>&1 || { cat "$work/chromium.log" >&2; exit 3; }
  echo "$to/$1.png"
}
take overview /default/
