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

# A function that fails is a 502 or 503 to the viewer, so this hears of the functions in every Region, too.
resource "aws_cloudwatch_metric_alarm" "server_errors" {
  alarm_name          = "${var.project_name}-5xx"
  alarm_description   = "More than 5 % of the requests to ${var.project_name} failed with 5xx in each of 2 periods of 5 minutes"
  namespace           = "AWS/CloudFront"
  metric_name         = "5xxErrorRate"
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 2
  threshold           = 5
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = aws_sns_topic.alarms[*].arn
  ok_actions          = aws_sns_topic.alarms[*].arn

  dimensions = {
    DistributionId = aws_cloudfront_distribution.main.id
    Region         = "Global"
  }
}
