# Routes start with /api/, so the path CloudFront forwards is the path the API knows.

locals {
  checks_api_tokens = var.api_jwt_issuer != ""
}

data "aws_secretsmanager_random_password" "origin" {
  password_length     = 48
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret" "origin" {
  name_prefix             = "${var.project_name}-origin-"
  description             = "Header value that tells the API of ${var.project_name} a request came through CloudFront"
  recovery_window_in_days = 7
}

resource "aws_secretsmanager_secret_version" "origin" {
  secret_id     = aws_secretsmanager_secret.origin.id
  secret_string = data.aws_secretsmanager_random_password.origin.random_password

  # The data source makes up a new value on every run; the first one stays.
  lifecycle {
    ignore_changes = [secret_string]
  }
}

resource "aws_cloudwatch_log_group" "api" {
  name_prefix       = "/${var.project_name}/api-"
  retention_in_days = var.log_retention_days
}

data "aws_iam_policy_document" "api_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "api" {
  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.api.arn}:*"]
  }
}

resource "aws_iam_role" "api" {
  name_prefix        = "${var.project_name}-api-"
  description        = "Lets the API function write its log"
  assume_role_policy = data.aws_iam_policy_document.api_trust.json
}

resource "aws_iam_role_policy" "api" {
  name   = "write-log"
  role   = aws_iam_role.api.id
  policy = data.aws_iam_policy_document.api.json
}

data "archive_file" "api" {
  type        = "zip"
  source_file = "${path.module}/src/api/index.js"
  output_path = "${path.module}/build/api.zip"
}

resource "aws_lambda_function" "api" {
  function_name    = "${var.project_name}-api"
  description      = "Answers /api/* of ${var.project_name}"
  runtime          = "nodejs24.x"
  architectures    = ["arm64"]
  handler          = "index.handler"
  memory_size      = 256
  timeout          = 10
  role             = aws_iam_role.api.arn
  filename         = data.archive_file.api.output_path
  source_code_hash = data.archive_file.api.output_base64sha256

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.api.name
  }

  environment {
    variables = {
      ORIGIN_SECRET = aws_secretsmanager_secret_version.origin.secret_string
    }
  }

  depends_on = [aws_iam_role_policy.api]
}

resource "aws_apigatewayv2_api" "main" {
  name          = var.project_name
  description   = "API behind /api/* of the distribution"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "api" {
  api_id                 = aws_apigatewayv2_api.main.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.api.invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 15000
}

# Checks signature, issuer, audience and expiry of the token in the Authorization header.
resource "aws_apigatewayv2_authorizer" "api" {
  count = local.checks_api_tokens ? 1 : 0

  api_id           = aws_apigatewayv2_api.main.id
  name             = "token"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = var.api_jwt_issuer
    audience = var.api_jwt_audiences
  }

  # The route lets go of it first.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_apigatewayv2_route" "api" {
  api_id             = aws_apigatewayv2_api.main.id
  route_key          = "ANY /api/{proxy+}"
  target             = "integrations/${aws_apigatewayv2_integration.api.id}"
  authorization_type = local.checks_api_tokens ? "JWT" : "NONE"
  authorizer_id      = one(aws_apigatewayv2_authorizer.api[*].id)

  lifecycle {
    precondition {
      condition     = (var.api_jwt_issuer == "") == (length(var.api_jwt_audiences) == 0)
      error_message = "Give api_jwt_issuer and api_jwt_audiences together."
    }
  }
}

resource "aws_cloudwatch_log_group" "api_access" {
  name_prefix       = "/${var.project_name}/api-access-"
  retention_in_days = var.log_retention_days
}

resource "aws_apigatewayv2_stage" "api" {
  api_id      = aws_apigatewayv2_api.main.id
  name        = "$default"
  auto_deploy = true

  default_route_settings {
    throttling_rate_limit  = var.api_rate_limit
    throttling_burst_limit = var.api_burst_limit
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.api_access.arn
    format = jsonencode({
      time      = "$context.requestTime"
      requestId = "$context.requestId"
      ip        = "$context.identity.sourceIp"
      method    = "$context.httpMethod"
      path      = "$context.path"
      status    = "$context.status"
      latencyMs = "$context.responseLatency"
      error     = "$context.integrationErrorMessage"
    })
  }
}

resource "aws_lambda_permission" "api" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.api.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.main.execution_arn}/*/*/api/{proxy+}"
}
