# Who may call, and what stays when it goes. Run by ../../test_terraform_tests.py.

mock_provider "aws" {}

mock_provider "archive" {}

run "users_sign_in_and_the_preflight_is_open" {
  command = plan

  assert {
    condition     = alltrue([for route in aws_api_gateway_method.route : route.authorization == "COGNITO_USER_POOLS"])
    error_message = "Every route must ask for a token of the user pool."
  }
  assert {
    condition     = alltrue([for preflight in aws_api_gateway_method.preflight : preflight.authorization == "NONE"])
    error_message = "A browser sends the preflight without a token."
  }
}

run "keys_replace_tokens" {
  command = plan

  variables {
    authentication = "api-key"
  }

  assert {
    condition     = alltrue([for route in aws_api_gateway_method.route : route.api_key_required])
    error_message = "With API keys every route must ask for one."
  }
  assert {
    condition     = length(aws_cognito_user_pool.main) == 0 && length(aws_api_gateway_usage_plan_key.first) == 1
    error_message = "With API keys there is a key in a plan, and no user pool."
  }
}

run "protection_and_firewall_are_options" {
  command = plan

  variables {
    deletion_protection = true
    waf_enabled         = true
  }

  assert {
    condition     = aws_dynamodb_table.items.deletion_protection_enabled
    error_message = "deletion_protection must reach the table."
  }
  assert {
    condition     = length(aws_wafv2_web_acl_association.api) == 1
    error_message = "waf_enabled must attach a web ACL."
  }
}

run "warm_functions_are_an_option" {
  command = plan

  variables {
    provisioned_concurrency = 2
  }

  assert {
    condition     = alltrue([for warm in aws_lambda_provisioned_concurrency_config.live : warm.provisioned_concurrent_executions == 2])
    error_message = "provisioned_concurrency must reach every function."
  }
}

run "a_host_name_needs_its_certificate" {
  command = plan

  variables {
    domain_name = "api.example.com"
  }

  expect_failures = [aws_api_gateway_domain_name.api[0]]
}

run "a_quota_holds_for_every_key" {
  command = plan

  variables {
    authentication = "api-key"
    monthly_quota  = 1000000
  }

  assert {
    condition     = aws_api_gateway_usage_plan.clients[0].quota_settings[0].limit == 1000000
    error_message = "monthly_quota must reach the plan of the keys."
  }
}
