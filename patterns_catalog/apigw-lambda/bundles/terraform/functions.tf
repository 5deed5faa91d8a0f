locals {
  # One function per route. The key is the name of its file in src/handlers; action is all it may do with the table.
  functions = {
    listItems = {
      name        = "list-items"
      description = "List the items of the caller"
      method      = "GET"
      path        = "items"
      action      = "dynamodb:Query"
    }
    createItem = {
      name        = "create-item"
      description = "Create an item owned by the caller"
      method      = "POST"
      path        = "items"
      action      = "dynamodb:PutItem"
    }
    getItem = {
      name        = "get-item"
      description = "Read one item of the caller"
      method      = "GET"
      path        = "items/{id}"
      action      = "dynamodb:GetItem"
    }
    updateItem = {
      name        = "update-item"
      description = "Replace the contents of an item of the caller"
      method      = "PUT"
      path        = "items/{id}"
      action      = "dynamodb:UpdateItem"
    }
    deleteItem = {
      name        = "delete-item"
      description = "Delete an item of the caller"
      method      = "DELETE"
      path        = "items/{id}"
      action      = "dynamodb:DeleteItem"
    }
  }

  stage_arn = "${aws_api_gateway_rest_api.main.execution_arn}/prod"

  # A query reads the index; everything else touches the table itself.
  table_arn = aws_dynamodb_table.items.arn
  index_arn = "${local.table_arn}/index/${local.owner_index}"
}

data "archive_file" "source" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/.build/src.zip"
  # The same archive whoever applies: modes of files differ from machine to machine, and each would publish a version.
  output_file_mode = "0644"
}

resource "aws_lambda_function" "item" {
  for_each = local.functions

  function_name    = "${var.project_name}-${each.value.name}"
  description      = each.value.description
  role             = aws_iam_role.function[each.key].arn
  filename         = data.archive_file.source.output_path
  source_code_hash = data.archive_file.source.output_base64sha256
  handler          = "handlers/${each.key}.handler"
  runtime          = "nodejs24.x"
  architectures    = ["arm64"]
  timeout          = var.function_timeout
  memory_size      = var.function_memory
  # Each change of code or settings publishes a version, and the alias moves to it.
  publish = true

  environment {
    variables = {
      TABLE_NAME     = aws_dynamodb_table.items.name
      OWNER_INDEX    = local.owner_index
      ALLOWED_ORIGIN = var.allowed_origin
    }
  }

  logging_config {
    log_group             = aws_cloudwatch_log_group.function[each.key].name
    log_format            = "JSON"
    application_log_level = "INFO"
    system_log_level      = "WARN"
  }

  tracing_config {
    mode = var.tracing_enabled ? "Active" : "PassThrough"
  }

  depends_on = [aws_iam_role_policy.function]
}

resource "aws_lambda_alias" "live" {
  for_each = local.functions

  name             = "live"
  function_name    = aws_lambda_function.item[each.key].function_name
  function_version = aws_lambda_function.item[each.key].version
}

resource "aws_lambda_provisioned_concurrency_config" "live" {
  for_each = var.provisioned_concurrency > 0 ? local.functions : {}

  function_name                     = aws_lambda_function.item[each.key].function_name
  qualifier                         = aws_lambda_alias.live[each.key].name
  provisioned_concurrent_executions = var.provisioned_concurrency
}

resource "aws_lambda_permission" "api" {
  for_each = local.functions

  statement_id  = "AllowApiGateway"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.item[each.key].function_name
  qualifier     = aws_lambda_alias.live[each.key].name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${local.stage_arn}/${each.value.method}/${replace(each.value.path, "{id}", "*")}"
}

resource "aws_cloudwatch_log_group" "function" {
  for_each = local.functions

  name              = "/aws/lambda/${var.project_name}-${each.value.name}"
  retention_in_days = var.log_retention_days
}

# --- One role per function -----------------------------------------------------------------

resource "aws_iam_role" "function" {
  for_each = local.functions

  name_prefix = "${var.project_name}-${each.value.name}-"
  description = "What ${var.project_name}-${each.value.name} may do"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "function" {
  for_each = local.functions

  name = each.value.name
  role = aws_iam_role.function[each.key].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Effect   = "Allow"
          Action   = [each.value.action]
          Resource = each.value.action == "dynamodb:Query" ? local.index_arn : local.table_arn
        },
        {
          Effect   = "Allow"
          Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
          Resource = "${aws_cloudwatch_log_group.function[each.key].arn}:*"
        },
      ],
      var.tracing_enabled ? [{
        Effect   = "Allow"
        Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
        Resource = "*"
      }] : [],
    )
  })
}
