# The deployment below looks at this file: what shapes the API belongs here.

locals {
  resource_ids = {
    "items"      = aws_api_gateway_resource.items.id
    "items/{id}" = aws_api_gateway_resource.item.id
  }

  methods_by_path = {
    for path in keys(local.resource_ids) :
    path => join(",", concat(sort([for f in local.functions : f.method if f.path == path]), ["OPTIONS"]))
  }

  allowed_headers = "Authorization,Content-Type,Idempotency-Key,X-Api-Key"
}

resource "aws_api_gateway_rest_api" "main" {
  name        = "${var.project_name}-api"
  description = "Items of their owners"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_resource" "items" {
  rest_api_id = aws_api_gateway_rest_api.main.id
  parent_id   = aws_api_gateway_rest_api.main.root_resource_id
  path_part   = "items"
}

resource "aws_api_gateway_resource" "item" {
  rest_api_id = aws_api_gateway_rest_api.main.id
  parent_id   = aws_api_gateway_resource.items.id
  path_part   = "{id}"
}

# --- The five routes -----------------------------------------------------------------------

resource "aws_api_gateway_method" "route" {
  for_each = local.functions

  rest_api_id      = aws_api_gateway_rest_api.main.id
  resource_id      = local.resource_ids[each.value.path]
  http_method      = each.value.method
  authorization    = local.user_pool_auth ? "COGNITO_USER_POOLS" : "NONE"
  authorizer_id    = local.user_pool_auth ? aws_api_gateway_authorizer.user_pool[0].id : null
  api_key_required = !local.user_pool_auth

  request_parameters = each.value.path == "items/{id}" ? { "method.request.path.id" = true } : {}
}

resource "aws_api_gateway_integration" "route" {
  for_each = local.functions

  rest_api_id             = aws_api_gateway_rest_api.main.id
  resource_id             = local.resource_ids[each.value.path]
  http_method             = aws_api_gateway_method.route[each.key].http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_alias.live[each.key].invoke_arn
}

# --- CORS ----------------------------------------------------------------------------------

# A browser sends the preflight without credentials, so it is not authorised.
resource "aws_api_gateway_method" "preflight" {
  for_each = local.resource_ids

  rest_api_id   = aws_api_gateway_rest_api.main.id
  resource_id   = each.value
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "preflight" {
  for_each = local.resource_ids

  rest_api_id = aws_api_gateway_rest_api.main.id
  resource_id = each.value
  http_method = aws_api_gateway_method.preflight[each.key].http_method
  type        = "MOCK"

  request_templates = {
    "application/json" = jsonencode({ statusCode = 204 })
  }
}

resource "aws_api_gateway_method_response" "preflight" {
  for_each = local.resource_ids

  rest_api_id = aws_api_gateway_rest_api.main.id
  resource_id = each.value
  http_method = aws_api_gateway_method.preflight[each.key].http_method
  status_code = "204"

  response_parameters = {
    "method.response.header.Access-Control-Allow-Origin"  = true
    "method.response.header.Access-Control-Allow-Methods" = true
    "method.response.header.Access-Control-Allow-Headers" = true
    "method.response.header.Access-Control-Max-Age"       = true
  }
}

resource "aws_api_gateway_integration_response" "preflight" {
  for_each = local.resource_ids

  rest_api_id = aws_api_gateway_rest_api.main.id
  resource_id = each.value
  http_method = aws_api_gateway_integration.preflight[each.key].http_method
  status_code = aws_api_gateway_method_response.preflight[each.key].status_code

  response_parameters = {
    "method.response.header.Access-Control-Allow-Origin"  = "'${var.allowed_origin}'"
    "method.response.header.Access-Control-Allow-Methods" = "'${local.methods_by_path[each.key]}'"
    "method.response.header.Access-Control-Allow-Headers" = "'${local.allowed_headers}'"
    "method.response.header.Access-Control-Max-Age"       = "'600'"
  }
}

# A request that never reaches a function (401, 403, 429, 5xx) needs the header too, or a browser hides the status.
resource "aws_api_gateway_gateway_response" "error" {
  for_each = toset(["DEFAULT_4XX", "DEFAULT_5XX"])

  rest_api_id   = aws_api_gateway_rest_api.main.id
  response_type = each.value

  response_parameters = {
    "gatewayresponse.header.Access-Control-Allow-Origin"  = "'${var.allowed_origin}'"
    "gatewayresponse.header.Access-Control-Allow-Headers" = "'${local.allowed_headers}'"
  }
}

# --- Authorizer ----------------------------------------------------------------------------

resource "aws_api_gateway_authorizer" "user_pool" {
  count = local.user_pool_auth ? 1 : 0

  name            = "${var.project_name}-user-pool"
  rest_api_id     = aws_api_gateway_rest_api.main.id
  type            = "COGNITO_USER_POOLS"
  identity_source = "method.request.header.Authorization"
  provider_arns   = [local.user_pool_arn]
}

# --- Deployment and stage ------------------------------------------------------------------

# A deployment is a snapshot: without the hash, later changes of the API would never reach the stage.
resource "aws_api_gateway_deployment" "main" {
  rest_api_id = aws_api_gateway_rest_api.main.id

  triggers = {
    redeployment = sha1(jsonencode([
      filesha1("${path.module}/api.tf"),
      local.functions,
      var.allowed_origin,
      var.authentication,
      local.user_pool_arn,
    ]))
  }

  depends_on = [
    aws_api_gateway_gateway_response.error,
    aws_api_gateway_integration.route,
    aws_api_gateway_integration_response.preflight,
  ]

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id          = aws_api_gateway_rest_api.main.id
  deployment_id        = aws_api_gateway_deployment.main.id
  stage_name           = "prod"
  xray_tracing_enabled = var.tracing_enabled

  dynamic "access_log_settings" {
    for_each = aws_cloudwatch_log_group.access

    content {
      destination_arn = access_log_settings.value.arn
      format          = local.access_log_format
    }
  }

  # The stage cannot log before the account setting is made, and it would create
  # the execution log group itself, without retention.
  depends_on = [
    aws_api_gateway_account.logs,
    aws_cloudwatch_log_group.execution,
  ]

  lifecycle {
    precondition {
      condition     = var.certificate_arn == "" || var.domain_name != ""
      error_message = "A certificate has no effect without domain_name."
    }
  }
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.main.id
  stage_name  = aws_api_gateway_stage.prod.stage_name
  method_path = "*/*"

  settings {
    throttling_rate_limit  = var.throttle_rate
    throttling_burst_limit = var.throttle_burst
    metrics_enabled        = true
    logging_level          = local.api_logs_on ? "ERROR" : "OFF"
    data_trace_enabled     = false
  }
}
