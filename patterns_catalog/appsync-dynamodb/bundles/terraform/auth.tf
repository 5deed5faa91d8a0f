locals {
  user_pool_id        = var.user_pool_id == "" ? aws_cognito_user_pool.users[0].id : var.user_pool_id
  user_pool_client_id = var.user_pool_client_id == "" ? aws_cognito_user_pool_client.app[0].id : var.user_pool_client_id
}

resource "aws_cognito_user_pool" "users" {
  count = var.user_pool_id == "" ? 1 : 0

  name                     = var.project_name
  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]
  mfa_configuration        = "OPTIONAL"
  deletion_protection      = var.deletion_protection ? "ACTIVE" : "INACTIVE"

  username_configuration {
    case_sensitive = false
  }

  user_attribute_update_settings {
    attributes_require_verification_before_update = ["email"]
  }

  admin_create_user_config {
    allow_admin_create_user_only = !var.allow_self_sign_up
  }

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }

  software_token_mfa_configuration {
    enabled = true
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

resource "aws_cognito_user_pool_client" "app" {
  count = var.user_pool_client_id == "" ? 1 : 0

  name            = var.project_name
  user_pool_id    = local.user_pool_id
  generate_secret = false
  # The admin flow needs AWS credentials; smoke-test.sh signs in with it.
  explicit_auth_flows           = ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"]
  prevent_user_existence_errors = "ENABLED"
  enable_token_revocation       = true
  access_token_validity         = 60
  id_token_validity             = 60
  refresh_token_validity        = 30

  token_validity_units {
    access_token  = "minutes"
    id_token      = "minutes"
    refresh_token = "days"
  }
}
