locals {
  has_domain_names = length(var.domain_names) > 0
}

resource "aws_cloudfront_distribution" "main" {
  comment         = "${var.project_name}, with Lambda@Edge"
  enabled         = true
  http_version    = "http2and3"
  is_ipv6_enabled = true
  price_class     = var.price_class
  aliases         = var.domain_names
  web_acl_id      = local.web_acl_arn

  origin {
    origin_id                = "origin"
    domain_name              = local.creates_bucket ? aws_s3_bucket.site[0].bucket_regional_domain_name : var.origin_domain_name
    origin_access_control_id = local.creates_bucket ? aws_cloudfront_origin_access_control.site[0].id : null

    dynamic "custom_origin_config" {
      for_each = local.creates_bucket ? [] : ["https-only"]

      content {
        http_port              = 80
        https_port             = 443
        origin_protocol_policy = custom_origin_config.value
        origin_ssl_protocols   = ["TLSv1.2"]
      }
    }

    dynamic "custom_header" {
      for_each = aws_secretsmanager_secret_version.origin

      content {
        name  = "x-origin-verify"
        value = custom_header.value.secret_string
      }
    }
  }

  default_cache_behavior {
    target_origin_id           = "origin"
    viewer_protocol_policy     = "redirect-to-https"
    allowed_methods            = local.creates_bucket ? ["GET", "HEAD"] : ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    cache_policy_id            = aws_cloudfront_cache_policy.edge.id
    origin_request_policy_id   = local.creates_bucket ? null : aws_cloudfront_origin_request_policy.edge[0].id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.edge.id

    lambda_function_association {
      event_type = "viewer-request"
      lambda_arn = aws_lambda_function.viewer_request.qualified_arn
    }

    lambda_function_association {
      event_type = "viewer-response"
      lambda_arn = aws_lambda_function.viewer_response.qualified_arn
    }
  }

  dynamic "custom_error_response" {
    for_each = { 404 = 10, 502 = 5, 503 = 5, 504 = 5 }

    content {
      error_code            = custom_error_response.key
      error_caching_min_ttl = custom_error_response.value
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
      condition     = local.has_domain_names || var.certificate_arn == ""
      error_message = "A certificate has no effect without domain_names."
    }
  }
}
