output "site_url" {
  description = "Address of the site, by its first domain name if it has one"
  value       = "https://${local.has_domain_names ? var.domain_names[0] : aws_cloudfront_distribution.main.domain_name}"
}

output "distribution_domain_name" {
  description = "Name that the DNS records of your own domain names point to"
  value       = aws_cloudfront_distribution.main.domain_name
}

output "distribution_id" {
  description = "ID for invalidations"
  value       = aws_cloudfront_distribution.main.id
}

output "static_bucket_name" {
  description = "Bucket whose objects under static/ are served under /static/"
  value       = aws_s3_bucket.static.bucket
}

output "api_endpoint" {
  description = "The API's own address, which refuses requests that did not come through CloudFront"
  value       = aws_apigatewayv2_api.main.api_endpoint
}

output "api_token_issuer" {
  description = "Issuer of the tokens that the API asks for"
  value       = var.api_jwt_issuer == "" ? null : var.api_jwt_issuer
}

output "load_balancer_dns_name" {
  description = "Internal name of the load balancer, not reachable from the internet"
  value       = aws_lb.main.dns_name
}

output "task_log_group_name" {
  description = "Container logs"
  value       = aws_cloudwatch_log_group.task.name
}

output "log_bucket_name" {
  description = "Bucket of CloudFront's standard log"
  value       = one(aws_s3_bucket.logs[*].bucket)
}
