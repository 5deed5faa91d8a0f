#!/usr/bin/env bash
# Checks a deployed API through its outputs. Needs bash, curl and the AWS CLI.
#
#   bash smoke-test.sh STACK    outputs of a CloudFormation stack
#   bash smoke-test.sh          outputs of Terraform in this directory
#
# In the user pool of the bundle it makes two users and deletes them again. For a user pool of your
# own, set ID_TOKEN, and OTHER_ID_TOKEN of a second user, to ID tokens that it issued.
set -euo pipefail

stack=${1:-}
failures=0
work=$(mktemp -d)
users=()

cleanup() {
  for user in ${users[@]+"${users[@]}"}; do
    aws cognito-idp admin-delete-user --user-pool-id "$pool" --username "$user" || true
  done
  rm -rf "$work"
}
trap cleanup EXIT

output() { # CloudFormation name, Terraform name
  if [[ -n $stack ]]; then
    aws cloudformation describe-stacks --stack-name "$stack" --output text \
      --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue"
  else
    terraform output -raw "$2"
  fi
}

report() { # what, expected, got
  if [[ $2 == "$3" ]]; then
    echo "ok    $1: $3"
  else
    echo "FAIL  $1: expected $2, got $3"
    failures=$((failures + 1))
  fi
}

# Credentials go through files, so that no process list shows them.
request() { # caller, method, path, [body]: prints the status, leaves headers and body in files
  local body=()
  [[ $# -gt 3 ]] && body=(--data "$4" -H "Content-Type: application/json")
  curl --silent --show-error --max-time 40 -X "$2" "$api$3" -H "@$work/$1" -H "Origin: $origin" \
    ${body[@]+"${body[@]}"} -D "$work/headers" -o "$work/body" -w '%{http_code}'
}

expect() { # what, status, caller, method, path, [body]
  local what=$1 status=$2
  shift 2
  report "$what" "$status" "$(request "$@")"
}

expect_soon() { # as expect, for what takes a moment to arrive everywhere
  local status=$2 tries=0
  until [[ $(request "${@:3}") == "$status" ]] || ((++tries == 12)); do sleep 5; done
  expect "$@"
}

allowed_origin() {
  tr -d '\r' <"$work/headers" | sed -n 's/^[Aa]ccess-[Cc]ontrol-[Aa]llow-[Oo]rigin: //p'
}

sign_in() { # caller: makes a user and leaves the header with its ID token in a file
  local user="smoke-$1-$RANDOM$RANDOM@example.com" password
  password="Aa1-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
  aws cognito-idp admin-create-user --user-pool-id "$pool" --username "$user" \
    --message-action SUPPRESS >"$work/out"
  users+=("$user")
  cat >"$work/password.json" <<JSON
{"UserPoolId": "$pool", "Username": "$user", "Password": "$password", "Permanent": true}
JSON
  cat >"$work/auth.json" <<JSON
{"UserPoolId": "$pool", "ClientId": "$client", "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
 "AuthParameters": {"USERNAME": "$user", "PASSWORD": "$password"}}
JSON
  aws cognito-idp admin-set-user-password --cli-input-json "file://$work/password.json"
  echo "Authorization: $(aws cognito-idp admin-initiate-auth --cli-input-json "file://$work/auth.json" \
    --query AuthenticationResult.IdToken --output text)" >"$work/$1"
}

api=$(output ApiUrl api_url)
origin=$(output AllowedOrigin allowed_origin)
pool=$(output UserPoolId user_pool_id)
client=$(output UserPoolClientId user_pool_client_id)
key=$(output ApiKeyId api_key_id)

echo "X-Smoke-Test: nobody" >"$work/nobody"
refused=401
if [[ -n $key ]]; then
  refused=403
  echo "x-api-key: $(aws apigateway get-api-key --api-key "$key" --include-value \
    --query value --output text)" >"$work/owner"
elif [[ -n ${ID_TOKEN:-} ]]; then
  echo "Authorization: $ID_TOKEN" >"$work/owner"
  [[ -n ${OTHER_ID_TOKEN:-} ]] && echo "Authorization: $OTHER_ID_TOKEN" >"$work/other"
elif [[ -n $pool ]]; then
  sign_in owner
  sign_in other
else
  echo "The API trusts a user pool of your own: set ID_TOKEN to an ID token that it issued." >&2
  exit 2
fi

expect "preflight without credentials" 204 nobody OPTIONS /items
report "preflight allows the origin" "$origin" "$(allowed_origin)"
expect "list without credentials" "$refused" nobody GET /items
report "refusal can be read by the origin" "$origin" "$(allowed_origin)"

expect_soon "list" 200 owner GET /items
report "answer can be read by the origin" "$origin" "$(allowed_origin)"
expect "create from a body that is not JSON" 400 owner POST /items '{'
expect "create" 201 owner POST /items '{"name": "Smoke test"}'
id=$(sed -n 's/.*"id":"\([^"]*\)".*/\1/p' "$work/body")
expect "read" 200 owner GET "/items/$id"
expect "update" 200 owner PUT "/items/$id" '{"name": "Smoke test, again"}'

if [[ -f $work/other ]]; then
  expect "read by another user" 404 other GET "/items/$id"
  expect "update by another user" 404 other PUT "/items/$id" '{"name": "Taken"}'
  expect "delete by another user" 404 other DELETE "/items/$id"
fi

expect "delete" 204 owner DELETE "/items/$id"
expect "read after the deletion" 404 owner GET "/items/$id"

if ((failures > 0)); then
  echo "$failures checks failed"
  exit 1
fi
echo "All checks passed"
