#!/usr/bin/env bash
# Checks a deployed site from outside. Needs bash, curl and the AWS CLI; upload the sample site first.
#
#   bash smoke-test.sh STACK    outputs of a CloudFormation stack
#   bash smoke-test.sh          outputs of Terraform in this directory
#
# In the user pool of the bundle it makes a user and deletes it again. With an issuer of your own,
# set TOKEN to a token that it issued; without one, only what needs no token is checked.
set -euo pipefail

stack=${1:-}
failures=0
work=$(mktemp -d)
user=
export AWS_REGION=us-east-1

cleanup() {
  [[ -z $user ]] || aws cognito-idp admin-delete-user --user-pool-id "$pool" --username "$user" || true
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

# Passes when the second text occurs in the third.
expect() { # what, expected, got
  if [[ $3 == *"$2"* ]]; then
    printf 'ok    %s: %s\n' "$1" "$2"
  else
    printf 'FAIL  %s: expected %s, got %s\n' "$1" "$2" "${3:-nothing}"
    failures=$((failures + 1))
  fi
}

# Credentials go through files, so that no process list shows them.
status() { curl -sS -o /dev/null -m 60 -w '%{http_code}' "$@" || true; }
headers() { curl -sS -o /dev/null -m 60 -D - "$@" | tr -d '\r' || true; }
field() { # name, headers: the value of a response header, whatever its case
  grep -i "^$1:" <<<"$2" | head -n 1 | sed 's/^[^:]*: *//' || true
}

sign_in() { # makes a user and prints a token for it
  local password
  password="Aa1-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
  cat >"$work/password.json" <<JSON
{"UserPoolId": "$pool", "Username": "$user", "Password": "$password", "Permanent": true}
JSON
  cat >"$work/auth.json" <<JSON
{"UserPoolId": "$pool", "ClientId": "$client", "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
 "AuthParameters": {"USERNAME": "$user", "PASSWORD": "$password"}}
JSON
  aws cognito-idp admin-create-user --user-pool-id "$pool" --username "$user" --message-action SUPPRESS >"$work/out"
  aws cognito-idp admin-set-user-password --cli-input-json "file://$work/password.json"
  aws cognito-idp admin-initiate-auth --cli-input-json "file://$work/auth.json" \
    --query AuthenticationResult.IdToken --output text
}

site=$(output SiteUrl site_url)
site=${site%/}
required=$(output SignInRequired sign_in_required)
public=$(output PathsWithoutToken paths_without_token)
bucket=$(output SiteBucketName site_bucket_name)
pool=$(output UserPoolId user_pool_id)
client=$(output UserPoolClientId user_pool_client_id)
printf 'site  %s\n' "$site"

expect 'plain HTTP is redirected' 301 "$(status "http://${site#https://}/")"

token=${TOKEN:-}
if [[ $required == true ]]; then
  refused=$(headers "$site/")
  expect 'no token' ' 401' "$refused"
  expect 'the refusal is not cached' no-store "$(field cache-control "$refused")"
  expect 'the refusal says what is missing' Bearer "$(field www-authenticate "$refused")"
  expect 'forged token' 401 "$(status -H 'Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.' "$site/")"
  expect 'path that only looks public' 401 "$(status --path-as-is "$site/public/%2e%2e/index.html")"
  if [[ -n $bucket && ,$public, == *',/public/*,'* ]]; then
    expect 'public path' 200 "$(status "$site/public/health.txt")"
  fi
  if [[ -z $token && -n $pool ]]; then
    user="smoke-$RANDOM$RANDOM@example.com"
    token=$(sign_in)
  fi
fi

printf 'X-Smoke-Test: 1\n' >"$work/caller"
[[ -z $token ]] || printf 'Authorization: Bearer %s\n' "$token" >>"$work/caller"
as_caller() { headers -H "@$work/caller" "$@"; }

if [[ $required == true && -z $token ]]; then
  printf 'skipped what needs a token: set TOKEN to one of your issuer\n'
else
  first=$(as_caller "$site/")
  if [[ -n $bucket ]]; then
    expect 'a caller who may is let in' ' 200' "$first"
  elif [[ $first == *' 401'* || $first == *' 503'* ]]; then
    expect 'a caller who may is let in' 'an answer of the origin' "$first"
  fi
  expect 'security headers' max-age "$(field strict-transport-security "$first")"
  [[ $required != true ]] || expect 'a browser asks again each time' private "$(field cache-control "$first")"
  variant=$(field x-variant "$first")
  expect 'the response names its variant' named "$([[ $variant =~ ^[ab]$ ]] && echo named || true)"
  cookie=$(field set-cookie "$first")
  cookie=${cookie%%;*}
  if [[ $cookie == ab=* ]]; then
    for turn in 1 2 3; do
      again=$(as_caller -H "Cookie: $cookie" "$site/")
      expect "variant is kept, visit $turn" "$variant" "$(field x-variant "$again")"
    done
    expect 'cookie is set once' none "$(field set-cookie "$again" | grep . || echo none)"
    for wanted in a b; do
      other=$(as_caller -H "Cookie: ${cookie%.*}.$wanted" "$site/")
      expect "variant $wanted from the cache key" "$wanted" "$(field x-variant "$other")"
    done
  fi
fi

if ((failures > 0)); then
  printf '%s checks failed\n' "$failures"
  exit 1
fi
printf 'all checks passed\n'
