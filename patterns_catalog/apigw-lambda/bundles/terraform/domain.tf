# A host name of your own, where one is given.

resource "aws_api_gateway_domain_name" "api" {
  count = var.domain_name == "" ? 0 : 1

  domain_name              = var.domain_name
  regional_certificate_arn = var.certificate_arn
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  lifecycle {
    precondition {
      condition     = var.certificate_arn != ""
      error_message = "domain_name needs certificate_arn, a certificate in the same Region that covers it."
    }
  }
}

# Everything below the host name goes to the stage, so its paths begin with /items and not with /prod.
resource "aws_api_gateway_base_path_mapping" "api" {
  count = var.domain_name == "" ? 0 : 1

  domain_name = aws_api_gateway_domain_name.api[0].domain_name
  api_id      = aws_api_gateway_rest_api.main.id
  stage_name  = aws_api_gateway_stage.prod.stage_name
}
