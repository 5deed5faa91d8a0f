variable "project_name" {
  description = "Short name that every resource name starts with."
  type        = string
  default     = "my-edge"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.project_name))
    error_message = "project_name must be 3 to 20 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete the created user pool, and, in Terraform, buckets that hold files."
  type        = bool
  default     = true
  nullable    = false
}

# --- Sign-in ---

variable "require_auth" {
  description = "Whether requests need a valid token."
  type        = bool
  default     = true
  nullable    = false
}

variable "jwt_issuer" {
  description = "Issuer (iss) of your own tokens. Empty creates a Cognito user pool."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(https://[^\\s'$\\\\]+)?$", var.jwt_issuer))
    error_message = "jwt_issuer must be an https address without quotes, dollar signs or spaces, or empty."
  }
}

variable "jwt_audience" {
  description = "Audience (aud) or Cognito client ID of your own tokens. Needed with jwt_issuer."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^[^\\s'$\\\\]*$", var.jwt_audience))
    error_message = "jwt_audience must be no quotes, dollar signs, backslashes or spaces."
  }
}

variable "jwks_uri" {
  description = "Where the issuer publishes its RSA keys. Empty means /.well-known/jwks.json below jwt_issuer."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(https://[^\\s'$\\\\]+)?$", var.jwks_uri))
    error_message = "jwks_uri must be an https address without quotes, dollar signs or spaces, or empty."
  }
}

variable "self_sign_up" {
  description = "Let anyone register in the user pool that is created. Otherwise administrators create users."
  type        = bool
  default     = false
  nullable    = false
}

variable "sign_in_url" {
  description = "Page that signs users in. Browsers without a valid token are sent there, others get 401. Empty answers 401 to all."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^((https://[^\\s'$\\\\]+)?)$", var.sign_in_url))
    error_message = "sign_in_url must be an https address without quotes, dollar signs or spaces, or empty."
  }
}

variable "token_cookie" {
  description = "Cookie that carries the token of a browser. Other clients send Authorization with Bearer."
  type        = string
  default     = "id_token"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]+$", var.token_cookie))
    error_message = "token_cookie must be letters, digits, underscores, dots and hyphens."
  }
}

variable "public_paths" {
  description = "Paths served without a token, separated by commas. An asterisk at the end stands for anything."
  type        = string
  default     = "/public/*,/robots.txt"
  nullable    = false

  validation {
    condition     = can(regex("^(/[^\\s,'$\\\\]*(,/[^\\s,'$\\\\]*)*)?$", var.public_paths))
    error_message = "public_paths must be paths that start with a slash, separated by commas, without quotes, dollar signs, backslashes or spaces."
  }
}

# --- Experiment ---

variable "variant_b_share" {
  description = "Share of visitors in variant b, in percent. 0 and 100 end the experiment."
  type        = number
  default     = 50
  nullable    = false

  validation {
    condition     = var.variant_b_share >= 0 && var.variant_b_share <= 100 && floor(var.variant_b_share) == var.variant_b_share
    error_message = "variant_b_share must be a whole number from 0 to 100."
  }
}

variable "experiment_name" {
  description = "Name of the running experiment. A new name assigns every visitor anew."
  type        = string
  default     = "exp-1"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,32}$", var.experiment_name))
    error_message = "experiment_name must be 1 to 32 letters, digits, underscores and hyphens."
  }
}

# --- Origin and cache ---

variable "origin_domain_name" {
  description = "Host name of your own origin, reached over HTTPS. Empty creates a private S3 bucket."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([a-z0-9-]+(\\.[a-z0-9-]+)+)?$", var.origin_domain_name))
    error_message = "origin_domain_name must be a host name such as app.example.com, or empty."
  }
}

variable "forward_user" {
  description = "Whether your own origin gets the user (the token's sub) as x-user-id. Each user is then cached apart."
  type        = bool
  default     = false
  nullable    = false
}

variable "edge_ttl_seconds" {
  description = "How long the edge keeps a response that carries no Cache-Control of its own."
  type        = number
  default     = 300
  nullable    = false

  validation {
    condition     = var.edge_ttl_seconds >= 0 && var.edge_ttl_seconds <= 86400 && floor(var.edge_ttl_seconds) == var.edge_ttl_seconds
    error_message = "edge_ttl_seconds must be a whole number from 0 to 86400."
  }
}

# --- Distribution ---

variable "price_class" {
  description = "Which edge locations serve the site. PriceClass_100 has none in Asia."
  type        = string
  default     = "PriceClass_200"
  nullable    = false

  validation {
    condition     = contains(["PriceClass_100", "PriceClass_200", "PriceClass_All"], var.price_class)
    error_message = "price_class must be one of PriceClass_100, PriceClass_200, PriceClass_All."
  }
}

variable "domain_names" {
  description = "Your own domain names for the site. Empty uses the cloudfront.net name. Needs certificate_arn."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "certificate_arn" {
  description = "ACM certificate in us-east-1 that covers every name in domain_names. Empty uses the cloudfront.net certificate."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(arn:aws[a-z-]*:acm:us-east-1:[0-9]{12}:certificate/[0-9a-f-]+)?$", var.certificate_arn))
    error_message = "certificate_arn must be the ARN of an ACM certificate in us-east-1, or empty."
  }
}

# --- Protection and logs ---

variable "create_waf" {
  description = "Whether to create a web ACL with AWS managed rules and a rate limit."
  type        = bool
  default     = false
  nullable    = false
}

variable "waf_rate_limit" {
  description = "Requests one IP address may send within five minutes before the created web ACL blocks it."
  type        = number
  default     = 2000
  nullable    = false

  validation {
    condition     = var.waf_rate_limit >= 10 && var.waf_rate_limit <= 2000000000 && floor(var.waf_rate_limit) == var.waf_rate_limit
    error_message = "waf_rate_limit must be a whole number from 10 to 2000000000."
  }
}

variable "web_acl_arn" {
  description = "Existing web ACL of scope CLOUDFRONT to use instead of creating one."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(arn:aws[a-z-]*:wafv2:us-east-1:[0-9]{12}:global/webacl/.+)?$", var.web_acl_arn))
    error_message = "web_acl_arn must be the ARN of a web ACL of scope CLOUDFRONT, or empty."
  }
}

variable "access_logs" {
  description = "Whether CloudFront writes its standard log to an S3 bucket."
  type        = bool
  default     = true
  nullable    = false
}

variable "log_retention_days" {
  description = "Days after which logs are deleted."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731], var.log_retention_days)
    error_message = "log_retention_days must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731."
  }
}

variable "alarm_email" {
  description = "Address that the alarm on server errors writes to. Empty leaves it without a notification."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(([^@\\s]+@[^@\\s]+\\.[^@\\s]+)?)$", var.alarm_email))
    error_message = "alarm_email must be an e-mail address, or empty."
  }
}

# --- Edge functions ---

variable "edge_runtime" {
  description = "Lambda runtime of the edge functions. AWS supports nodejs22.x until 2027-04-30."
  type        = string
  default     = "nodejs24.x"
  nullable    = false

  validation {
    condition     = contains(["nodejs24.x", "nodejs22.x"], var.edge_runtime)
    error_message = "edge_runtime must be one of nodejs24.x, nodejs22.x."
  }
}
