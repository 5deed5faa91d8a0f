locals {
  other_callers = concat(var.enable_api_key ? ["API_KEY"] : [], var.enable_iam ? ["AWS_IAM"] : [])

  # src/schema.graphql has every option; what is switched off is taken out here.
  complete_schema   = file("${path.module}/src/schema.graphql")
  keyed_schema      = var.enable_api_key ? local.complete_schema : replace(local.complete_schema, "/ @aws_api_key/", "")
  signed_schema     = var.enable_iam ? local.keyed_schema : replace(local.keyed_schema, "/ @aws_iam/", "")
  authorized_schema = length(local.other_callers) > 0 ? local.signed_schema : replace(local.signed_schema, "/ @aws_cognito_user_pools/", "")
  pushing_schema    = var.enable_subscriptions ? local.authorized_schema : replace(local.authorized_schema, "/\ntype Subscription \\{[^}]*\\}/", "")
  schema            = var.enable_summary_function ? local.pushing_schema : replace(local.pushing_schema, "/\n  summarizeItems: ItemSummary!/", "")

  # AppSync rounds down to the hour; any other value would differ from the key's at every plan.
  api_key_hour       = floor(var.api_key_expires_at / 3600) * 3600
  api_key_expires_at = var.api_key_expires_at == 0 ? null : timeadd("1970-01-01T00:00:00Z", "${local.api_key_hour}s")
}

resource "aws_appsync_graphql_api" "api" {
  name                 = var.project_name
  schema               = local.schema
  authentication_type  = "AMAZON_COGNITO_USER_POOLS"
  query_depth_limit    = var.query_depth_limit
  resolver_count_limit = var.resolver_count_limit
  introspection_config = var.enable_introspection ? "ENABLED" : "DISABLED"
  xray_enabled         = var.enable_xray

  user_pool_config {
    user_pool_id        = local.user_pool_id
    aws_region          = data.aws_region.current.region
    app_id_client_regex = local.user_pool_client_id
    # Every signed-in user may call; the resolvers decide what each may touch.
    default_action = "ALLOW"
  }

  dynamic "additional_authentication_provider" {
    for_each = local.other_callers

    content {
      authentication_type = additional_authentication_provider.value
    }
  }

  log_config {
    cloudwatch_logs_role_arn = aws_iam_role.api_logs.arn
    field_log_level          = var.field_log_level
    # Verbose content would put request headers, tokens among them, into the log.
    exclude_verbose_content = true
  }

  depends_on = [aws_iam_role_policy.api_logs]

  lifecycle {
    precondition {
      condition     = var.user_pool_client_id == "" || var.user_pool_id != ""
      error_message = "user_pool_client_id needs the user_pool_id it belongs to."
    }
  }
}

resource "aws_appsync_api_key" "public" {
  count = var.enable_api_key ? 1 : 0

  api_id      = aws_appsync_graphql_api.api.id
  description = "Reads public items"
  expires     = local.api_key_expires_at
}

resource "aws_appsync_api_cache" "cache" {
  count = var.enable_cache ? 1 : 0

  api_id                     = aws_appsync_graphql_api.api.id
  api_caching_behavior       = "PER_RESOLVER_CACHING"
  type                       = var.cache_size
  ttl                        = var.cache_ttl_seconds
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
}

resource "aws_appsync_datasource" "table" {
  api_id           = aws_appsync_graphql_api.api.id
  name             = "Items"
  type             = "AMAZON_DYNAMODB"
  service_role_arn = aws_iam_role.table_access.arn

  dynamodb_config {
    table_name = aws_dynamodb_table.items.name
    region     = data.aws_region.current.region
  }
}

resource "aws_appsync_datasource" "none" {
  count = var.enable_subscriptions ? 1 : 0

  api_id = aws_appsync_graphql_api.api.id
  name   = "None"
  type   = "NONE"
}

data "aws_iam_policy_document" "appsync_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["appsync.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "table_access" {
  statement {
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"]
    resources = [aws_dynamodb_table.items.arn]
  }

  statement {
    actions   = ["dynamodb:Query"]
    resources = ["${aws_dynamodb_table.items.arn}/index/*"]
  }
}

resource "aws_iam_role" "table_access" {
  name_prefix        = "${var.project_name}-items-"
  assume_role_policy = data.aws_iam_policy_document.appsync_trust.json
}

resource "aws_iam_role_policy" "table_access" {
  name   = "items"
  role   = aws_iam_role.table_access.id
  policy = data.aws_iam_policy_document.table_access.json
}
