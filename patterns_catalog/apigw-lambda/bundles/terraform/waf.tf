locals {
  create_web_acl = var.waf_enabled && var.web_acl_arn == ""

  managed_rules = {
    ip-reputation = { priority = 1, group = "AWSManagedRulesAmazonIpReputationList", counted = [] }
    # Counted, not blocked: it refuses every body above 8 KB. The handlers check sizes themselves.
    common-rules     = { priority = 2, group = "AWSManagedRulesCommonRuleSet", counted = ["SizeRestrictions_BODY"] }
    known-bad-inputs = { priority = 3, group = "AWSManagedRulesKnownBadInputsRuleSet", counted = [] }
  }
}

resource "aws_wafv2_web_acl" "main" {
  count = local.create_web_acl ? 1 : 0

  name        = "${var.project_name}-api"
  description = "Managed rules and a limit per IP address"
  scope       = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "rate-per-ip"
    priority = 0

    action {
      block {}
    }

    statement {
      rate_based_statement {
        aggregate_key_type    = "IP"
        evaluation_window_sec = 300
        limit                 = var.waf_rate_limit
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "rate-per-ip"
      sampled_requests_enabled   = true
    }
  }

  dynamic "rule" {
    for_each = local.managed_rules

    content {
      name     = rule.key
      priority = rule.value.priority

      override_action {
        none {}
      }

      statement {
        managed_rule_group_statement {
          vendor_name = "AWS"
          name        = rule.value.group

          dynamic "rule_action_override" {
            for_each = rule.value.counted

            content {
              name = rule_action_override.value

              action_to_use {
                count {}
              }
            }
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = rule.key
        sampled_requests_enabled   = true
      }
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "${var.project_name}-api"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "api" {
  count = local.create_web_acl || var.web_acl_arn != "" ? 1 : 0

  resource_arn = aws_api_gateway_stage.prod.arn
  web_acl_arn  = local.create_web_acl ? aws_wafv2_web_acl.main[0].arn : var.web_acl_arn
}
