resource "aws_iam_role" "api_logs" {
  name_prefix        = "${var.project_name}-logs-"
  assume_role_policy = data.aws_iam_policy_document.appsync_trust.json
}

data "aws_iam_policy_document" "api_logs" {
  statement {
    actions   = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:log-group:/aws/appsync/apis/*"]
  }
}

resource "aws_iam_role_policy" "api_logs" {
  name   = "logs"
  role   = aws_iam_role.api_logs.id
  policy = data.aws_iam_policy_document.api_logs.json
}

resource "aws_cloudwatch_log_group" "api" {
  name              = "/aws/appsync/apis/${aws_appsync_graphql_api.api.id}"
  retention_in_days = var.log_retention_days
}

resource "aws_cloudwatch_log_group" "summary" {
  count = var.enable_summary_function ? 1 : 0

  name              = "/aws/lambda/${var.project_name}-summarize-items"
  retention_in_days = var.log_retention_days
}

locals {
  creates_topic = var.alarm_topic_arn == "" && var.alarm_email != ""
  alarm_topics  = var.alarm_topic_arn == "" ? aws_sns_topic.alarms[*].arn : [var.alarm_topic_arn]
}

# Not encrypted with the key alias/aws/sns: CloudWatch may not use that key, and the mail would never come.
resource "aws_sns_topic" "alarms" {
  count = local.creates_topic ? 1 : 0

  name         = "${var.project_name}-alarms"
  display_name = "${var.project_name} alarms"
}

resource "aws_sns_topic_subscription" "alarms" {
  count = local.creates_topic ? 1 : 0

  topic_arn = aws_sns_topic.alarms[0].arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

resource "aws_cloudwatch_metric_alarm" "server_errors" {
  alarm_name          = "${var.project_name}-server-errors"
  alarm_description   = "${var.project_name} answered at least 5 requests with a server error within 5 minutes."
  namespace           = "AWS/AppSync"
  metric_name         = "5XXError"
  dimensions          = { GraphQLAPIId = aws_appsync_graphql_api.api.id }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 5
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_topics
}

resource "aws_cloudwatch_metric_alarm" "latency" {
  alarm_name          = "${var.project_name}-latency"
  alarm_description   = "One request in twenty to ${var.project_name} took longer than ${var.latency_alarm_ms} ms for 15 minutes."
  namespace           = "AWS/AppSync"
  metric_name         = "Latency"
  dimensions          = { GraphQLAPIId = aws_appsync_graphql_api.api.id }
  extended_statistic  = "p95"
  period              = 300
  evaluation_periods  = 3
  threshold           = var.latency_alarm_ms
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_topics
}
