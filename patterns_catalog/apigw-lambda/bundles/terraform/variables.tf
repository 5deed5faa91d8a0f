variable "project_name" {
  description = "Name that every resource carries."
  type        = string
  default     = "my-api"
  nullable    = false

  validation {
    condition     = can(regex("^([a-z][a-z0-9-]{1,18}[a-z0-9])$", var.project_name))
    error_message = "project_name must be 3 to 20 lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete the table and the user pool."
  type        = bool
  default     = true
  nullable    = false
}

variable "authentication" {
  description = "What a caller shows. user-pool is a Cognito ID token; api-key is a key in x-api-key, which stands for a client program, not a person."
  type        = string
  default     = "user-pool"
  nullable    = false

  validation {
    condition     = contains(["user-pool", "api-key"], var.authentication)
    error_message = "authentication must be one of user-pool, api-key."
  }
}

variable "user_pool_arn" {
  description = "Existing user pool to trust. Empty creates one. Used only with user-pool."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^((arn:[a-z0-9-]+:cognito-idp:[a-z0-9-]+:[0-9]{12}:userpool/[A-Za-z0-9_-]+)?)$", var.user_pool_arn))
    error_message = "user_pool_arn must be the ARN of a Cognito user pool, or empty."
  }
}

variable "self_sign_up" {
  description = "Let anyone register in the user pool that is created. Otherwise administrators create users."
  type        = bool
  default     = false
  nullable    = false
}

variable "domain_name" {
  description = "Host name of your own for the API. Empty leaves it at its execute-api address. Needs certificate_arn."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(([a-z0-9-]+(\\.[a-z0-9-]+)+)?)$", var.domain_name))
    error_message = "domain_name must be a host name such as api.example.com, or empty."
  }
}

variable "certificate_arn" {
  description = "ACM certificate in the same Region that covers domain_name."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^((arn:[a-z0-9-]+:acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9a-f-]+)?)$", var.certificate_arn))
    error_message = "certificate_arn must be the ARN of an ACM certificate in the Region of the API, or empty."
  }
}

variable "allowed_origin" {
  description = "Origin of the web page that may call the API from a browser."
  type        = string
  default     = "http://localhost:3000"
  nullable    = false

  validation {
    condition     = can(regex("^(\\*|https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?)$", var.allowed_origin))
    error_message = "allowed_origin must be scheme, host and optional port without a trailing slash, or *."
  }
}

variable "throttle_rate" {
  description = "Requests per second that each method accepts. More are answered with 429."
  type        = number
  default     = 100
  nullable    = false

  validation {
    condition     = var.throttle_rate >= 1 && var.throttle_rate <= 10000 && floor(var.throttle_rate) == var.throttle_rate
    error_message = "throttle_rate must be a whole number from 1 to 10000."
  }
}

variable "throttle_burst" {
  description = "Requests that each method accepts at once, above the rate."
  type        = number
  default     = 200
  nullable    = false

  validation {
    condition     = var.throttle_burst >= 1 && var.throttle_burst <= 5000 && floor(var.throttle_burst) == var.throttle_burst
    error_message = "throttle_burst must be a whole number from 1 to 5000."
  }
}

variable "monthly_quota" {
  description = "Requests that each API key may send in a calendar month. 0 sets no quota. Used only with api-key."
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition     = var.monthly_quota >= 0 && var.monthly_quota <= 2000000000 && floor(var.monthly_quota) == var.monthly_quota
    error_message = "monthly_quota must be a whole number from 0 to 2000000000."
  }
}

variable "function_timeout" {
  description = "Seconds a function may run. API Gateway stops waiting after 29 s."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.function_timeout >= 1 && var.function_timeout <= 28 && floor(var.function_timeout) == var.function_timeout
    error_message = "function_timeout must be a whole number from 1 to 28."
  }
}

variable "function_memory" {
  description = "Memory of a function in MB. CPU grows with it; 1,769 MB is one vCPU."
  type        = number
  default     = 512
  nullable    = false

  validation {
    condition     = var.function_memory >= 128 && var.function_memory <= 10240 && floor(var.function_memory) == var.function_memory
    error_message = "function_memory must be a whole number from 128 to 10240."
  }
}

variable "provisioned_concurrency" {
  description = "Environments kept ready for each of the five functions, billed all the time. 0 turns it off."
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition     = var.provisioned_concurrency >= 0 && var.provisioned_concurrency <= 100 && floor(var.provisioned_concurrency) == var.provisioned_concurrency
    error_message = "provisioned_concurrency must be a whole number from 0 to 100."
  }
}

variable "waf_enabled" {
  description = "Put a web ACL with managed rules and a rate limit in front of the API."
  type        = bool
  default     = false
  nullable    = false
}

variable "waf_rate_limit" {
  description = "Requests that one IP address may send in 5 minutes before the web ACL blocks it."
  type        = number
  default     = 2000
  nullable    = false

  validation {
    condition     = var.waf_rate_limit >= 10 && var.waf_rate_limit <= 2000000000 && floor(var.waf_rate_limit) == var.waf_rate_limit
    error_message = "waf_rate_limit must be a whole number from 10 to 2000000000."
  }
}

variable "web_acl_arn" {
  description = "Existing regional web ACL to use instead of a new one."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^((arn:[a-z0-9-]+:wafv2:[a-z0-9-]+:[0-9]{12}:regional/webacl/[A-Za-z0-9_-]+/[a-f0-9-]+)?)$", var.web_acl_arn))
    error_message = "web_acl_arn must be the ARN of a regional web ACL, or empty."
  }
}

variable "api_logs" {
  description = "Access and execution logs. create-role also sets the role that API Gateway logs with for the whole account in this Region; existing-role relies on the one already set."
  type        = string
  default     = "create-role"
  nullable    = false

  validation {
    condition     = contains(["create-role", "existing-role", "off"], var.api_logs)
    error_message = "api_logs must be one of create-role, existing-role, off."
  }
}

variable "log_retention_days" {
  description = "Days to keep logs."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653], var.log_retention_days)
    error_message = "log_retention_days must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653."
  }
}

variable "tracing_enabled" {
  description = "Record X-Ray traces of API Gateway and the functions."
  type        = bool
  default     = true
  nullable    = false
}

variable "latency_alarm_ms" {
  description = "Milliseconds that 95 of 100 requests may take before the latency alarm goes off."
  type        = number
  default     = 1000
  nullable    = false

  validation {
    condition     = var.latency_alarm_ms >= 50 && var.latency_alarm_ms <= 29000 && floor(var.latency_alarm_ms) == var.latency_alarm_ms
    error_message = "latency_alarm_ms must be a whole number from 50 to 29000."
  }
}

variable "alarm_email" {
  description = "Email address for alarms. Empty leaves them without a notification."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(([^@\\s]+@[^@\\s]+\\.[^@\\s]+)?)$", var.alarm_email))
    error_message = "alarm_email must be an e-mail address, or empty."
  }
}
