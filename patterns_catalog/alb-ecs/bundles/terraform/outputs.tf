output "url" {
  description = "Address of the service. With a certificate, call it by the name in the certificate."
  value       = "${local.https ? "https" : "http"}://${aws_lb.main.dns_name}"
}

output "load_balancer_dns_name" {
  description = "Target for your own DNS record."
  value       = aws_lb.main.dns_name
}

output "load_balancer_hosted_zone_id" {
  description = "Hosted zone of the load balancer, for a Route 53 alias record."
  value       = aws_lb.main.zone_id
}

output "load_balancer_scheme" {
  description = "internet-facing, or internal."
  value       = var.internal_load_balancer ? "internal" : "internet-facing"
}

output "certificate_arn" {
  description = "Certificate of the HTTPS listener."
  value       = local.https ? var.certificate_arn : null
}

output "token_issuer" {
  description = "Issuer of the tokens that the load balancer asks for."
  value       = var.jwt_issuer == "" ? null : var.jwt_issuer
}

output "vpc_id" {
  description = "VPC of the service."
  value       = local.vpc_id
}

output "task_security_group_id" {
  description = "Security group of the tasks. Let it into your database."
  value       = aws_security_group.tasks.id
}

output "cluster_name" {
  description = "ECS cluster."
  value       = aws_ecs_cluster.main.name
}

output "service_name" {
  description = "ECS service."
  value       = aws_ecs_service.app.name
}

output "target_group_arn" {
  description = "Target group of the service."
  value       = aws_lb_target_group.main.arn
}

output "task_role_name" {
  description = "Role of the application. Attach to it what the application may do."
  value       = aws_iam_role.task.name
}

output "log_group_name" {
  description = "Container logs."
  value       = aws_cloudwatch_log_group.app.name
}

output "access_log_bucket_name" {
  description = "Access logs of the load balancer."
  value       = one(aws_s3_bucket.access_logs[*].id)
}

output "second_path" {
  description = "Path that leads to the second service."
  value       = local.by_path ? "${var.second_path_prefix}/" : null
}

output "second_host" {
  description = "Host that leads to the second service."
  value       = local.by_host ? var.second_host : null
}

output "second_service_name" {
  description = "Second ECS service."
  value       = one(aws_ecs_service.second[*].name)
}

output "second_target_group_arn" {
  description = "Target group of the second service."
  value       = one(aws_lb_target_group.second[*].arn)
}
