locals {
  user_pool_auth   = var.authentication == "user-pool"
  create_user_pool = local.user_pool_auth && var.user_pool_arn == ""
  user_pool_arn    = local.create_user_pool ? aws_cognito_user_pool.main[0].arn : var.user_pool_arn
}

# --- Users ---------------------------------------------------------------------------------

resource "aws_cognito_user_pool" "main" {
  count = local.create_user_pool ? 1 : 0

  name                     = "${var.project_name}-users"
  user_pool_tier           = "ESSENTIALS"
  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]
  mfa_configuration        = "OPTIONAL"
  deletion_protection      = var.deletion_protection ? "ACTIVE" : "INACTIVE"

  username_configuration {
    case_sensitive = false
  }

  admin_create_user_config {
    allow_admin_create_user_only = !var.self_sign_up
  }

  password_policy {
    minimum_length                   = 12
    require_lowercase                = true
    require_uppercase                = true
    require_numbers                  = true
    require_symbols                  = false
    temporary_password_validity_days = 7
  }

  software_token_mfa_configuration {
    enabled = true
  }

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }
}

resource "aws_cognito_user_pool_client" "main" {
  count = local.create_user_pool ? 1 : 0

  name            = "${var.project_name}-client"
  user_pool_id    = aws_cognito_user_pool.main[0].id
  generate_secret = false

  # ADMIN_USER_PASSWORD needs IAM credentials; it is how the smoke test signs in.
  explicit_auth_flows = [
    "ALLOW_USER_SRP_AUTH",
    "ALLOW_REFRESH_TOKEN_AUTH",
    "ALLOW_ADMIN_USER_PASSWORD_AUTH",
  ]

  prevent_user_existence_errors = "ENABLED"
  enable_token_revocation       = true
  id_token_validity             = 60
  access_token_validity         = 60
  refresh_token_validity        = 30

  token_validity_units {
    id_token      = "minutes"
    access_token  = "minutes"
    refresh_token = "days"
  }
}

# --- API keys ------------------------------------------------------------------------------

resource "aws_api_gateway_api_key" "first" {
  count = local.user_pool_auth ? 0 : 1

  name        = "${var.project_name}-first-client"
  description = "First client of ${var.project_name}-api"
}

resource "aws_api_gateway_usage_plan" "clients" {
  count = local.user_pool_auth ? 0 : 1

  name = "${var.project_name}-clients"

  api_stages {
    api_id = aws_api_gateway_rest_api.main.id
    stage  = aws_api_gateway_stage.prod.stage_name
  }

  throttle_settings {
    rate_limit  = var.throttle_rate
    burst_limit = var.throttle_burst
  }

  dynamic "quota_settings" {
    for_each = var.monthly_quota > 0 ? [var.monthly_quota] : []

    content {
      limit  = quota_settings.value
      period = "MONTH"
    }
  }
}

resource "aws_api_gateway_usage_plan_key" "first" {
  count = local.user_pool_auth ? 0 : 1

  key_id        = aws_api_gateway_api_key.first[0].id
  key_type      = "API_KEY"
  usage_plan_id = aws_api_gateway_usage_plan.clients[0].id
}
