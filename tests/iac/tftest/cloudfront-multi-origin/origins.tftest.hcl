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
    condition     = aws_lb_listener.main.protocol == "HTTPS" && aws_cloudfront_vpc_origin.load_balancer.vpc_origin_endpoint_config[0].origin_protocol_policy == "https-only"
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

run "a_created_network_needs_public_addresses" {
  command = plan

  variables {
    assign_public_ip = false
  }

  expect_failures = [aws_ecs_service.main]
}
