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

# Lambda@Edge functions must be created in us-east-1; the edge serves every Region. Credentials come from the environment.
provider "aws" {
  region = "us-east-1"

  default_tags {
    tags = {
      Project = var.project_name
    }
  }
}

data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}
