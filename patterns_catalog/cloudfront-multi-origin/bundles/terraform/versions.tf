terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
    archive = {
      source  = "hashicorp/archive"
      version = "~> 2.0"
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

locals {
  # CloudFront's policies are global: the Region in the name keeps two sites of one project apart.
  global_name = "${var.project_name}-${data.aws_region.current.region}"
}
