# Each function is its configuration, written from the variables, and its code. A change of either publishes a version.

locals {
  viewer_request_configuration = <<-EOT
    // Configuration of ${var.project_name} for ${var.edge_runtime}: the edge has no environment variables.
    const CONFIG = {
      requireAuth: ${var.require_auth},
      issuer: '${local.issuer}',
      audience: '${local.audience}',
      jwksUri: '${var.jwks_uri}',
      signInUrl: '${var.sign_in_url}',
      tokenCookie: '${var.token_cookie}',
      publicPaths: '${var.public_paths}'.split(',').filter(Boolean),
      experiment: '${var.experiment_name}',
      variantBShare: ${var.variant_b_share},
      customOrigin: '${var.origin_domain_name}' !== '',
      forwardUser: ${var.forward_user},
    };
  EOT

  viewer_response_configuration = <<-EOT
    // Configuration of ${var.project_name} for ${var.edge_runtime}: the edge has no environment variables.
    const CONFIG = {
      requireAuth: ${var.require_auth},
      experiment: '${var.experiment_name}',
      variantBShare: ${var.variant_b_share},
    };
  EOT
}

data "archive_file" "viewer_request" {
  type        = "zip"
  output_path = "${path.module}/build/viewer-request.zip"

  source {
    filename = "index.js"
    content  = "${local.viewer_request_configuration}\n${file("${path.module}/src/viewer-request.js")}"
  }
}

data "archive_file" "viewer_response" {
  type        = "zip"
  output_path = "${path.module}/build/viewer-response.zip"

  source {
    filename = "index.js"
    content  = "${local.viewer_response_configuration}\n${file("${path.module}/src/viewer-response.js")}"
  }
}

data "aws_iam_policy_document" "edge_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com", "edgelambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "edge" {
  statement {
    actions = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [
      "arn:${data.aws_partition.current.partition}:logs:*:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/us-east-1.*",
    ]
  }
}

resource "aws_iam_role" "edge" {
  name_prefix        = "${var.project_name}-edge-"
  description        = "Lets the edge functions write their logs in whichever Region they run"
  assume_role_policy = data.aws_iam_policy_document.edge_trust.json
}

resource "aws_iam_role_policy" "edge" {
  name   = "write-logs"
  role   = aws_iam_role.edge.id
  policy = data.aws_iam_policy_document.edge.json
}

resource "aws_lambda_function" "viewer_request" {
  function_name    = "${var.project_name}-viewer-request"
  description      = "Checks the token and assigns the variant, before the cache"
  runtime          = var.edge_runtime
  architectures    = ["x86_64"]
  handler          = "index.handler"
  memory_size      = 128
  timeout          = 5
  role             = aws_iam_role.edge.arn
  filename         = data.archive_file.viewer_request.output_path
  source_code_hash = data.archive_file.viewer_request.output_base64sha256
  publish          = true
  # The replicas at the edge keep a function from being deleted for hours: it is left behind instead.
  skip_destroy = true

  depends_on = [aws_iam_role_policy.edge]

  lifecycle {
    precondition {
      condition     = var.jwt_issuer == "" || var.jwt_audience != ""
      error_message = "jwt_issuer needs jwt_audience; without it any token of the issuer would do."
    }
  }
}

resource "aws_lambda_function" "viewer_response" {
  function_name    = "${var.project_name}-viewer-response"
  description      = "Writes the headers of the response, behind the cache"
  runtime          = var.edge_runtime
  architectures    = ["x86_64"]
  handler          = "index.handler"
  memory_size      = 128
  timeout          = 5
  role             = aws_iam_role.edge.arn
  filename         = data.archive_file.viewer_response.output_path
  source_code_hash = data.archive_file.viewer_response.output_base64sha256
  publish          = true
  skip_destroy     = true

  depends_on = [aws_iam_role_policy.edge]
}

# The logs of requests that run in us-east-1. Every other Region writes a group of the same name of its own.
resource "aws_cloudwatch_log_group" "viewer_request" {
  name              = "/aws/lambda/us-east-1.${aws_lambda_function.viewer_request.function_name}"
  retention_in_days = var.log_retention_days
}

resource "aws_cloudwatch_log_group" "viewer_response" {
  name              = "/aws/lambda/us-east-1.${aws_lambda_function.viewer_response.function_name}"
  retention_in_days = var.log_retention_days
}
