# Internal, so that CloudFront is the only way in.

locals {
  has_origin_certificate = var.origin_certificate_arn != ""
  listener_port          = local.has_origin_certificate ? 443 : 80
}

# The addresses CloudFront connects to origins from.
data "aws_ec2_managed_prefix_list" "cloudfront" {
  name = "com.amazonaws.global.cloudfront.origin-facing"
}

resource "aws_security_group" "load_balancer" {
  name_prefix = "${var.project_name}-load-balancer-"
  description = "Load balancer, reached by CloudFront only"
  vpc_id      = local.vpc_id

  tags = { Name = "${var.project_name}-load-balancer" }

  lifecycle {
    create_before_destroy = true

    precondition {
      condition     = local.creates_network || (length(var.load_balancer_subnet_ids) >= 2 && length(var.task_subnet_ids) > 0)
      error_message = "vpc_id needs task_subnet_ids, and load_balancer_subnet_ids in at least two Availability Zones."
    }
    precondition {
      condition     = !local.creates_network || (length(var.load_balancer_subnet_ids) == 0 && length(var.task_subnet_ids) == 0)
      error_message = "load_balancer_subnet_ids and task_subnet_ids belong to an existing network and need vpc_id."
    }
  }
}

resource "aws_vpc_security_group_ingress_rule" "cloudfront_to_load_balancer" {
  security_group_id = aws_security_group.load_balancer.id
  description       = "CloudFront VPC origin"
  ip_protocol       = "tcp"
  from_port         = local.listener_port
  to_port           = local.listener_port
  prefix_list_id    = data.aws_ec2_managed_prefix_list.cloudfront.id
}

resource "aws_vpc_security_group_egress_rule" "load_balancer_to_tasks" {
  security_group_id            = aws_security_group.load_balancer.id
  description                  = "Requests and health checks to the tasks"
  ip_protocol                  = "tcp"
  from_port                    = var.container_port
  to_port                      = var.container_port
  referenced_security_group_id = aws_security_group.task.id
}

resource "aws_lb" "main" {
  name                       = "${var.project_name}-origin"
  load_balancer_type         = "application"
  internal                   = true
  subnets                    = local.load_balancer_subnet_ids
  security_groups            = [aws_security_group.load_balancer.id]
  drop_invalid_header_fields = true
  # Longer than the longest origin_timeout_seconds, so that CloudFront and not the load balancer ends a slow request.
  idle_timeout = 130
}

resource "aws_lb_target_group" "main" {
  name_prefix          = "site-"
  vpc_id               = local.vpc_id
  target_type          = "ip"
  protocol             = "HTTP"
  port                 = var.container_port
  deregistration_delay = 30

  health_check {
    path                = var.health_check_path
    matcher             = "200-399"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_lb_listener" "main" {
  load_balancer_arn = aws_lb.main.arn
  port              = local.listener_port
  protocol          = local.has_origin_certificate ? "HTTPS" : "HTTP"
  certificate_arn   = local.has_origin_certificate ? var.origin_certificate_arn : null
  ssl_policy        = local.has_origin_certificate ? "ELBSecurityPolicy-TLS13-1-2-2021-06" : null

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.main.arn
  }
}
