output "api_url" {
  description = "Base URL of the API"
  value       = aws_api_gateway_stage.prod.invoke_url
}

output "domain_target" {
  description = "Name that the DNS record of domain_name points to (CNAME, or alias in Route 53), empty without one"
  value       = try(aws_api_gateway_domain_name.api[0].regional_domain_name, "")
}

output "allowed_origin" {
  description = "Origin that browsers may call from"
  value       = var.allowed_origin
}

output "user_pool_id" {
  description = "Cognito user pool, empty where none is created"
  value       = try(aws_cognito_user_pool.main[0].id, "")
}

output "user_pool_client_id" {
  description = "Client of the user pool, for sign-in"
  value       = try(aws_cognito_user_pool_client.main[0].id, "")
}

output "api_key_id" {
  description = "API key, empty with a user pool; its value is shown by aws apigateway get-api-key --include-value"
  value       = try(aws_api_gateway_api_key.first[0].id, "")
}

output "table_name" {
  description = "DynamoDB table of the items"
  value       = aws_dynamodb_table.items.name
}
