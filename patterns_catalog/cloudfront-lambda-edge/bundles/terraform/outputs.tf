output "site_url" {
  description = "Address of the site"
  value       = "https://${aws_cloudfront_distribution.main.domain_name}"
}

output "distribution_domain_name" {
  description = "Name that the DNS records of your own domain names point to"
  value       = aws_cloudfront_distribution.main.domain_name
}

output "distribution_id" {
  description = "ID for invalidations"
  value       = aws_cloudfront_distribution.main.id
}

output "site_bucket_name" {
  description = "Bucket whose folders a/ and b/ hold the two variants of the site, empty when there is none"
  value       = local.creates_bucket ? aws_s3_bucket.site[0].bucket : ""
}

output "origin_secret_arn" {
  description = "Secret that your own origin compares the header x-origin-verify with, empty when there is none"
  value       = local.creates_bucket ? "" : aws_secretsmanager_secret.origin[0].arn
}

output "user_pool_id" {
  description = "User pool whose tokens the edge accepts, empty when there is none"
  value       = local.creates_user_pool ? aws_cognito_user_pool.main[0].id : ""
}

output "user_pool_client_id" {
  description = "Client to sign in with, empty when there is none"
  value       = local.creates_user_pool ? aws_cognito_user_pool_client.site[0].id : ""
}

output "sign_in_required" {
  description = "Whether requests need a valid token"
  value       = var.require_auth
}

output "token_cookie_name" {
  description = "Cookie that carries the token of a browser"
  value       = var.token_cookie
}

output "experiment" {
  description = "Running experiment and the share of variant b in percent"
  value       = "${var.experiment_name} ${var.variant_b_share}"
}

output "paths_without_token" {
  description = "Paths served without a token"
  value       = var.public_paths
}

output "edge_function_names" {
  description = "Functions that stay behind when everything else is destroyed, until their replicas are gone"
  value       = "${aws_lambda_function.viewer_request.function_name} ${aws_lambda_function.viewer_response.function_name}"
}

output "log_bucket_name" {
  description = "Bucket of CloudFront's standard log, empty when there is none"
  value       = var.access_logs ? aws_s3_bucket.logs[0].bucket : ""
}
