# A web ACL for CloudFront lives in us-east-1, like everything else here.

locals {
  # One that is given is used, and none created.
  creates_web_acl = var.create_waf && var.web_acl_arn == ""
  web_acl_arn     = local.creates_web_acl ? aws_wafv2_web_acl.main[0].arn : (var.web_acl_arn == "" ? null : var.web_acl_arn)

  managed_rule_groups = {
    ip-reputation    = { priority = 1, group = "AWSManagedRulesAmazonIpReputationList", counted = [] }
    common           = { priority = 2, group = "AWSManagedRulesCommonRuleSet", counted = ["SizeRestrictions_BODY"] }
    known-bad-inputs = { priority = 3, group = "AWSManagedRulesKnownBadInputsRuleSet", counted = [] }
  }
}

resource "aws_wafv2_web_acl" "main" {
  count = local.creates_web_acl ? 1 : 0

  name        = "${var.project_name}-edge"
  description = "Protects the distribution of ${var.project_name}"
  scope       = "CLOUDFRONT"

  default_action {
    allow {}
  }

  rule {
    name     = "rate-limit"
    priority = 0

    action {
      block {}
    }

    statement {
      rate_based_statement {
        aggregate_key_type = "IP"
        limit              = var.waf_rate_limit
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "rate-limit"
      sampled_requests_enabled   = true
    }
  }

  dynamic "rule" {
    for_each = local.managed_rule_groups

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

          # Counts instead of blocking: as a block, SizeRestrictions_BODY refuses every upload above 8 KB.
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
    metric_name                = "${var.project_name}-web-acl"
    sampled_requests_enabled   = true
  }

  lifecycle {
    # The distribution lets go of it first.
    create_before_destroy = true
  }
}
