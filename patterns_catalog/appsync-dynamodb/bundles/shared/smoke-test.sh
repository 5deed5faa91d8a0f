#!/usr/bin/env bash
# Checks a deployed API from the outside, as two users, and removes what it made.
#   CloudFormation: ./smoke-test.sh <stack-name>      Terraform: ./smoke-test.sh
# Needs the AWS CLI with credentials, curl and jq. With a user pool of your own, give it
# the ID or access tokens of two users instead: TOKEN_A=… TOKEN_B=… ./smoke-test.sh …
set -euo pipefail

for tool in aws curl jq; do
  command -v "$tool" >/dev/null || { printf '%s is needed and was not found\n' "$tool" >&2; exit 2; }
done

stack="${1:-}"
folder="$(cd "$(dirname "$0")" && pwd)"
failures=0
users=()
watcher=""
seen="$(mktemp)"

# The output of the stack called $1, or of the Terraform state called $2.
output() {
  if [[ -n "$stack" ]]; then
    aws cloudformation describe-stacks --stack-name "$stack" --output text \
      --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue"
  else
    terraform -chdir="$folder" output -raw "$2"
  fi
}

check() {
  if [[ "$2" == "$3" ]]; then
    printf 'ok      %s: %s\n' "$1" "$3"
  else
    printf 'FAILED  %s: expected %s, got %s\n' "$1" "$2" "$3"
    failures=$((failures + 1))
  fi
}

# POSTs query $2 with variables $3 (JSON) and header $1.
call() {
  curl -sS --max-time 40 "$url" -H 'Content-Type: application/json' -H "$1" \
    --data "$(jq -nc --arg query "$2" --argjson variables "${3:-null}" '{query: $query, variables: $variables}')"
}
as_a() { call "Authorization: $token_a" "$@"; }
as_b() { call "Authorization: $token_b" "$@"; }

# Creates a user that exists for this test only and prints a token for it.
sign_in() {
  local name="$1" password
  password="Aa1$(LC_ALL=C od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
  aws cognito-idp admin-create-user --user-pool-id "$pool" --username "$name" \
    --message-action SUPPRESS --user-attributes "Name=email,Value=$name" "Name=email_verified,Value=true" >/dev/null
  aws cognito-idp admin-set-user-password --user-pool-id "$pool" --username "$name" \
    --password "$password" --permanent
  aws cognito-idp admin-initiate-auth --user-pool-id "$pool" --client-id "$client" \
    --auth-flow ADMIN_USER_PASSWORD_AUTH --auth-parameters "USERNAME=$name,PASSWORD=$password" \
    --query AuthenticationResult.AccessToken --output text
}

clean_up() {
  [[ -z "$watcher" ]] || kill "$watcher" 2>/dev/null || true # it may have ended by itself
  for name in ${users[@]+"${users[@]}"}; do
    aws cognito-idp admin-delete-user --user-pool-id "$pool" --username "$name" 2>/dev/null || true
  done
  rm -f "$seen"
}
trap clean_up EXIT

# Repeats a command up to 10 times until it prints $1: indexes and subscriptions lag a little.
eventually() {
  local expected="$1" got=""
  shift
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    got="$("$@")"
    [[ "$got" == "$expected" ]] && break
    sleep 1
  done
  printf '%s' "$got"
}

url="$(output GraphqlUrl graphql_url)"
pool="$(output PoolId pool_id)"
client="$(output ClientId client_id)"
printf 'API     %s\n' "$url"

check 'a request without credentials is refused (HTTP status)' 401 \
  "$(curl -s -o /dev/null -w '%{http_code}' --max-time 40 "$url" -H 'Content-Type: application/json' \
    --data '{"query":"{ listItems { items { id } } }"}')"

if [[ -n "${TOKEN_A:-}" && -n "${TOKEN_B:-}" ]]; then
  token_a="$TOKEN_A" token_b="$TOKEN_B"
else
  suffix="$(date +%s)-$$"
  users=("smoke-a-$suffix@example.com" "smoke-b-$suffix@example.com")
  token_a="$(sign_in "${users[0]}")"
  token_b="$(sign_in "${users[1]}")"
fi

if [[ "$(output SubscriptionsEnabled subscriptions_enabled)" != true ]]; then
  skipped='the API has none'
elif ! command -v node >/dev/null || ! node -e 'process.exit(globalThis.WebSocket ? 0 : 1)'; then
  skipped='they need Node.js 22 or newer on this machine'
else
  TOKEN="$token_a" node "$folder/watch-items.mjs" "$url" "$(output RealtimeUrl realtime_url)" >"$seen" 2>&1 &
  watcher=$!
  watching() { grep -c '^watching' "$seen" || true; }
  check 'a user can subscribe' 1 "$(eventually 1 watching)"
fi

# All that watch-items.mjs asks for: a push carries only what the mutation selected.
fields='{ id owner title description status visibility updatedAt }'
create="mutation (\$input: CreateItemInput!) { createItem(input: \$input) $fields }"
update="mutation (\$input: UpdateItemInput!) { updateItem(input: \$input) $fields }"
# The dollar signs are GraphQL's.
# shellcheck disable=SC2016
read_='query ($id: ID!) { getItem(id: $id) { id title } }'
delete="mutation (\$id: ID!) { deleteItem(id: \$id) $fields }"

created="$(as_a "$create" '{"input": {"title": "Smoke test", "description": ""}}')"
id="$(jq -r '.data.createItem.id' <<<"$created")"
check 'A creates an item' ACTIVE "$(jq -r '.data.createItem.status' <<<"$created")"
check 'its empty description is not stored' null "$(jq -r '.data.createItem.description' <<<"$created")"
by_id="$(jq -nc --arg id "$id" '{id: $id}')"
publish="$(jq -nc --arg id "$id" '{input: {id: $id, visibility: "PUBLIC"}}')"

check 'A reads it' "$id" "$(as_a "$read_" "$by_id" | jq -r '.data.getItem.id')"
check 'B does not see it' null "$(as_b "$read_" "$by_id" | jq -r '.data.getItem')"
check 'B cannot change it' NotFound "$(as_b "$update" "$publish" | jq -r '.errors[0].errorType')"
check 'B cannot delete it' NotFound "$(as_b "$delete" "$by_id" | jq -r '.errors[0].errorType')"

listed() { as_a '{ listItems { items { id } } }' | jq -r --arg id "$id" '[.data.listItems.items[].id] | index($id) != null'; }
check "A's list shows it" true "$(eventually true listed)"
check 'a page of 101 is refused' BadRequest \
  "$(as_a '{ listItems(limit: 101) { items { id } } }' | jq -r '.errors[0].errorType')"

check 'A makes it public' PUBLIC "$(as_a "$update" "$publish" | jq -r '.data.updateItem.visibility')"
check 'B sees it now' "$id" "$(as_b "$read_" "$by_id" | jq -r '.data.getItem.id')"

if [[ "$(output SummaryEnabled summary_enabled)" == true ]]; then
  check 'the Lambda function counts it' true \
    "$(as_a '{ summarizeItems { total complete } }' | jq -r '.data.summarizeItems | .total >= 1 and .complete')"
fi

if [[ "$(output ApiKeyEnabled api_key_enabled)" == true ]]; then
  key="$(aws appsync list-api-keys --api-id "$(output ApiId api_id)" --query 'apiKeys[0].id' --output text)"
  check 'the API key reads the public item' "$id" "$(call "x-api-key: $key" "$read_" "$by_id" | jq -r '.data.getItem.id')"
  check 'the API key cannot write' Unauthorized \
    "$(call "x-api-key: $key" "$create" '{"input": {"title": "No"}}' | jq -r '.errors[0].errorType')"
fi

check 'A deletes it' "$id" "$(as_a "$delete" "$by_id" | jq -r '.data.deleteItem.id')"
check 'it is gone' null "$(as_a "$read_" "$by_id" | jq -r '.data.getItem')"

if [[ -n "$watcher" ]]; then
  changes() { grep -c "^on.*$id" "$seen" || true; }
  check 'the subscriber saw its three changes' 3 "$(eventually 3 changes)"
else
  printf 'skipped subscriptions: %s\n' "$skipped"
fi

if ((failures > 0)); then
  printf '%d checks failed\n' "$failures"
  exit 1
fi
printf 'all checks passed\n'
