terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

# Credentials and Region come from the environment, for example AWS_PROFILE and AWS_REGION.
provider "aws" {
  default_tags {
    tags = {
      Project = var.project_name
    }
  }
}

data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

# Local Zones and Wavelength Zones have to be opted in to; only ordinary zones remain.
data "aws_availability_zones" "available" {
  state = "available"

  # Fargate does not run in these two.
  exclude_zone_ids = ["apne1-az3", "usw1-az2"]

  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}
