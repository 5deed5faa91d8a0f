#!/usr/bin/env bash
# Checks a deployed site from outside: bash smoke-test.sh <site URL> [token]
# Without a token it checks only what needs none. It expects the sample site and sign-in switched on.
set -uo pipefail

if [ "$#" -lt 1 ] || [ "$#" -gt 2 ]; then
  echo "usage: bash smoke-test.sh <site URL> [token]" >&2
  exit 2
fi
site="${1%/}"
token="${2:-}"
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
headers() { curl -sS -o /dev/null -m 60 -D - "$@" | tr -d '\r'; }
# field <name> <headers>: the value of a response header, whatever its case.
field() { grep -i "^$1:" <<<"$2" | head -n 1 | sed 's/^[^:]*: *//'; }

refused="$(headers "$site/")"
expect 'no token' ' 401' "$refused"
expect 'the refusal is not cached' no-store "$(field cache-control "$refused")"
expect 'the refusal says what is missing' Bearer "$(field www-authenticate "$refused")"
expect 'forged token' 401 "$(status -H 'Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.' "$site/")"
expect 'public path' 200 "$(status "$site/public/health.txt")"
expect 'path that only looks public' 401 "$(status --path-as-is "$site/public/%2e%2e/index.html")"
expect 'plain HTTP is redirected' 301 "$(status "http://${site#https://}/")"

if [ -n "$token" ]; then
  authorization="Authorization: Bearer $token"
  first="$(headers -H "$authorization" "$site/")"
  expect 'valid token' ' 200' "$first"
  expect 'a browser asks again each time' private "$(field cache-control "$first")"
  expect 'security headers' max-age "$(field strict-transport-security "$first")"
  variant="$(field x-variant "$first")"
  expect 'the response names its variant' named "$([[ "$variant" =~ ^[ab]$ ]] && echo named)"
  cookie="$(field set-cookie "$first")"
  cookie="${cookie%%;*}"
  if [ -n "$cookie" ]; then
    for turn in 1 2 3; do
      again="$(headers -H "$authorization" -H "Cookie: $cookie" "$site/")"
      expect "variant is kept, visit $turn" "$variant" "$(field x-variant "$again")"
    done
    expect 'cookie is set once' 'none' "$(field set-cookie "$again" | grep . || echo none)"
    for wanted in a b; do
      other="$(headers -H "$authorization" -H "Cookie: ${cookie%.*}.$wanted" "$site/")"
      expect "variant $wanted from the cache key" "$wanted" "$(field x-variant "$other")"
    done
  fi
fi

if [ "$failures" -gt 0 ]; then
  echo "$failures checks failed"
  exit 1
fi
echo 'all checks passed'
