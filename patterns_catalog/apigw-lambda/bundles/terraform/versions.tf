terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.30"
    }
    archive = {
      source  = "hashicorp/archive"
      version = "~> 2.4"
    }
  }
}

# The Region comes from the environment: AWS_REGION or the profile.
provider "aws" {
  default_tags {
    tags = {
      Project = var.project_name
    }
  }
}

data "aws_partition" "current" {}
