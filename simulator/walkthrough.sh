#!/usr/bin/env bash
# Walks the documented flow against a running FincoreSim, in a sandbox of its own, and checks every answer.
#
#   simulator/walkthrough.sh [BASE_URL [RECEIVER_URL]]        default: http://localhost:8080, and the receiver built into it
#
# Webhooks go to RECEIVER_URL/201, which is to answer 201, and to RECEIVER_URL/422, which is to answer 422 and
# {"refundReason": "Invalid Amount"}.
# Needs bash and curl. Each step prints the curl that it stands for, ready to be typed, and what matters of the answer.
# Behind each step stands what it is: documented (a page says so), observed (a public client depends on it), assumed (ours), with
# the behaviour's id in openapi/fidelity.md; or simulator, where the control API does what Fincore has no call for.
# Exit code 0 when every answer is as expected; 1 at the first one that is not. It may be run again and again, and
# many times at once: time is frozen, ids are the documentation's, and the sandbox is gone at the end.
# With FINCORESIM_ADMIN_TOKEN in the environment the control API is called with it.
# shellcheck disable=SC2016  # $API_KEY and $TOKEN are printed as such and filled in by request.
set -euo pipefail

BASE_URL="${1:-http://localhost:8080}"
BASE_URL="${BASE_URL%/}"
RECEIVER_URL="${2:-$BASE_URL/_sim/answer}"
RECEIVER_URL="${RECEIVER_URL%/}"

# Where a proxy is set for the rest of the world, this machine is still called directly.
export no_proxy="localhost,127.0.0.1,[::1]${no_proxy:+,$no_proxy}"

# The demo world's ids: those that the public documentation prints.
ACCOUNT_CLABE=734180000001000004
SOURCE=709448c3-7cbf-454d-a87e-feb23801269a
CUSTOMER_INSTRUMENT=dd7f8d89-94dd-43ca-871b-720fde378b52
BBVA=1953a92c-11e5-4315-b406-b89dd6b699b4
FINCO_PAY=9d84b03a-28d1-4898-a69c-38824239e2b1
KEY=4a1b0c52-7c1e-5d0b-9a55-0f5d2f6f8a11

steps=0
documented=0
observed=0
assumed=0
simulator=0
sandbox=""
status=""
headers=""
answer=""

main() {
  command -v curl > /dev/null || surprise "curl is missing; install it (for instance: apt-get install curl)."
  echo "BASE_URL=$BASE_URL"
  start_in_an_own_sandbox
  log_in
  look_at_accounts_and_instruments
  register_webhooks
  pay_by_spei
  validate_an_account_by_a_penny
  receive_money
  refund_a_deposit
  transfer_to_a_customer
  check_the_ledger
  let_a_day_go_by
  end_the_sandbox
  echo
  echo "walkthrough: $steps steps, all as expected: $documented documented, $observed observed, $assumed assumed, $simulator of the simulator"
}

start_in_an_own_sandbox() {
  step simulator "Is it there?"
  request GET /_sim/health
  expect_status 200
  expect status ok
  show status version

  step simulator "A sandbox of our own, with its time frozen on a Monday morning"
  request POST /_sim/sandboxes '{"name": "walkthrough", "template": "docs", "clock": {"mode": "frozen", "now": "2026-03-02T09:00:00-06:00"}, "options": {"settle_cap": "15s"}}'
  expect_status 201
  expect mode frozen
  sandbox="$(member id)"
  CLIENT_ID="$(member client_id)"
  SIM="/_sim/sandboxes/$sandbox"
  show id client_id now
  remember API_KEY "$(member api_key)"
}

log_in() {
  step documented:auth.credentials "The client's credentials, with nothing but the api key"
  request GET "/v1/clients/$CLIENT_ID/credentials" '' 'x-api-key: $API_KEY'
  expect_status 200
  expect environment staging
  local secret
  secret="$(member client_secret)"
  show client_secret environment status

  step documented:auth.token "A token for them"
  request POST "/v1/clients/$CLIENT_ID/auth/credential-tokens" "{\"client_id\": \"$CLIENT_ID\", \"client_secret\": \"$secret\"}" 'x-api-key: $API_KEY'
  expect_status 200
  expect status ACTIVE
  show status expires_at
  remember TOKEN "$(member token)"

  step assumed:auth.401 "Without the token nothing is told"
  request GET "/v1/clients/$CLIENT_ID/accounts"
  expect_status 401
  expect reason UNAUTHENTICATED
  show reason error_detail
}

look_at_accounts_and_instruments() {
  step documented:accounts.list "Our accounts: the centralizing one comes first"
  api GET "/v1/clients/$CLIENT_ID/accounts"
  expect_status 200
  expect accountType CENTRALIZING_ACCOUNT
  expect clabeNumber "$ACCOUNT_CLABE"
  expect availableBalance 1000000.00
  show clabeNumber availableBalance instrumentId

  step documented:instruments.register "A supplier's CLABE, registered so that it can be paid"
  api POST "/v1/clients/$CLIENT_ID/instruments" "{\"source_bank_id\": \"$FINCO_PAY\", \"client_id\": \"$CLIENT_ID\", \"type\": \"RECEIVER\", \"rfc\": \"ND\", \"alias\": \"Proveedor\", \"virtual_clabe\": {\"destination_bank_id\": \"$BBVA\", \"account_number\": \"00118359719\", \"clabe_number\": \"012180001183597198\", \"holder_name\": \"Proveedor Ejemplo SA de CV\"}}"
  expect_status 200
  expect clabeNumber 012180001183597198
  DESTINATION="$(member id)"
  show id clabeNumber holderName

  step documented:instruments.list "It is in the list"
  api GET "/v1/clients/$CLIENT_ID/instruments?page=1&per_page=50"
  expect_status 200
  expect_text "\"id\":\"$DESTINATION\""
  expect currentPage 1
  show currentPage perPage totalItems
}

register_webhooks() {
  step documented:webhook.manage "Tell us of money that comes in (the receiver answers 201: accepted)"
  register_webhook MONEY_IN "$RECEIVER_URL/201"
  ACCEPTING="$(member id)"

  step documented:webhook.manage "Tell us how our payments end"
  register_webhook STATUS_UPDATE "$RECEIVER_URL/201"

  step documented:webhook.manage "Tell us when a CEP changes"
  register_webhook CEP "$RECEIVER_URL/201"

  step observed:webhook.twins "The same type and URL again is refused"
  api POST "/v1/clients/$CLIENT_ID/webhooks" "{\"url\": \"$RECEIVER_URL/201\", \"webhook_type\": \"CEP\", \"token\": \"secretToken0123\", \"auth_type\": \"AUTH\"}"
  expect_status 409
  expect_text "already exists"
  show error_detail

  step documented:webhook.manage "A second receiver of deposits, one that refuses them with 422 and a reason"
  register_webhook MONEY_IN "$RECEIVER_URL/422?refund_reason=Invalid+Amount"
  REFUSING="$(member id)"

  step documented:webhook.patch "It is not to be asked yet"
  api PATCH "/v1/clients/$CLIENT_ID/webhooks/$REFUSING" '{"webhook_status": "INACTIVE"}'
  expect_status 200
  expect webhookStatus INACTIVE
  show url webhookStatus

  step documented:webhook.manage "All four are listed"
  api GET "/v1/clients/$CLIENT_ID/webhooks"
  expect_status 200
  expect totalItems 4
  show totalItems
}

pay_by_spei() {
  local payment="{\"client_id\": \"$CLIENT_ID\", \"source_instrument_id\": \"$SOURCE\", \"destination_instrument_id\": \"$DESTINATION\", \"transaction_request\": {\"external_reference\": \"1234567\", \"description\": \"lorem ipsum dolor sit amet\", \"amount\": \"1.95\", \"currency\": \"MXN\"}}"

  step documented:money-out.answer "Pay the supplier 1.95, with a key that makes it safe to ask again"
  api POST /v1/transactions/money_out "$payment" "Idempotency-Key: $KEY"
  expect_status 200
  expect transactionStatus INITIALIZED
  expect subCategory SPEI_DEBIT
  expect amount 1.95
  local payment_id first_answer="$answer"
  payment_id="$(member id)"
  show id trackingId amount transactionStatus

  step assumed:money-out.hold "The money is held at once"
  api GET "/v1/clients/$CLIENT_ID/accounts"
  expect_status 200
  expect availableBalance 999998.05
  show availableBalance

  step documented:idempotency.replay "Asked again with the same key: the first answer, and no second payment"
  api POST /v1/transactions/money_out "$payment" "Idempotency-Key: $KEY"
  expect_status 200
  expect_header X-Fincore-Sim-Idempotent-Replay true
  [[ "$answer" == "$first_answer" ]] || surprise "the replay differs from the first answer: $first_answer"
  show id transactionStatus

  step documented:idempotency.mismatch "The same key with another amount is refused"
  api POST /v1/transactions/money_out "${payment/1.95/2.95}" "Idempotency-Key: $KEY"
  expect_status 409
  expect reason idempotency_key_mismatch
  show reason error_detail

  step assumed:error.money-out-texts "More money than there is, is refused too"
  api POST /v1/transactions/money_out "${payment/1.95/2000000.00}"
  expect_status 400
  expect reason FAILED_PRECONDITION
  expect_text "The account does not have sufficient funds."
  show reason error_detail

  step assumed:money-out.hold "Two seconds later SPEI has settled, and our receiver was told"
  request POST "$SIM/clock" '{"advance": "2s"}'
  expect_status 200
  expect type STATUS_UPDATE
  expect transaction_id "$payment_id"
  expect status DELIVERED
  expect answer_status 201
  show now type status answer_status

  step documented:transaction.read "The payment says so as well"
  api GET "/v1/clients/$CLIENT_ID/transactions/$payment_id"
  expect_status 200
  expect transactionStatus LIQUIDATED
  show id transactionStatus

  step documented:webhook.status-update "What our receiver got"
  request GET "$SIM/deliveries?type=STATUS_UPDATE"
  expect_status 200
  expect_text "\"message_type\":\"SPEI\""
  expect_text "\"status\":\"LIQUIDATED\""
  show msg_name tracking_key message_type
}

validate_an_account_by_a_penny() {
  step documented:penny.answer "Whose account is it? A penny validation asks by paying 0.01"
  api POST /v1/transactions/penny_validation "{\"client_id\": \"$CLIENT_ID\", \"source_instrument_id\": \"$SOURCE\", \"destination_instrument_id\": \"$DESTINATION\"}"
  expect_status 200
  expect amount 0.01
  expect_text "\"dataCep\":{"
  local penny_id
  penny_id="$(member id)"
  show id amount transactionStatus

  step assumed:penny.cep-times "Ten seconds later the CEP has gone through its life"
  request POST "$SIM/clock" '{"advance": "10s"}'
  expect_status 200
  expect type CEP
  expect status DELIVERED
  show now type status

  step documented:penny.cep-states "It is COMPLETED and names the holder"
  api GET "/v1/clients/$CLIENT_ID/transactions/$penny_id"
  expect_status 200
  expect_text "\"status\":\"COMPLETED\""
  expect beneficiaryName "Proveedor Ejemplo SA de CV"
  show beneficiaryName beneficiaryRfc

  step documented:webhook.cep "The CEP webhook told PENDING first, then COMPLETED"
  request GET "$SIM/deliveries?type=CEP"
  expect_status 200
  expect_text "\"status\":\"PENDING\""
  expect_text "\"status\":\"COMPLETED\""
  show msg_name beneficiary_account payment_concept
}

receive_money() {
  step documented:webhook.accept "150.00 comes in from another bank; our receiver answers 201"
  request POST "$SIM/money-in?settle=true" "{\"clabe\": \"$ACCOUNT_CLABE\", \"amount\": \"150.00\", \"payer_name\": \"Juan Perez\", \"concept\": \"Factura 4567\"}"
  expect_status 201
  expect type MONEY_IN
  expect status DELIVERED
  expect answer_status 201
  ACCEPTED="$(member transaction_id)"
  show transaction_id type answer_status decision

  step documented:transaction.read "It is ours"
  api GET "/v1/clients/$CLIENT_ID/transactions/$ACCEPTED"
  expect_status 200
  expect subCategory SPEI_CREDIT
  expect transactionStatus LIQUIDATED
  show amount subCategory transactionStatus

  step documented:webhook.manage "From now on the other receiver decides: the accepting webhook is deleted"
  api DELETE "/v1/clients/$CLIENT_ID/webhooks/$ACCEPTING"
  expect_status 200
  expect id "$ACCEPTING"
  show id deletedAt

  step documented:webhook.patch "And the refusing one is switched on"
  api PATCH "/v1/clients/$CLIENT_ID/webhooks/$REFUSING" '{"webhook_status": "ACTIVE"}'
  expect_status 200
  expect webhookStatus ACTIVE
  show url webhookStatus

  step documented:webhook.refuse "77.00 comes in, and our receiver answers 422"
  request POST "$SIM/money-in?settle=true" "{\"clabe\": \"$ACCOUNT_CLABE\", \"amount\": \"77.00\"}"
  expect_status 201
  expect type MONEY_IN
  expect answer_status 422
  local refused
  refused="$(member transaction_id)"
  show transaction_id type answer_status decision

  step assumed:webhook.refund-reason "So it went back at once, with our reason"
  api GET "/v1/clients/$CLIENT_ID/transactions?page=1&per_page=1"
  expect_status 200
  expect subCategory SPEI_DEBIT
  expect amount 77.00
  expect description "Invalid Amount"
  expect originalTransactionId "$refused"
  show amount description originalTransactionId

  step documented:refund.rules "And the deposit is REFUNDED"
  api GET "/v1/clients/$CLIENT_ID/transactions/$refused"
  expect_status 200
  expect transactionStatus REFUNDED
  show amount transactionStatus
}

refund_a_deposit() {
  step documented:refund.rules "The accepted 150.00 is given back by our own will"
  api POST "/v1/clients/$CLIENT_ID/transactions/$ACCEPTED/refund" '{"amount": "150.00", "description": "Cancelled order"}'
  expect_status 200
  expect subCategory SPEI_DEBIT
  expect originalTransactionId "$ACCEPTED"
  show amount subCategory originalTransactionId

  step assumed:refund.errors "But only once"
  api POST "/v1/clients/$CLIENT_ID/transactions/$ACCEPTED/refund" '{"amount": "150.00", "description": "Cancelled order"}'
  expect_status 400
  expect reason FAILED_PRECONDITION
  expect_text "already been refunded"
  show reason error_detail
}

transfer_to_a_customer() {
  step documented:internal.answer "25.00 to a customer's private account, book to book"
  api POST /v1/transactions/internal_transaction "{\"client_id\": \"$CLIENT_ID\", \"source_instrument_id\": \"$SOURCE\", \"destination_instrument_id\": \"$CUSTOMER_INSTRUMENT\", \"transaction_request\": {\"external_reference\": \"1234567\", \"description\": \"Dispersion\", \"amount\": \"25.00\", \"currency\": \"MXN\"}}"
  expect_status 200
  expect category INTER_TRANS
  expect subCategory INT_DEBIT
  expect transactionStatus LIQUIDATED
  show id category subCategory transactionStatus

  step simulator "Settle: every receiver has been called and has answered"
  request POST "$SIM/clock" '{"advance": "1s"}'
  expect_status 200
  expect_text '"still_waiting":[]'
  show now

  step documented:webhook.internal "The customer's deposit was told as INT_CREDIT; a 422 does not move an internal credit"
  request GET "$SIM/deliveries?type=MONEY_IN"
  expect_status 200
  only_the_last id_msg
  expect msg_name MONEY_IN
  expect sub_category INT_CREDIT
  expect amount 25.00
  expect_text '"decision":"refused by 422; changes nothing'
  show sub_category amount decision

  step simulator "And the 25.00 stand on the private account"
  request GET "$SIM/ledger"
  expect_status 200
  expect_text '"posted":"25.00"'
  echo "  $status posted=25.00"
}

check_the_ledger() {
  step simulator "Through all of that the ledger's invariants hold"
  request GET "$SIM/ledger"
  expect_status 200
  expect_text '"holds":true'
  [[ "$answer" != *'"holds":false'* ]] || surprise "an invariant is broken"
  local debits
  debits="$(member debits)"
  expect credits "$debits"
  show debits credits

  step assumed:accounts.balance "The account is short of what was paid, validated and transferred, and of nothing else"
  api GET "/v1/clients/$CLIENT_ID/accounts"
  expect_status 200
  expect availableBalance 999973.04
  show availableBalance
}

let_a_day_go_by() {
  step simulator "A day and two hours go by in a moment"
  request POST "$SIM/clock" '{"advance": "26h"}'
  expect_status 200
  expect now 2026-03-03T11:00:13.000000-06:00
  show now

  step observed:auth.token-clock "The token is good all the same: its 24 hours are real ones"
  api GET "/v1/clients/$CLIENT_ID/accounts"
  expect_status 200
  show availableBalance

  step simulator "To see what our client does when its token is old, end it"
  request POST "$SIM/tokens/expire"
  expect_status 200
  show expired_at

  step assumed:auth.401 "Now it is 401"
  api GET "/v1/clients/$CLIENT_ID/accounts"
  expect_status 401
  expect reason UNAUTHENTICATED
  show reason error_detail
}

end_the_sandbox() {
  step simulator "The sandbox is ended"
  request DELETE "$SIM"
  expect_status 200
  expect id "$sandbox"
  show id name

  step simulator "Nothing of it is left"
  request GET "$SIM"
  expect_status 404
  sandbox=""
  echo "  $status"
}

register_webhook() {
  api POST "/v1/clients/$CLIENT_ID/webhooks" "{\"url\": \"$2\", \"webhook_type\": \"$1\", \"token\": \"secretToken0123\", \"auth_type\": \"AUTH\"}"
  expect_status 200
  expect webhookType "$1"
  expect webhookStatus ACTIVE
  show id webhookType url
}

# --- what the steps are made of ---------------------------------------------------------------------------------------

# What a step is stands before its title: the label and the behaviour of openapi/fidelity.md that its answer shows, or
# simulator, where it calls the control API for something that Fincore has no call for.
step() {
  local label="${1%%:*}" behaviour="${1#*:}"
  steps=$((steps + 1))
  case "$label" in
    documented) documented=$((documented + 1)) ;;
    observed) observed=$((observed + 1)) ;;
    assumed) assumed=$((assumed + 1)) ;;
    *) simulator=$((simulator + 1)) ;;
  esac
  [[ "$behaviour" == "$label" ]] || label+=", $behaviour"
  printf '\n%d. %s [%s]\n' "$steps" "$2" "$label"
}

# Makes the assignment that later commands use, and prints it.
remember() {
  printf -v "$1" '%s' "$2"
  printf '  %s=%s\n' "$1" "$2"
}

# A call with our token: METHOD PATH [BODY] [HEADER].
api() {
  request "$1" "$2" "${3:-}" 'Authorization: Bearer $TOKEN' ${4:+"$4"}
}

# METHOD PATH [BODY] [HEADER…]: calls, and leaves status, headers and answer. Headers name variables, so that what is
# printed can be typed and no token is repeated on every line.
request() {
  local method="$1" path="$2" body="${3:-}" printed="curl" arguments=() header
  shift "$(($# < 3 ? $# : 3))"
  [[ "$method" == GET ]] || { printed+=" -X $method"; arguments+=(--request "$method"); }
  printed+=" \"\$BASE_URL$path\""
  if [[ "$path" == /_sim/* && -n "${FINCORESIM_ADMIN_TOKEN:-}" ]]; then
    set -- 'Authorization: Bearer $FINCORESIM_ADMIN_TOKEN' "$@"
  fi
  [[ -z "$body" ]] || set -- "$@" 'Content-Type: application/json'
  for header in "$@"; do
    printed+=" -H \"$header\""
    header="${header/\$API_KEY/${API_KEY:-}}"
    header="${header/\$TOKEN/${TOKEN:-}}"
    header="${header/\$FINCORESIM_ADMIN_TOKEN/${FINCORESIM_ADMIN_TOKEN:-}}"
    arguments+=(--header "$header")
  done
  if [[ -n "$body" ]]; then
    printed+=" -d '$body'"
    arguments+=(--data "$body")
  fi
  printf '  %s\n' "$printed"

  local whole
  whole="$(curl --silent --show-error --include --globoff --max-time 30 "${arguments[@]}" "$BASE_URL$path" 2>&1)" ||
    surprise "$BASE_URL does not answer (${whole##*$'\n'}). Is FincoreSim running there? Start it with: dotnet run --project simulator/FincoreSim"
  headers="${whole%%$'\r\n\r\n'*}"
  answer="${whole#*$'\r\n\r\n'}"
  status="${headers#* }"
  status="${status:0:3}"
}

# The first member of this name in the answer, as text; nothing when there is none.
member() {
  local pattern="\"$1\":(\"([^\"]*)\"|[^],}]*)"
  if [[ "$answer" =~ $pattern ]]; then
    if [[ "${BASH_REMATCH[1]}" == \"* ]]; then printf '%s' "${BASH_REMATCH[2]}"; else printf '%s' "${BASH_REMATCH[1]}"; fi
  fi
}

# Leaves of the answer, a list, what stands from the last member of this name on.
only_the_last() {
  answer="\"$1\"${answer##*\""$1"\"}"
}

show() {
  local name line="  $status"
  for name in "$@"; do
    line+=" $name=$(member "$name")"
  done
  printf '%s\n' "$line"
}

expect_status() {
  [[ "$status" == "$1" ]] || surprise "expected status $1, got $status"
}

expect() {
  local actual
  actual="$(member "$1")"
  [[ "$actual" == "$2" ]] || surprise "expected $1 to be \"$2\", got \"$actual\""
}

expect_text() {
  [[ "$answer" == *"$1"* ]] || surprise "expected the answer to contain $1"
}

expect_header() {
  local line
  while IFS= read -r line; do
    line="${line%$'\r'}"
    if [[ "$(tr '[:upper:]' '[:lower:]' <<< "$line")" == "$(tr '[:upper:]' '[:lower:]' <<< "$1: $2")" ]]; then return; fi
  done <<< "$headers"
  surprise "expected the header $1: $2, got: $headers"
}

surprise() {
  {
    echo
    echo "walkthrough: step $steps is not as expected: $1"
    [[ -z "$answer" ]] || printf 'the answer was %s %s\n' "$status" "$answer"
  } >&2
  exit 1
}

# Whatever happened, no sandbox is left behind.
clean_up() {
  if [[ -n "$sandbox" ]]; then
    curl --silent --max-time 5 --request DELETE --header "Authorization: Bearer ${FINCORESIM_ADMIN_TOKEN:-}" \
      --output /dev/null "$BASE_URL/_sim/sandboxes/$sandbox" || true
  fi
}

trap clean_up EXIT
main
