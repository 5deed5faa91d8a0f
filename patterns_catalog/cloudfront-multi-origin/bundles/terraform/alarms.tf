# Of what stands in this Region; the distribution's own metrics are in us-east-1.

locals {
  alarm_actions = aws_sns_topic.alarms[*].arn

  # What the share of failing replies is made of, by its name in the expression.
  reply_counts = {
    tasks    = "HTTPCode_Target_5XX_Count"
    balancer = "HTTPCode_ELB_5XX_Count"
    requests = "RequestCount"
  }
}

# Not encrypted with the key alias/aws/sns: CloudWatch may not use that key, and the mail would never come.
resource "aws_sns_topic" "alarms" {
  count = var.alarms && var.alarm_email != "" ? 1 : 0

  name_prefix  = "${var.project_name}-alarms-"
  display_name = "${var.project_name} alarms"
}

resource "aws_sns_topic_subscription" "alarms" {
  count = length(aws_sns_topic.alarms)

  topic_arn = aws_sns_topic.alarms[0].arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

resource "aws_cloudwatch_metric_alarm" "failing_pages" {
  count = var.alarms ? 1 : 0

  alarm_name          = "${var.project_name}-failing-pages"
  alarm_description   = "More than 5 % of the load balancer's replies were 5xx in each of 3 minutes out of 5"
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  threshold           = 5
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions

  # A kind of reply that did not occur has no value at all, which FILL turns into none.
  metric_query {
    id          = "share"
    label       = "5xx replies in percent"
    expression  = "100 * (FILL(tasks, 0) + FILL(balancer, 0)) / requests"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = local.reply_counts

    content {
      id          = metric_query.key
      return_data = false

      metric {
        namespace   = "AWS/ApplicationELB"
        metric_name = metric_query.value
        period      = 60
        stat        = "Sum"
        dimensions  = { LoadBalancer = aws_lb.main.arn_suffix }
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "failing_api" {
  count = var.alarms ? 1 : 0

  alarm_name          = "${var.project_name}-failing-api"
  alarm_description   = "The API answered 5xx at least 5 times in each of 3 minutes out of 5"
  namespace           = "AWS/ApiGateway"
  metric_name         = "5xx"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  threshold           = 5
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions

  dimensions = { ApiId = aws_apigatewayv2_api.main.id }
}

resource "aws_cloudwatch_metric_alarm" "unhealthy_tasks" {
  count = var.alarms ? 1 : 0

  alarm_name          = "${var.project_name}-unhealthy-tasks"
  alarm_description   = "A task of the service failed its health check in each of 5 minutes"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "UnHealthyHostCount"
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions

  dimensions = {
    LoadBalancer = aws_lb.main.arn_suffix
    TargetGroup  = aws_lb_target_group.main.arn_suffix
  }
}
