locals {
  has_domain_names = length(var.domain_names) > 0
  origin_protocol  = local.has_origin_certificate ? "https-only" : "http-only"
}

# CloudFront refuses to change a VPC origin that a distribution uses. So each protocol has one of its own, and the
# distribution moves to the other before the first is destroyed.
resource "aws_cloudfront_vpc_origin" "load_balancer" {
  for_each = toset([local.origin_protocol])

  vpc_origin_endpoint_config {
    name                   = "${local.global_name}-${each.key}"
    arn                    = aws_lb.main.arn
    http_port              = 80
    https_port             = 443
    origin_protocol_policy = each.key

    origin_ssl_protocols {
      items    = ["TLSv1.2"]
      quantity = 1
    }
  }

  # CloudFront refuses a VPC without an internet gateway.
  depends_on = [aws_route.public, aws_lb_listener.main]

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudfront_distribution" "main" {
  comment         = "${var.project_name}, load balancer, API and static files"
  enabled         = true
  http_version    = "http2and3"
  is_ipv6_enabled = true
  price_class     = var.price_class
  aliases         = var.domain_names
  web_acl_id      = local.web_acl_arn

  origin {
    origin_id   = "load-balancer"
    domain_name = aws_lb.main.dns_name

    vpc_origin_config {
      vpc_origin_id            = aws_cloudfront_vpc_origin.load_balancer[local.origin_protocol].id
      origin_read_timeout      = var.origin_timeout_seconds
      origin_keepalive_timeout = 5
    }
  }

  origin {
    origin_id   = "api"
    domain_name = replace(aws_apigatewayv2_api.main.api_endpoint, "https://", "")

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
      origin_read_timeout    = 30
    }

    custom_header {
      name  = "x-origin-verify"
      value = aws_secretsmanager_secret_version.origin.secret_string
    }
  }

  origin {
    origin_id                = "static"
    domain_name              = aws_s3_bucket.static.bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.static.id
  }

  default_cache_behavior {
    target_origin_id           = "load-balancer"
    viewer_protocol_policy     = "redirect-to-https"
    allowed_methods            = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    cache_policy_id            = aws_cloudfront_cache_policy.html.id
    origin_request_policy_id   = aws_cloudfront_origin_request_policy.html.id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.security.id
  }

  ordered_cache_behavior {
    path_pattern               = "/static/*"
    target_origin_id           = "static"
    viewer_protocol_policy     = "redirect-to-https"
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    cache_policy_id            = aws_cloudfront_cache_policy.static.id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.security.id
  }

  ordered_cache_behavior {
    path_pattern               = "/api/*"
    target_origin_id           = "api"
    viewer_protocol_policy     = "https-only"
    allowed_methods            = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    cache_policy_id            = local.caching_disabled_id
    origin_request_policy_id   = local.all_viewer_except_host_id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.security.id
  }

  # Requests that become a WebSocket cannot be cached, and the service must see who opens them.
  dynamic "ordered_cache_behavior" {
    for_each = var.websocket_path == "" ? [] : [var.websocket_path]

    content {
      path_pattern               = ordered_cache_behavior.value
      target_origin_id           = "load-balancer"
      viewer_protocol_policy     = "https-only"
      allowed_methods            = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
      cached_methods             = ["GET", "HEAD"]
      compress                   = false
      cache_policy_id            = local.caching_disabled_id
      origin_request_policy_id   = local.all_viewer_id
      response_headers_policy_id = aws_cloudfront_response_headers_policy.security.id
    }
  }

  dynamic "custom_error_response" {
    for_each = [502, 503, 504]

    content {
      error_code            = custom_error_response.value
      error_caching_min_ttl = 5
      response_code         = var.custom_error_page ? custom_error_response.value : null
      response_page_path    = var.custom_error_page ? "/static/error.html" : null
    }
  }

  dynamic "logging_config" {
    for_each = var.access_logs ? [aws_s3_bucket.logs[0].bucket_regional_domain_name] : []

    content {
      bucket          = logging_config.value
      prefix          = "cloudfront/"
      include_cookies = false
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = !local.has_domain_names
    acm_certificate_arn            = local.has_domain_names ? var.certificate_arn : null
    ssl_support_method             = local.has_domain_names ? "sni-only" : null
    minimum_protocol_version       = local.has_domain_names ? "TLSv1.2_2021" : "TLSv1"
  }

  # CloudFront writes its permission into the log bucket's ACL, which must be allowed by then.
  depends_on = [aws_s3_bucket_ownership_controls.logs]

  lifecycle {
    precondition {
      condition     = !local.has_domain_names || var.certificate_arn != ""
      error_message = "domain_names needs certificate_arn, a certificate in us-east-1 that covers them."
    }
    precondition {
      condition     = local.has_domain_names || (var.certificate_arn == "" && var.origin_certificate_arn == "")
      error_message = "A certificate has no effect without domain_names."
    }
  }
}
