# The variant is part of the cache key, so that neither variant is served for the other.

locals {
  forwards_user = !local.creates_bucket && var.forward_user && var.require_auth
}

resource "aws_cloudfront_cache_policy" "edge" {
  name        = "${var.project_name}-edge"
  comment     = "Responses depend on their address, the variant and, if forwarded, the user"
  min_ttl     = 0
  default_ttl = var.edge_ttl_seconds
  max_ttl     = 86400

  parameters_in_cache_key_and_forwarded_to_origin {
    enable_accept_encoding_brotli = true
    enable_accept_encoding_gzip   = true

    cookies_config {
      cookie_behavior = "none"
    }

    headers_config {
      header_behavior = "whitelist"

      headers {
        items = local.forwards_user ? ["x-variant", "x-user-id"] : ["x-variant"]
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

# Headers your own origin needs to handle a form or a preflight, on which no cached response may depend. Cookies are
# left out: the token stays at the edge, and no page can depend on a cookie outside the cache key.
resource "aws_cloudfront_origin_request_policy" "edge" {
  count = local.creates_bucket ? 0 : 1

  name = "${var.project_name}-edge"

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
        "Access-Control-Request-Headers",
        "Access-Control-Request-Method",
        "CloudFront-Viewer-Address",
        "Origin",
        "Referer",
        "User-Agent",
        "X-Requested-With",
      ]
    }
  }

  # The distribution lets go of it first.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudfront_response_headers_policy" "edge" {
  name    = "${var.project_name}-edge"
  comment = "Security headers for every response; the origin's own value wins where it sends one"

  security_headers_config {
    strict_transport_security {
      access_control_max_age_sec = 31536000
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
