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

resource "aws_cloudwatch_metric_alarm" "failing_replies" {
  count = var.alarms ? 1 : 0

  alarm_name          = "${var.project_name}-failing-replies"
  alarm_description   = "More than 5 % of the replies were 5xx, from the tasks or from the load balancer, in each of 3 minutes out of 5"
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

resource "aws_cloudwatch_metric_alarm" "slow_replies" {
  count = var.alarms ? 1 : 0

  alarm_name          = "${var.project_name}-slow-replies"
  alarm_description   = "More than 5 of 100 replies began later than slow_response_ms in each of 10 minutes out of 15"
  evaluation_periods  = 15
  datapoints_to_alarm = 10
  threshold           = var.slow_response_ms
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions

  metric_query {
    id          = "milliseconds"
    label       = "p95 of the time to reply in ms"
    expression  = "1000 * seconds"
    return_data = true
  }

  metric_query {
    id          = "seconds"
    return_data = false

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "TargetResponseTime"
      period      = 60
      stat        = "p95"
      dimensions  = { LoadBalancer = aws_lb.main.arn_suffix }
    }
  }
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

# Scaling would have brought the average down: above 90 % there is no task left to add.
resource "aws_cloudwatch_metric_alarm" "no_headroom" {
  count = var.alarms ? 1 : 0

  alarm_name          = "${var.project_name}-no-headroom"
  alarm_description   = "Average CPU utilization stayed above 90 % for 15 minutes, so max_count is too low or scaling does not keep up"
  namespace           = "AWS/ECS"
  metric_name         = "CPUUtilization"
  statistic           = "Average"
  period              = 60
  evaluation_periods  = 15
  threshold           = 90
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions

  dimensions = {
    ClusterName = aws_ecs_cluster.main.name
    ServiceName = aws_ecs_service.app.name
  }
}
