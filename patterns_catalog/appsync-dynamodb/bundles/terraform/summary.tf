data "archive_file" "summary" {
  count = var.enable_summary_function ? 1 : 0

  type        = "zip"
  source_dir  = "${path.module}/src/functions/summarize-items"
  output_path = "${path.module}/.build/summarize-items.zip"
  # The same archive whoever applies: modes of files differ from machine to machine, and each would upload the code again.
  output_file_mode = "0644"
}

resource "aws_lambda_function" "summary" {
  count = var.enable_summary_function ? 1 : 0

  function_name    = "${var.project_name}-summarize-items"
  description      = "Counts the items of one owner of ${var.project_name}"
  runtime          = "nodejs24.x"
  architectures    = ["arm64"]
  handler          = "index.handler"
  memory_size      = 256
  timeout          = 10
  role             = aws_iam_role.summary_function[0].arn
  filename         = data.archive_file.summary[0].output_path
  source_code_hash = data.archive_file.summary[0].output_base64sha256

  environment {
    variables = {
      TABLE_NAME = aws_dynamodb_table.items.name
      INDEX_NAME = "byOwner"
    }
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.summary[0].name
  }

  tracing_config {
    mode = var.enable_xray ? "Active" : "PassThrough"
  }

  depends_on = [aws_iam_role_policy.summary_function]
}

resource "aws_appsync_datasource" "summary" {
  count = var.enable_summary_function ? 1 : 0

  api_id           = aws_appsync_graphql_api.api.id
  name             = "Summary"
  type             = "AWS_LAMBDA"
  service_role_arn = aws_iam_role.summary_invoke[0].arn

  lambda_config {
    function_arn = aws_lambda_function.summary[0].arn
  }
}

resource "aws_iam_role" "summary_invoke" {
  count = var.enable_summary_function ? 1 : 0

  name_prefix        = "${var.project_name}-invoke-"
  assume_role_policy = data.aws_iam_policy_document.appsync_trust.json
}

data "aws_iam_policy_document" "summary_invoke" {
  count = var.enable_summary_function ? 1 : 0

  statement {
    actions   = ["lambda:InvokeFunction"]
    resources = [aws_lambda_function.summary[0].arn]
  }
}

resource "aws_iam_role_policy" "summary_invoke" {
  count = var.enable_summary_function ? 1 : 0

  name   = "invoke"
  role   = aws_iam_role.summary_invoke[0].id
  policy = data.aws_iam_policy_document.summary_invoke[0].json
}

data "aws_iam_policy_document" "lambda_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "summary_function" {
  count = var.enable_summary_function ? 1 : 0

  name_prefix        = "${var.project_name}-summarize-"
  assume_role_policy = data.aws_iam_policy_document.lambda_trust.json
}

data "aws_iam_policy_document" "summary_function" {
  count = var.enable_summary_function ? 1 : 0

  statement {
    actions   = ["dynamodb:Query"]
    resources = ["${aws_dynamodb_table.items.arn}/index/byOwner"]
  }

  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.summary[0].arn}:*"]
  }

  dynamic "statement" {
    for_each = var.enable_xray ? ["*"] : []

    content {
      actions   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      resources = [statement.value]
    }
  }
}

resource "aws_iam_role_policy" "summary_function" {
  count = var.enable_summary_function ? 1 : 0

  name   = "summarize"
  role   = aws_iam_role.summary_function[0].id
  policy = data.aws_iam_policy_document.summary_function[0].json
}
