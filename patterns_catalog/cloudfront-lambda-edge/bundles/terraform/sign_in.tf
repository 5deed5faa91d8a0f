# A user pool, unless the tokens come from an issuer of your own.

locals {
  creates_user_pool = var.require_auth && var.jwt_issuer == ""

  issuer   = local.creates_user_pool ? "https://${aws_cognito_user_pool.main[0].endpoint}" : var.jwt_issuer
  audience = local.creates_user_pool ? aws_cognito_user_pool_client.site[0].id : var.jwt_audience
}

resource "aws_cognito_user_pool" "main" {
  count = local.creates_user_pool ? 1 : 0

  name                     = var.project_name
  deletion_protection      = var.deletion_protection ? "ACTIVE" : "INACTIVE"
  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]
  mfa_configuration        = "OPTIONAL"

  username_configuration {
    case_sensitive = false
  }

  admin_create_user_config {
    allow_admin_create_user_only = !var.self_sign_up
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

  password_policy {
    minimum_length                   = 12
    require_lowercase                = true
    require_uppercase                = true
    require_numbers                  = true
    require_symbols                  = false
    temporary_password_validity_days = 7
  }
}

resource "aws_cognito_user_pool_client" "site" {
  count = local.creates_user_pool ? 1 : 0

  name                          = "${var.project_name}-site"
  user_pool_id                  = aws_cognito_user_pool.main[0].id
  generate_secret               = false
  prevent_user_existence_errors = "ENABLED"
  enable_token_revocation       = true
  # The admin flow needs IAM permission of this account; the smoke test uses it.
  explicit_auth_flows   = ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"]
  id_token_validity     = 60
  access_token_validity = 60

  token_validity_units {
    id_token     = "minutes"
    access_token = "minutes"
  }
}
