# A private bucket with the folders a/ and b/, or a host of your own.

locals {
  creates_bucket = var.origin_domain_name == ""
}

resource "aws_s3_bucket" "site" {
  count = local.creates_bucket ? 1 : 0

  bucket_prefix = "${var.project_name}-site-"
  # Unprotected, destroy empties the bucket first, old versions included.
  force_destroy = !var.deletion_protection
}

resource "aws_s3_bucket_ownership_controls" "site" {
  count = local.creates_bucket ? 1 : 0

  bucket = aws_s3_bucket.site[0].id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "site" {
  count = local.creates_bucket ? 1 : 0

  bucket = aws_s3_bucket.site[0].id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "site" {
  count = local.creates_bucket ? 1 : 0

  bucket = aws_s3_bucket.site[0].id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_versioning" "site" {
  count = local.creates_bucket ? 1 : 0

  bucket = aws_s3_bucket.site[0].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "site" {
  count = local.creates_bucket ? 1 : 0

  bucket = aws_s3_bucket.site[0].id

  rule {
    id     = "delete-old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.site]
}

data "aws_iam_policy_document" "site" {
  count = local.creates_bucket ? 1 : 0

  # The right to read the variants' folders alone; with the right to list, S3 answers 404 for a missing file.
  statement {
    sid       = "ReadVariants"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.site[0].arn}/a/*", "${aws_s3_bucket.site[0].arn}/b/*"]

    principals {
      type        = "Service"
      identifiers = ["cloudfront.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "AWS:SourceArn"
      values   = [aws_cloudfront_distribution.main.arn]
    }
  }

  statement {
    sid       = "TellMissingFromForbidden"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.site[0].arn]

    principals {
      type        = "Service"
      identifiers = ["cloudfront.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "AWS:SourceArn"
      values   = [aws_cloudfront_distribution.main.arn]
    }
  }

  statement {
    sid       = "RefusePlainHttp"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.site[0].arn, "${aws_s3_bucket.site[0].arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "site" {
  count = local.creates_bucket ? 1 : 0

  bucket = aws_s3_bucket.site[0].id
  policy = data.aws_iam_policy_document.site[0].json

  depends_on = [aws_s3_bucket_public_access_block.site]
}

resource "aws_cloudfront_origin_access_control" "site" {
  count = local.creates_bucket ? 1 : 0

  name                              = "${var.project_name}-site"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"

  # The distribution lets go of it first.
  lifecycle {
    create_before_destroy = true
  }
}

# Your own origin compares the header x-origin-verify with this secret; else x-user-id could be sent to it directly.
data "aws_secretsmanager_random_password" "origin" {
  count = local.creates_bucket ? 0 : 1

  password_length     = 48
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret" "origin" {
  count = local.creates_bucket ? 0 : 1

  name_prefix             = "${var.project_name}-origin-"
  description             = "Header value that tells the origin of ${var.project_name} a request came through CloudFront"
  recovery_window_in_days = 7
}

resource "aws_secretsmanager_secret_version" "origin" {
  count = local.creates_bucket ? 0 : 1

  secret_id     = aws_secretsmanager_secret.origin[0].id
  secret_string = data.aws_secretsmanager_random_password.origin[0].random_password

  # The data source makes up a new value on every run; the first one stays.
  lifecycle {
    ignore_changes = [secret_string]
  }
}
