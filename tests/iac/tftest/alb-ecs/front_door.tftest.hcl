# What decides whether the service is reached safely. Run by ../../test_terraform_tests.py.

mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = { names = ["us-east-1a", "us-east-1b"] }
  }
}

run "without_a_certificate_port_80_serves" {
  command = plan

  assert {
    condition     = aws_lb_listener.http.default_action[0].type == "forward"
    error_message = "Without a certificate port 80 must serve."
  }
  assert {
    condition     = length(aws_lb_listener.https) == 0 && length(aws_vpc_security_group_ingress_rule.https) == 0
    error_message = "Without a certificate port 443 must stay closed."
  }
}

run "with_a_certificate_port_80_redirects" {
  command = plan

  variables {
    certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
  }

  assert {
    condition     = aws_lb_listener.http.default_action[0].type == "redirect" && aws_lb_listener.http.default_action[0].redirect[0].protocol == "HTTPS"
    error_message = "With a certificate port 80 must redirect to HTTPS."
  }
  assert {
    condition     = aws_lb_listener.https[0].ssl_policy == var.tls_policy
    error_message = "The HTTPS listener must have the chosen TLS policy."
  }
}

run "protection_and_firewall_are_options" {
  command = plan

  variables {
    deletion_protection = true
    waf_enabled         = true
  }

  assert {
    condition     = aws_lb.main.enable_deletion_protection
    error_message = "deletion_protection must reach the load balancer."
  }
  assert {
    condition     = length(aws_wafv2_web_acl.main) == 1 && length(aws_wafv2_web_acl_association.main) == 1
    error_message = "waf_enabled must create a web ACL and attach it."
  }
}

run "private_tasks_get_a_nat_gateway_and_no_address" {
  command = plan

  variables {
    tasks_in_private_subnets = true
  }

  assert {
    condition     = length(aws_nat_gateway.main) == 1 && !aws_ecs_service.app.network_configuration[0].assign_public_ip
    error_message = "Private tasks reach the registry through a NAT gateway."
  }
}

run "an_existing_network_needs_its_subnets" {
  command = plan

  variables {
    vpc_id = "vpc-0123456789abcdef0"
  }

  expect_failures = [aws_lb.main]
}

run "tokens_are_checked_before_anything_is_forwarded" {
  command = plan

  variables {
    certificate_arn    = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
    jwt_issuer         = "https://issuer.example.com"
    jwt_jwks_url       = "https://issuer.example.com/.well-known/jwks.json"
    second_path_prefix = "/api"
  }

  assert {
    condition     = aws_lb_listener.https[0].default_action[0].type == "jwt-validation" && aws_lb_listener.https[0].default_action[0].order < aws_lb_listener.https[0].default_action[1].order
    error_message = "The token must be checked first."
  }
  assert {
    condition     = anytrue([for found in aws_lb_listener_rule.second[0].action : found.type == "jwt-validation"])
    error_message = "The way to the second service must not go around the check."
  }
}

run "tokens_need_https" {
  command = plan

  variables {
    jwt_issuer   = "https://issuer.example.com"
    jwt_jwks_url = "https://issuer.example.com/.well-known/jwks.json"
  }

  expect_failures = [aws_lb.main]
}

run "alarms_are_an_option" {
  command = plan

  variables {
    alarms      = false
    alarm_email = "ops@example.com"
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.unhealthy_tasks) == 0 && length(aws_sns_topic.alarms) == 0
    error_message = "Without alarms there is nothing to write about."
  }
}
