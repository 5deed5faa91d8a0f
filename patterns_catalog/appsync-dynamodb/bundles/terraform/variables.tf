variable "project_name" {
  description = "Name that every resource carries."
  type        = string
  default     = "my-graphql"

  validation {
    condition     = can(regex("^([a-z][a-z0-9-]{1,18}[a-z0-9])$", var.project_name))
    error_message = "project_name must be 3 to 20 lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen."
  }
}

variable "user_pool_id" {
  description = "Existing Cognito user pool in the same Region. Empty creates one."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^(([a-z0-9-]+_[0-9A-Za-z]+)?)$", var.user_pool_id))
    error_message = "user_pool_id must be a user pool ID such as us-east-1_AbCdEf123, or empty."
  }
}

variable "user_pool_client_id" {
  description = "Existing app client of that pool. Only its tokens are accepted. Empty creates one."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^([a-z0-9]{0,128})$", var.user_pool_client_id))
    error_message = "user_pool_client_id must be an app client ID of lower-case letters and digits, or empty."
  }
}

variable "allow_self_sign_up" {
  description = "Let anyone register in the created user pool. Otherwise an administrator creates the users."
  type        = bool
  default     = false
}

variable "enable_api_key" {
  description = "Add an API key that may read public items, and nothing else, without sign-in."
  type        = bool
  default     = false
}

variable "api_key_expires_at" {
  description = "When the API key expires, in Unix seconds, at most 365 days ahead. 0 means 7 days after creation."
  type        = number
  default     = 0

  validation {
    condition     = var.api_key_expires_at >= 0 && var.api_key_expires_at <= 4102444800 && floor(var.api_key_expires_at) == var.api_key_expires_at
    error_message = "api_key_expires_at must be a whole number from 0 to 4102444800."
  }
}

variable "enable_iam" {
  description = "Let roles of AWS that are given the right read public items, and nothing else, with signed requests."
  type        = bool
  default     = false
  nullable    = false
}

variable "enable_subscriptions" {
  description = "Push changes of items to their owner over WebSocket. Off, the schema has no subscriptions."
  type        = bool
  default     = true
  nullable    = false
}

variable "enable_summary_function" {
  description = "Add the query summarizeItems, which a Lambda function answers."
  type        = bool
  default     = true
}

variable "enable_cache" {
  description = "Add the AppSync server-side cache for listPublicItems. Billed by the hour, used or not."
  type        = bool
  default     = false
}

variable "cache_size" {
  description = "Instance size of the cache."
  type        = string
  default     = "SMALL"

  validation {
    condition     = contains(["SMALL", "MEDIUM", "LARGE", "XLARGE", "LARGE_2X", "LARGE_4X", "LARGE_8X", "LARGE_12X"], var.cache_size)
    error_message = "cache_size must be one of SMALL, MEDIUM, LARGE, XLARGE, LARGE_2X, LARGE_4X, LARGE_8X, LARGE_12X."
  }
}

variable "cache_ttl_seconds" {
  description = "How long a cached page of listPublicItems is served, in seconds."
  type        = number
  default     = 60

  validation {
    condition     = var.cache_ttl_seconds >= 1 && var.cache_ttl_seconds <= 3600 && floor(var.cache_ttl_seconds) == var.cache_ttl_seconds
    error_message = "cache_ttl_seconds must be a whole number from 1 to 3600."
  }
}

variable "enable_introspection" {
  description = "Let clients read the schema through the API. The AppSync console's query editor needs it."
  type        = bool
  default     = false
}

variable "query_depth_limit" {
  description = "Deepest nesting of a query. Raise it to 15 where tools introspect the API."
  type        = number
  default     = 5

  validation {
    condition     = var.query_depth_limit >= 1 && var.query_depth_limit <= 75 && floor(var.query_depth_limit) == var.query_depth_limit
    error_message = "query_depth_limit must be a whole number from 1 to 75."
  }
}

variable "resolver_count_limit" {
  description = "Most resolvers that one request may run."
  type        = number
  default     = 20

  validation {
    condition     = var.resolver_count_limit >= 1 && var.resolver_count_limit <= 10000 && floor(var.resolver_count_limit) == var.resolver_count_limit
    error_message = "resolver_count_limit must be a whole number from 1 to 10000."
  }
}

variable "web_acl_arn" {
  description = "Existing AWS WAF web ACL (regional) to attach. Takes precedence over create_web_acl."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^((arn:[a-z-]+:wafv2:[a-z0-9-]+:[0-9]{12}:regional/webacl/[0-9A-Za-z_-]+/[0-9a-f-]{36})?)$", var.web_acl_arn))
    error_message = "web_acl_arn must be the ARN of a regional web ACL, or empty."
  }
}

variable "create_web_acl" {
  description = "Create a web ACL with AWS managed rules and a rate limit per address, and attach it."
  type        = bool
  default     = false
}

variable "waf_requests_per_5_minutes" {
  description = "Requests that one address may send in 5 minutes before the created web ACL blocks it."
  type        = number
  default     = 2000

  validation {
    condition     = var.waf_requests_per_5_minutes >= 10 && var.waf_requests_per_5_minutes <= 2000000000 && floor(var.waf_requests_per_5_minutes) == var.waf_requests_per_5_minutes
    error_message = "waf_requests_per_5_minutes must be a whole number from 10 to 2000000000."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete the table and the created user pool until this is false."
  type        = bool
  default     = true
}

variable "field_log_level" {
  description = "What AppSync logs of each field."
  type        = string
  default     = "ERROR"

  validation {
    condition     = contains(["NONE", "ERROR", "INFO", "DEBUG", "ALL"], var.field_log_level)
    error_message = "field_log_level must be one of NONE, ERROR, INFO, DEBUG, ALL."
  }
}

variable "log_retention_days" {
  description = "Days that log events are kept."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653."
  }
}

variable "enable_xray" {
  description = "Trace requests with AWS X-Ray."
  type        = bool
  default     = true
}

variable "latency_alarm_ms" {
  description = "Milliseconds that 95 of 100 requests may take before the latency alarm goes off."
  type        = number
  default     = 1000
  nullable    = false

  validation {
    condition     = var.latency_alarm_ms >= 50 && var.latency_alarm_ms <= 30000 && floor(var.latency_alarm_ms) == var.latency_alarm_ms
    error_message = "latency_alarm_ms must be a whole number from 50 to 30000."
  }
}

variable "alarm_email" {
  description = "Email address for alarms, through a topic that is created. Not used with alarm_topic_arn."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(([^@\\s]+@[^@\\s]+\\.[^@\\s]+)?)$", var.alarm_email))
    error_message = "alarm_email must be an e-mail address, or empty."
  }
}

variable "alarm_topic_arn" {
  description = "Existing SNS topic that the alarms on server errors and slow replies notify."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^((arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:[0-9A-Za-z_-]+)?)$", var.alarm_topic_arn))
    error_message = "alarm_topic_arn must be the ARN of a standard SNS topic, or empty."
  }
}
