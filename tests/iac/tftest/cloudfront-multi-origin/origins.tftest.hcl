# Which origin answers what, and who reaches it. Run by ../../test_terraform_tests.py.

mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = { names = ["us-east-1a", "us-east-1b"] }
  }
}

mock_provider "archive" {}

run "only_the_distribution_reaches_the_load_balancer" {
  command = plan

  assert {
    condition     = aws_lb.main.internal && aws_vpc_security_group_ingress_rule.cloudfront_to_load_balancer.cidr_ipv4 == null
    error_message = "The load balancer must be internal and open to CloudFront's addresses alone."
  }
  assert {
    condition     = [for found in aws_cloudfront_distribution.main.ordered_cache_behavior : found.path_pattern] == ["/static/*", "/api/*"]
    error_message = "Static files and the API have behaviours of their own."
  }
}

run "https_all_the_way_with_certificates" {
  command = plan

  variables {
    domain_names           = ["www.example.com"]
    certificate_arn        = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
    origin_certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/22345678-1234-1234-1234-123456789012"
  }

  assert {
    condition     = aws_lb_listener.main.protocol == "HTTPS" && keys(aws_cloudfront_vpc_origin.load_balancer) == ["https-only"]
    error_message = "With a certificate for the origin the way to it must be encrypted."
  }
  assert {
    condition     = aws_cloudfront_distribution.main.viewer_certificate[0].minimum_protocol_version == "TLSv1.2_2021"
    error_message = "With a certificate viewers must use TLS 1.2 or newer."
  }
}

run "the_firewall_is_an_option_in_its_own_region" {
  command = plan

  variables {
    create_waf = true
  }

  assert {
    condition     = aws_wafv2_web_acl.main[0].region == "us-east-1"
    error_message = "A web ACL of a distribution lives in us-east-1."
  }
}

run "private_tasks_get_a_nat_gateway_and_no_address" {
  command = plan

  variables {
    assign_public_ip = false
  }

  assert {
    condition     = length(aws_nat_gateway.main) == 1 && !aws_ecs_service.main.network_configuration[0].assign_public_ip
    error_message = "Private tasks reach the registry through a NAT gateway."
  }
}

run "the_api_asks_for_a_token_where_an_issuer_is_given" {
  command = plan

  variables {
    api_jwt_issuer    = "https://issuer.example.com"
    api_jwt_audiences = ["web"]
  }

  assert {
    condition     = aws_apigatewayv2_route.api.authorization_type == "JWT"
    error_message = "Every route of the API must ask for a token."
  }
}

run "an_issuer_needs_an_audience" {
  command = plan

  variables {
    api_jwt_issuer = "https://issuer.example.com"
  }

  expect_failures = [aws_apigatewayv2_route.api]
}

run "websocket_is_an_option" {
  command = plan

  variables {
    websocket_path = "/ws/*"
  }

  assert {
    condition     = anytrue([for found in aws_cloudfront_distribution.main.ordered_cache_behavior : found.path_pattern == "/ws/*" && found.target_origin_id == "load-balancer"])
    error_message = "The path must lead to the load balancer."
  }
}

run "no_fewer_tasks_at_most_than_at_least" {
  command = plan

  variables {
    min_count = 5
    max_count = 4
  }

  expect_failures = [aws_appautoscaling_target.main]
}
