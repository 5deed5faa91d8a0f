locals {
  https = var.certificate_arn != ""

  # Each listener action that needs a token has this one in front of it.
  token_checks = var.jwt_issuer == "" ? [] : [{ issuer = var.jwt_issuer, keys = var.jwt_jwks_url }]
}

resource "aws_lb" "main" {
  name               = "alb-${var.project_name}"
  load_balancer_type = "application"
  internal           = var.internal_load_balancer
  subnets            = local.load_balancer_subnet_ids
  security_groups    = [aws_security_group.load_balancer.id]

  enable_deletion_protection = var.deletion_protection
  idle_timeout               = var.idle_timeout
  drop_invalid_header_fields = true

  dynamic "access_logs" {
    for_each = aws_s3_bucket.access_logs[*].id

    content {
      enabled = true
      bucket  = access_logs.value
    }
  }

  tags = { Name = var.project_name }

  depends_on = [
    aws_route.public,
    aws_route_table_association.public,
    aws_s3_bucket_policy.access_logs,
  ]

  lifecycle {
    precondition {
      condition     = length(local.load_balancer_subnet_ids) >= 2
      error_message = "With vpc_id, give ${var.internal_load_balancer ? "private_subnet_ids" : "public_subnet_ids"} in at least two Availability Zones."
    }
    precondition {
      condition     = (var.jwt_issuer == "" && var.jwt_jwks_url == "") || (var.jwt_issuer != "" && var.jwt_jwks_url != "" && local.https)
      error_message = "Tokens are checked on the HTTPS listener. Give jwt_issuer, jwt_jwks_url and certificate_arn together."
    }
  }
}

resource "aws_lb_target_group" "main" {
  name_prefix          = "app-"
  vpc_id               = local.vpc_id
  target_type          = "ip"
  protocol             = "HTTP"
  port                 = var.container_port
  deregistration_delay = var.deregistration_delay

  health_check {
    path                = var.health_check_path
    matcher             = "200"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }

  stickiness {
    enabled         = var.sticky_sessions
    type            = "lb_cookie"
    cookie_duration = 86400
  }

  tags = { Name = var.project_name }

  lifecycle {
    create_before_destroy = true
  }
}

# With a certificate port 80 only redirects; without one it serves.
resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.main.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = local.https ? "redirect" : "forward"
    target_group_arn = local.https ? null : aws_lb_target_group.main.arn

    dynamic "redirect" {
      for_each = local.https ? [1] : []

      content {
        protocol    = "HTTPS"
        port        = "443"
        status_code = "HTTP_301"
      }
    }
  }
}

resource "aws_lb_listener" "https" {
  count = local.https ? 1 : 0

  load_balancer_arn = aws_lb.main.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = var.tls_policy
  certificate_arn   = var.certificate_arn

  # Without a valid token a request ends here, with 401. Signature, issuer and expiry are checked.
  dynamic "default_action" {
    for_each = local.token_checks

    content {
      type  = "jwt-validation"
      order = 1

      jwt_validation {
        issuer        = default_action.value.issuer
        jwks_endpoint = default_action.value.keys
      }
    }
  }

  default_action {
    type             = "forward"
    order            = 2
    target_group_arn = aws_lb_target_group.main.arn
  }
}
