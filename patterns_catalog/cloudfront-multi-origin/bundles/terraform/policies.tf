# What is cached, for how long, and what it depends on.

locals {
  # AWS managed policies: CachingDisabled, AllViewer for WebSocket, and AllViewerExceptHostHeader for API Gateway, which
  # finds the API by its own host name.
  caching_disabled_id          = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
  all_viewer_id                = "216adef6-5c7f-47e4-b989-5492eafa07d3"
  all_viewer_except_host_id    = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
  longest_static_ttl_seconds   = 31536000
  longest_html_ttl_seconds     = 3600
  strict_transport_max_age_sec = 31536000
}

resource "aws_cloudfront_cache_policy" "static" {
  name        = "${local.global_name}-static"
  comment     = "Files depend on their path alone"
  min_ttl     = 1
  default_ttl = var.static_ttl_seconds
  max_ttl     = local.longest_static_ttl_seconds

  parameters_in_cache_key_and_forwarded_to_origin {
    enable_accept_encoding_brotli = true
    enable_accept_encoding_gzip   = true

    cookies_config {
      cookie_behavior = "none"
    }

    headers_config {
      header_behavior = "none"
    }

    query_strings_config {
      query_string_behavior = "none"
    }
  }

  # The distribution lets go of it first.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudfront_cache_policy" "html" {
  name        = "${local.global_name}-html"
  comment     = "Pages depend on their address and on the cookies and headers listed"
  min_ttl     = 0
  default_ttl = var.html_ttl_seconds
  max_ttl     = local.longest_html_ttl_seconds

  parameters_in_cache_key_and_forwarded_to_origin {
    enable_accept_encoding_brotli = true
    enable_accept_encoding_gzip   = true

    cookies_config {
      cookie_behavior = length(var.html_cookies) > 0 ? "whitelist" : "none"

      dynamic "cookies" {
        for_each = length(var.html_cookies) > 0 ? [var.html_cookies] : []

        content {
          items = cookies.value
        }
      }
    }

    headers_config {
      header_behavior = length(var.html_headers) > 0 ? "whitelist" : "none"

      dynamic "headers" {
        for_each = length(var.html_headers) > 0 ? [var.html_headers] : []

        content {
          items = headers.value
        }
      }
    }

    query_strings_config {
      query_string_behavior = "all"
    }
  }

  # The distribution lets go of it first.
  lifecycle {
    create_before_destroy = true
  }
}

# Headers an application needs to handle a form or to log a visit, on which no page may depend. Cookies are left out:
# a cookie that reached the origin outside the cache key could put one visitor's page in another's hands.
resource "aws_cloudfront_origin_request_policy" "html" {
  name = "${local.global_name}-html"

  cookies_config {
    cookie_behavior = "none"
  }

  query_strings_config {
    query_string_behavior = "none"
  }

  headers_config {
    header_behavior = "whitelist"

    headers {
      items = [
        "Accept",
        "CloudFront-Forwarded-Proto",
        "CloudFront-Viewer-Address",
        "Origin",
        "Referer",
        "User-Agent",
        "X-CSRF-Token",
        "X-CSRFToken",
        "X-Requested-With",
      ]
    }
  }

  # The distribution lets go of it first.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudfront_response_headers_policy" "security" {
  name    = "${local.global_name}-security"
  comment = "Security headers for every response; the origin's own value wins where it sends one"

  security_headers_config {
    strict_transport_security {
      access_control_max_age_sec = local.strict_transport_max_age_sec
      include_subdomains         = false
      override                   = false
    }

    content_type_options {
      override = true
    }

    frame_options {
      frame_option = "SAMEORIGIN"
      override     = false
    }

    referrer_policy {
      referrer_policy = "strict-origin-when-cross-origin"
      override        = false
    }
  }

  # The distribution lets go of it first.
  lifecycle {
    create_before_destroy = true
  }
}
