#!/usr/bin/env bash
# Checks a deployed site from outside: bash smoke-test.sh <site URL> <API endpoint>
set -uo pipefail

if [ "$#" -ne 2 ]; then
  echo "usage: bash smoke-test.sh <site URL> <API endpoint>" >&2
  exit 2
fi
site="${1%/}"
api="${2%/}"
failures=0

# expect <what> <expected> <got>: passes when the second text occurs in the third.
expect() {
  if [[ "$3" == *"$2"* ]]; then
    printf 'ok    %s: %s\n' "$1" "$2"
  else
    printf 'FAIL  %s: expected %s, got %s\n' "$1" "$2" "${3:-nothing}"
    failures=$((failures + 1))
  fi
}
status() { curl -sS -o /dev/null -m 60 -w '%{http_code}' "$@"; }
body() { curl -sS -m 60 "$@"; }
headers() { curl -sS -o /dev/null -m 60 -D - "$@" | tr -d '\r' | tr '[:upper:]' '[:lower:]'; }

# An edge location has several caches: the second answer of one of them is the hit.
hit_within_five_tries() {
  local _
  for _ in 1 2 3 4 5; do
    if headers "$1" | grep -q '^x-cache: hit'; then
      echo hit
      return
    fi
  done
  echo 'five misses'
}

expect 'page from the load balancer' 200 "$(status "$site/")"
expect 'plain HTTP is redirected' 301 "$(status "http://${site#https://}/")"
expect 'security headers' strict-transport-security "$(headers "$site/")"
expect 'static file' 200 "$(status "$site/static/error.html")"
expect 'static file is cached' hit "$(hit_within_five_tries "$site/static/error.html")"
expect 'missing static file' 404 "$(status "$site/static/no-such-file")"
expect 'API through CloudFront' '"message":"Hello, smoke test"' "$(body "$site/api/hello?name=smoke%20test")"
expect 'API is not cached' 'cache-control: no-store' "$(headers "$site/api/hello")"
expect 'unknown API route' 404 "$(status "$site/api/no-such-route")"
expect 'API around CloudFront is refused' 403 "$(status "$api/api/hello")"

if [ "$failures" -gt 0 ]; then
  echo "$failures checks failed"
  exit 1
fi
echo 'all checks passed'
