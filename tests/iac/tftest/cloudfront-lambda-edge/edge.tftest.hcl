# What stands before and behind the cache. Run by ../../test_terraform_tests.py.

mock_provider "aws" {}

mock_provider "archive" {}

run "tokens_are_checked_before_the_cache" {
  command = plan

  assert {
    condition     = contains([for found in aws_cloudfront_distribution.main.default_cache_behavior[0].lambda_function_association : found.event_type], "viewer-request")
    error_message = "The function that checks tokens must run before the cache."
  }
  assert {
    condition     = aws_cloudfront_distribution.main.default_cache_behavior[0].viewer_protocol_policy == "redirect-to-https"
    error_message = "Plain HTTP must be redirected."
  }
  assert {
    condition     = length(aws_cognito_user_pool.main) == 1 && aws_cognito_user_pool.main[0].deletion_protection == "ACTIVE"
    error_message = "Without an issuer of your own a protected user pool is created."
  }
}

run "tokens_of_an_issuer_of_your_own_are_checked_against_it" {
  command = plan

  variables {
    jwt_issuer   = "https://id.example.com"
    jwt_audience = "site"
  }

  assert {
    condition     = local.issuer == "https://id.example.com" && local.audience == "site"
    error_message = "The function must ask for the issuer and the audience that were given."
  }
}

run "the_cache_key_holds_the_user_when_the_origin_sees_one" {
  command = plan

  variables {
    origin_domain_name = "origin.example.com"
    forward_user       = true
  }

  assert {
    condition     = contains(aws_cloudfront_cache_policy.edge.parameters_in_cache_key_and_forwarded_to_origin[0].headers_config[0].headers[0].items, "x-user-id")
    error_message = "One user's page must never be another's."
  }
  assert {
    condition     = length(aws_s3_bucket.site) == 0
    error_message = "With an origin of your own no bucket is created."
  }
}

run "a_domain_name_needs_a_certificate" {
  command = plan

  variables {
    domain_names = ["app.example.com"]
  }

  expect_failures = [aws_cloudfront_distribution.main]
}

run "the_firewall_is_an_option" {
  command = plan

  variables {
    create_waf = true
  }

  assert {
    condition     = aws_wafv2_web_acl.main[0].scope == "CLOUDFRONT"
    error_message = "create_waf must create a web ACL for distributions."
  }
}

run "what_holds_files_is_protected" {
  command = plan

  assert {
    condition     = !aws_s3_bucket.site[0].force_destroy && !aws_s3_bucket.logs[0].force_destroy
    error_message = "A bucket with files must not go by accident."
  }
}

run "protection_can_be_taken_off" {
  command = plan

  variables {
    deletion_protection = false
  }

  assert {
    condition     = aws_s3_bucket.site[0].force_destroy && aws_cognito_user_pool.main[0].deletion_protection == "INACTIVE"
    error_message = "Without deletion_protection a destroy must run through."
  }
}

run "the_alarm_writes_to_somebody" {
  command = plan

  variables {
    alarm_email = "ops@example.com"
  }

  assert {
    condition     = length(aws_sns_topic_subscription.alarms) == 1 && aws_cloudwatch_metric_alarm.server_errors.metric_name == "5xxErrorRate"
    error_message = "alarm_email must hear of server errors."
  }
}
