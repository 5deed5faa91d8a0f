locals {
  # Field => its type and the file under src/resolvers that resolves it from the table.
  table_resolvers = {
    getItem         = "Query"
    listItems       = "Query"
    listPublicItems = "Query"
    createItem      = "Mutation"
    updateItem      = "Mutation"
    deleteItem      = "Mutation"
  }
}

# The API's ID stands only after its schema does, so every resolver waits for the schema.
resource "aws_appsync_resolver" "table" {
  for_each = local.table_resolvers

  api_id      = aws_appsync_graphql_api.api.id
  type        = each.value
  field       = each.key
  data_source = aws_appsync_datasource.table.name
  code        = file("${path.module}/src/resolvers/${each.key}.js")

  runtime {
    name            = "APPSYNC_JS"
    runtime_version = "1.0.0"
  }

  # The one list that is the same for every caller is the one that is cached.
  dynamic "caching_config" {
    for_each = var.enable_cache && each.key == "listPublicItems" ? [var.cache_ttl_seconds] : []

    content {
      ttl          = caching_config.value
      caching_keys = ["$context.arguments.limit", "$context.arguments.nextToken"]
    }
  }
}

resource "aws_appsync_resolver" "subscription" {
  for_each = toset(var.enable_subscriptions ? ["onCreateItem", "onUpdateItem", "onDeleteItem"] : [])

  api_id      = aws_appsync_graphql_api.api.id
  type        = "Subscription"
  field       = each.value
  data_source = aws_appsync_datasource.none[0].name
  code        = file("${path.module}/src/resolvers/onItemChange.js")

  runtime {
    name            = "APPSYNC_JS"
    runtime_version = "1.0.0"
  }
}

resource "aws_appsync_resolver" "summary" {
  count = var.enable_summary_function ? 1 : 0

  api_id      = aws_appsync_graphql_api.api.id
  type        = "Query"
  field       = "summarizeItems"
  data_source = aws_appsync_datasource.summary[0].name
  code        = file("${path.module}/src/resolvers/summarizeItems.js")

  runtime {
    name            = "APPSYNC_JS"
    runtime_version = "1.0.0"
  }
}
