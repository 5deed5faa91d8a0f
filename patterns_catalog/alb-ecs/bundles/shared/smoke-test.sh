#!/usr/bin/env bash
# Checks what was deployed, through its outputs.
#
#   ./smoke-test.sh STACK_NAME    after CloudFormation
#   ./smoke-test.sh               after Terraform, in the folder of the configuration
#
# SMOKE_PATH         path that answers 200 (default /)
# SECOND_SMOKE_PATH  the same for the second service (default: its path)
# HOST               name to call over HTTPS (default: the name in the certificate)
# INSIDE=yes         the machine reaches an internal load balancer, so ask it too
# TOKEN              a valid token, where the load balancer asks for one
set -euo pipefail
cd "$(dirname "$0")"

failures=0

# check LABEL EXPECTED GOT
check() {
  if [[ "$3" == "$2" ]]; then
    printf 'ok    %s: %s\n' "$1" "$3"
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

for tool in aws curl; do
  if ! command -v "$tool" >/dev/null; then
    echo "$tool is needed, and is not there" >&2
    exit 2
  fi
done

# fetch CURL_OPTION... : the status code, and where a redirect leads
fetch() {
  curl --silent --output /dev/null --max-time 10 --retry 5 --retry-delay 6 --retry-connrefused \
    --write-out '%{http_code} %{redirect_url}' "$@" || true
}

# status HOST PATH CURL_OPTION... : the status code of the service, asked by the name HOST
status() {
  local answer host=$1 path=$2
  shift 2
  if [[ "$url" == https://* ]]; then
    answer=$(fetch --connect-to "$host:443:$dns_name:443" "$@" "https://$host$path")
  else
    answer=$(fetch --header "Host: $host" "$@" "$url$path")
  fi
  printf '%s' "${answer%% *}"
}

# check_page HOST PATH: 200, or where tokens are asked for 401 without one and 200 with one
check_page() {
  if [[ -z "$issuer" ]]; then
    check "$1$2" 200 "$(status "$1" "$2")"
    return
  fi
  check "$1$2 without a token" 401 "$(status "$1" "$2")"
  if [[ -n "${TOKEN:-}" ]]; then
    check "$1$2 with a token" 200 "$(status "$1" "$2" --header "Authorization: Bearer $TOKEN")"
  else
    echo "skip  $1$2 with a token: run with TOKEN=... from $issuer"
  fi
}

# several LINES: yes when the lines are not all the same
several() {
  if (($(sort -u <<<"$1" | grep -c .) > 1)); then echo yes; else echo no; fi
}

# check_service LABEL SERVICE TARGET_GROUP: deployed, running and healthy, not all in one zone
check_service() {
  local running desired rollout healthy zones
  aws ecs wait services-stable --cluster "$cluster" --services "$2" || true
  aws elbv2 wait target-in-service --target-group-arn "$3" || true
  read -r running desired rollout < <(aws ecs describe-services --cluster "$cluster" \
    --services "$2" --output text \
    --query 'services[0].[runningCount, desiredCount, deployments[0].rolloutState]')
  check "$1, deployment" COMPLETED "$rollout"
  check "$1, running tasks" "$desired" "$running"
  zones=$(aws elbv2 describe-target-health --target-group-arn "$3" --output text \
    --query "TargetHealthDescriptions[?TargetHealth.State=='healthy'].[Target.AvailabilityZone]")
  healthy=$(grep -c . <<<"$zones" || true)
  check "$1, healthy targets" "$desired" "$healthy"
  if ((desired > 1)); then
    check "$1, in two zones or more" yes "$(several "$zones")"
  fi
}

stack=${1:-}
if [[ ! -f versions.tf && -z "$stack" ]]; then
  echo "usage: $0 STACK_NAME" >&2
  exit 2
fi

url=$(output Url url)
if [[ -z "$url" ]]; then
  echo "No output named Url: is it deployed, and is this the right Region and account?" >&2
  exit 2
fi
dns_name=$(output LoadBalancerDnsName load_balancer_dns_name)
cluster=$(output ClusterName cluster_name)
certificate=$(output CertificateArn certificate_arn)
issuer=$(output TokenIssuer token_issuer)
second_service=$(output SecondServiceName second_service_name)
second_path=$(output SecondPath second_path)
second_host=$(output SecondHost second_host)

check_service "service" "$(output ServiceName service_name)" "$(output TargetGroupArn target_group_arn)"
if [[ -n "$second_service" ]]; then
  check_service "second service" "$second_service" "$(output SecondTargetGroupArn second_target_group_arn)"
fi

if [[ "$(output LoadBalancerScheme load_balancer_scheme)" == internal && "${INSIDE:-}" != yes ]]; then
  echo "skip  requests: the load balancer is internal; run with INSIDE=yes from its network"
else
  host=${HOST:-$dns_name}
  if [[ -n "$certificate" ]]; then
    name=$(aws acm describe-certificate --certificate-arn "$certificate" --output text \
      --query Certificate.DomainName)
    host=${HOST:-${name/\*/smoke-test}}
    redirect=$(fetch --header "Host: $host" "http://$dns_name/")
    check "http://$host/ redirects" "301 https://$host/" "${redirect/:443/}"
  fi
  path=${SMOKE_PATH:-/}
  check_page "$host" "$path"
  if [[ -n "$second_service" ]]; then
    second_name=${second_host/\*/smoke-test}
    second_name=${second_name:-$host}
    path=${SECOND_SMOKE_PATH:-${second_path:-/}}
    check_page "$second_name" "$path"
  fi
fi

if ((failures > 0)); then
  echo "$failures failed"
  exit 1
fi
echo "all passed"
