locals {
  api_logs_on = var.api_logs != "off"
  create_role = var.api_logs == "create-role"

  access_log_format = jsonencode({
    requestId            = "$context.requestId"
    time                 = "$context.requestTime"
    ip                   = "$context.identity.sourceIp"
    method               = "$context.httpMethod"
    path                 = "$context.resourcePath"
    status               = "$context.status"
    latencyMs            = "$context.responseLatency"
    integrationLatencyMs = "$context.integrationLatency"
    sub                  = "$context.authorizer.claims.sub"
    apiKeyId             = "$context.identity.apiKeyId"
    wafStatus            = "$context.waf.status"
    error                = "$context.error.message"
    traceId              = "$context.xrayTraceId"
  })
}

# --- Logs of the API -----------------------------------------------------------------------

# The account has one such role per Region, shared by all its APIs. terraform destroy would clear it for all of
# them: the README says how to leave it in place.
resource "aws_api_gateway_account" "logs" {
  count = local.create_role ? 1 : 0

  cloudwatch_role_arn = aws_iam_role.api_logs[0].arn

  depends_on = [aws_iam_role_policy_attachment.api_logs]
}

resource "aws_iam_role" "api_logs" {
  count = local.create_role ? 1 : 0

  name_prefix = "${var.project_name}-api-logs-"
  description = "Lets API Gateway write the logs of every API in this account and Region"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "apigateway.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "api_logs" {
  count = local.create_role ? 1 : 0

  role       = aws_iam_role.api_logs[0].name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
}

resource "aws_cloudwatch_log_group" "access" {
  count = local.api_logs_on ? 1 : 0

  name              = "/aws/apigateway/${var.project_name}-access"
  retention_in_days = var.log_retention_days
}

resource "aws_cloudwatch_log_group" "execution" {
  count = local.api_logs_on ? 1 : 0

  name              = "API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.main.id}/prod"
  retention_in_days = var.log_retention_days
}

# --- Alarms --------------------------------------------------------------------------------

locals {
  alarm_actions = aws_sns_topic.alarms[*].arn

  function_alarms = {
    errors = {
      metric      = "Errors"
      threshold   = 5
      description = "The five functions failed at least 5 times together in each of 2 minutes out of 5"
    }
    throttles = {
      metric      = "Throttles"
      threshold   = 1
      description = "Lambda refused a call in each of 2 minutes out of 5 because the account's concurrency was used up"
    }
  }
}

# Not encrypted with the key alias/aws/sns: CloudWatch may not use that key, and the mail would never come.
resource "aws_sns_topic" "alarms" {
  count = var.alarm_email == "" ? 0 : 1

  name         = "${var.project_name}-alarms"
  display_name = "${var.project_name} alarms"
}

resource "aws_sns_topic_subscription" "alarms" {
  count = var.alarm_email == "" ? 0 : 1

  topic_arn = aws_sns_topic.alarms[0].arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

resource "aws_cloudwatch_metric_alarm" "server_errors" {
  alarm_name          = "${var.project_name}-api-5xx"
  alarm_description   = "The API answered 5xx at least 5 times in each of 2 minutes out of 5"
  namespace           = "AWS/ApiGateway"
  metric_name         = "5XXError"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  datapoints_to_alarm = 2
  threshold           = 5
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions

  dimensions = {
    ApiName = aws_api_gateway_rest_api.main.name
    Stage   = aws_api_gateway_stage.prod.stage_name
  }
}

resource "aws_cloudwatch_metric_alarm" "latency" {
  alarm_name          = "${var.project_name}-api-latency"
  alarm_description   = "One request in twenty took longer than ${var.latency_alarm_ms} ms for 15 minutes"
  namespace           = "AWS/ApiGateway"
  metric_name         = "Latency"
  extended_statistic  = "p95"
  period              = 300
  evaluation_periods  = 3
  threshold           = var.latency_alarm_ms
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions

  dimensions = {
    ApiName = aws_api_gateway_rest_api.main.name
    Stage   = aws_api_gateway_stage.prod.stage_name
  }
}

resource "aws_cloudwatch_metric_alarm" "functions" {
  for_each = local.function_alarms

  alarm_name          = "${var.project_name}-function-${each.key}"
  alarm_description   = each.value.description
  evaluation_periods  = 5
  datapoints_to_alarm = 2
  threshold           = each.value.threshold
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions

  metric_query {
    id          = "total"
    label       = "Function ${each.key}"
    expression  = "SUM(METRICS())"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = aws_lambda_function.item

    content {
      id          = metric_query.key
      return_data = false

      metric {
        namespace   = "AWS/Lambda"
        metric_name = each.value.metric
        period      = 60
        stat        = "Sum"

        dimensions = {
          FunctionName = metric_query.value.function_name
        }
      }
    }
  }
}
