output "graphql_url" {
  description = "Endpoint of queries and mutations"
  value       = aws_appsync_graphql_api.api.uris["GRAPHQL"]
}

output "realtime_url" {
  description = "Endpoint of subscriptions (WebSocket)"
  value       = aws_appsync_graphql_api.api.uris["REALTIME"]
}

output "api_id" {
  description = "ID of the GraphQL API"
  value       = aws_appsync_graphql_api.api.id
}

output "pool_id" {
  description = "User pool whose tokens the API accepts"
  value       = local.user_pool_id
}

output "client_id" {
  description = "App client to sign in with"
  value       = local.user_pool_client_id
}

output "table_name" {
  description = "Table of the items"
  value       = aws_dynamodb_table.items.name
}

output "api_key_enabled" {
  description = "Whether an API key reads public items"
  value       = var.enable_api_key
}

output "subscriptions_enabled" {
  description = "Whether changes are pushed"
  value       = var.enable_subscriptions
}

output "summary_enabled" {
  description = "Whether summarizeItems is answered"
  value       = var.enable_summary_function
}
