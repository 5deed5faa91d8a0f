# What the options turn on and off. Run by ../../test_terraform_tests.py.

mock_provider "aws" {}

mock_provider "archive" {}

run "no_key_and_no_introspection_unless_asked_for" {
  command = plan

  variables {
    enable_api_key       = false
    enable_introspection = false
  }

  assert {
    condition     = length(aws_appsync_api_key.public) == 0 && length(aws_appsync_graphql_api.api.additional_authentication_provider) == 0
    error_message = "Without the option no key may exist or be accepted."
  }
  assert {
    condition     = !strcontains(aws_appsync_graphql_api.api.schema, "@aws_api_key")
    error_message = "Without the option the schema must not name the key."
  }
  assert {
    condition     = aws_appsync_graphql_api.api.introspection_config == "DISABLED"
    error_message = "Without the option introspection must be off."
  }
}

run "a_key_comes_with_a_schema_that_accepts_it" {
  command = plan

  variables {
    enable_api_key = true
  }

  assert {
    condition     = length(aws_appsync_api_key.public) == 1 && strcontains(aws_appsync_graphql_api.api.schema, "@aws_api_key")
    error_message = "With the option the key must exist and be accepted."
  }
}

run "a_key_expires_on_the_hour" {
  command = plan

  variables {
    enable_api_key     = true
    api_key_expires_at = 1800001799
  }

  assert {
    condition     = aws_appsync_api_key.public[0].expires == "2027-01-15T08:00:00Z"
    error_message = "AppSync rounds down to the hour; another value would differ at every plan."
  }
}

run "pushes_are_an_option" {
  command = plan

  variables {
    enable_subscriptions = false
  }

  assert {
    condition     = length(aws_appsync_resolver.subscription) == 0 && !strcontains(aws_appsync_graphql_api.api.schema, "type Subscription")
    error_message = "Without the option nothing may subscribe."
  }
}

run "a_mail_address_gets_a_topic" {
  command = plan

  variables {
    alarm_email = "ops@example.com"
  }

  assert {
    condition     = length(aws_sns_topic.alarms) == 1 && length(aws_sns_topic_subscription.alarms) == 1
    error_message = "alarm_email must subscribe to a topic of its own."
  }
}

run "roles_of_aws_are_an_option" {
  command = plan

  variables {
    enable_iam = true
  }

  assert {
    condition     = join(",", [for provider in aws_appsync_graphql_api.api.additional_authentication_provider : provider.authentication_type]) == "AWS_IAM"
    error_message = "enable_iam must let in roles, and nobody else."
  }
  assert {
    condition     = strcontains(aws_appsync_graphql_api.api.schema, "@aws_iam") && !strcontains(aws_appsync_graphql_api.api.schema, "@aws_api_key")
    error_message = "The schema must say what roles may read."
  }
}

run "data_is_protected" {
  command = plan

  variables {
    deletion_protection = true
    create_web_acl      = true
  }

  assert {
    condition     = aws_dynamodb_table.items.deletion_protection_enabled && aws_cognito_user_pool.users[0].deletion_protection == "ACTIVE"
    error_message = "deletion_protection must reach the table and the user pool."
  }
  assert {
    condition     = length(aws_wafv2_web_acl_association.api) == 1
    error_message = "create_web_acl must attach a web ACL."
  }
}

run "a_client_needs_its_pool" {
  command = plan

  variables {
    user_pool_client_id = "1example23456789abcdefghij"
  }

  expect_failures = [aws_appsync_graphql_api.api]
}
