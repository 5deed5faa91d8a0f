#!/usr/bin/env bash
# Checks a deployed site from outside, through its outputs.
#
#   ./smoke-test.sh STACK_NAME    after CloudFormation
#   ./smoke-test.sh               after Terraform, in the folder of the configuration
#
# SMOKE_PATH     page that answers 200 (default /)
# TOKEN          a valid token, where the API asks for one
# SAMPLE_API=no  your own API stands behind /api/: leave out what only the sample answers
set -euo pipefail
cd "$(dirname "$0")"

for tool in aws curl; do
  if ! command -v "$tool" >/dev/null; then
    echo "$tool is needed, and is not there" >&2
    exit 2
  fi
done

failures=0

# expect LABEL EXPECTED GOT: passes when EXPECTED occurs in GOT
expect() {
  if [[ "$3" == *"$2"* ]]; then
    printf 'ok    %s: %s\n' "$1" "$2"
  else
    printf 'FAIL  %s: expected %s, got %s\n' "$1" "$2" "${3:-nothing}"
    failures=$((failures + 1))
  fi
}

# output CLOUDFORMATION_KEY TERRAFORM_NAME: empty when the option behind it is off
output() {
  local value
  if [[ -f versions.tf ]]; then
    terraform output -raw "$2" 2>/dev/null || true
  else
    value=$(aws cloudformation describe-stacks --stack-name "$stack" --output text \
      --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue | [0]")
    [[ "$value" == None ]] || printf '%s' "$value"
  fi
}

# ask CURL_OPTION... URL: an address of the site is asked at the distribution, whether or not its name points there yet
ask() {
  curl --silent --show-error --max-time 60 --connect-to "$host:443:$distribution:443" \
    --connect-to "$host:80:$distribution:80" "$@" || true
}
status() { ask --output /dev/null --write-out '%{http_code}' "$@"; }
headers() { ask --output /dev/null --dump-header - "$@" | tr -d '\r' | tr '[:upper:]' '[:lower:]'; }

# The name of a new distribution takes a moment to be known.
wait_until_known() {
  local _
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    if curl --silent --output /dev/null --max-time 60 "https://$distribution/"; then return; fi
    echo "wait  $distribution does not answer yet"
    sleep 6
  done
}

# An edge location has several caches: the second answer of one of them is the hit.
hit_within_five_tries() {
  local _
  for _ in 1 2 3 4 5; do
    if [[ "$(headers "$1")" == *'x-cache: hit'* ]]; then
      echo hit
      return
    fi
  done
  echo 'five misses'
}

stack=${1:-}
if [[ ! -f versions.tf && -z "$stack" ]]; then
  echo "usage: $0 STACK_NAME" >&2
  exit 2
fi

site=$(output SiteUrl site_url)
if [[ -z "$site" ]]; then
  echo "No output named SiteUrl: is it deployed, and is this the right Region and account?" >&2
  exit 2
fi
site=${site/\*/smoke-test}
host=${site#https://}
distribution=$(output DistributionDomainName distribution_domain_name)
api=$(output ApiEndpoint api_endpoint)
issuer=$(output ApiTokenIssuer api_token_issuer)

wait_until_known
expect 'page from the load balancer' 200 "$(status "$site${SMOKE_PATH:-/}")"
expect 'plain HTTP is redirected' 301 "$(status "http://$host/")"
expect 'security headers' strict-transport-security "$(headers "$site/")"
expect 'static file' 200 "$(status "$site/static/error.html")"
expect 'static file is cached' hit "$(hit_within_five_tries "$site/static/error.html")"
expect 'missing static file' 404 "$(status "$site/static/no-such-file")"

# bash 3.2 takes an empty array for an unset one, so this one never is.
credentials=(--header 'Accept: application/json')
if [[ -n "$issuer" ]]; then
  expect 'API without a token' 401 "$(status "$site/api/hello")"
  credentials+=(--header "Authorization: Bearer ${TOKEN:-}")
fi
if [[ -n "$issuer" && -z "${TOKEN:-}" ]]; then
  echo "skip  API with a token: run with TOKEN=... from $issuer"
elif [[ "${SAMPLE_API:-}" == no ]]; then
  echo 'skip  what the sample API answers'
else
  expect 'API through CloudFront' '"message":"Hello, smoke test"' \
    "$(ask "${credentials[@]}" "$site/api/hello?name=smoke%20test")"
  expect 'API is not cached' 'cache-control: no-store' "$(headers "${credentials[@]}" "$site/api/hello")"
  expect 'unknown API route' 404 "$(status "${credentials[@]}" "$site/api/no-such-route")"
  expect 'API around CloudFront is refused' 403 "$(status "${credentials[@]}" "$api/api/hello")"
fi

if ((failures > 0)); then
  echo "$failures failed"
  exit 1
fi
echo 'all passed'
