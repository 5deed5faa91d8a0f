locals {
  create_web_acl = var.create_web_acl && var.web_acl_arn == ""
  web_acl_arns   = local.create_web_acl ? aws_wafv2_web_acl.api[*].arn : [var.web_acl_arn]

  # Rules that a group counts instead of blocking. A GraphQL body may well be longer than
  # SizeRestrictions_BODY allows.
  managed_rules = {
    ip-reputation    = { priority = 1, group = "AWSManagedRulesAmazonIpReputationList", count = [] }
    common           = { priority = 2, group = "AWSManagedRulesCommonRuleSet", count = ["SizeRestrictions_BODY"] }
    known-bad-inputs = { priority = 3, group = "AWSManagedRulesKnownBadInputsRuleSet", count = [] }
  }
}

resource "aws_wafv2_web_acl" "api" {
  count = local.create_web_acl ? 1 : 0

  name  = "${var.project_name}-graphql"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    sampled_requests_enabled   = true
    metric_name                = "${var.project_name}-graphql"
  }

  rule {
    name     = "rate-limit"
    priority = 0

    action {
      block {}
    }

    statement {
      rate_based_statement {
        aggregate_key_type    = "IP"
        evaluation_window_sec = 300
        limit                 = var.waf_requests_per_5_minutes
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      sampled_requests_enabled   = true
      metric_name                = "rate-limit"
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
            for_each = rule.value.count

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
        sampled_requests_enabled   = true
        metric_name                = rule.key
      }
    }
  }
}

resource "aws_wafv2_web_acl_association" "api" {
  count = var.create_web_acl || var.web_acl_arn != "" ? 1 : 0

  resource_arn = aws_appsync_graphql_api.api.arn
  web_acl_arn  = local.web_acl_arns[0]
}
