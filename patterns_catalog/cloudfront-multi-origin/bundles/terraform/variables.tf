variable "project_name" {
  description = "Short name that every resource name starts with."
  type        = string
  default     = "my-site"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.project_name))
    error_message = "project_name must be 3 to 20 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen."
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

variable "html_ttl_seconds" {
  description = "How long a page is cached when the origin sends no Cache-Control. 0 caches only what the origin marks as cacheable."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = var.html_ttl_seconds >= 0 && var.html_ttl_seconds <= 3600
    error_message = "html_ttl_seconds must be between 0 and 3600."
  }
}

variable "html_cookies" {
  description = "Cookies that pages depend on. Each value is cached apart, and no other cookie reaches the load balancer."
  type        = list(string)
  default     = ["session"]
  nullable    = false
}

variable "html_headers" {
  description = "Request headers that pages depend on. Each value is cached apart. Host and Authorization should stay."
  type        = list(string)
  default     = ["Host", "Authorization"]
  nullable    = false
}

variable "static_ttl_seconds" {
  description = "How long the edge keeps an object under /static/ that carries no Cache-Control of its own."
  type        = number
  default     = 86400
  nullable    = false

  validation {
    condition     = var.static_ttl_seconds >= 60 && var.static_ttl_seconds <= 31536000
    error_message = "static_ttl_seconds must be between 60 and 31536000."
  }
}

variable "origin_timeout_seconds" {
  description = "How long CloudFront waits for the load balancer to answer."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.origin_timeout_seconds >= 1 && var.origin_timeout_seconds <= 120
    error_message = "origin_timeout_seconds must be between 1 and 120."
  }
}

variable "websocket_path" {
  description = "Path that goes to the load balancer uncached and with every header and cookie, as WebSocket needs. Empty has none."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(/[A-Za-z0-9_-]{1,60}/\\*)?$", var.websocket_path))
    error_message = "websocket_path must be one path segment and all below it, such as /ws/*, or empty."
  }
}

variable "custom_error_page" {
  description = "Whether a 502, 503 or 504 shows /static/error.html instead of the bare error."
  type        = bool
  default     = true
  nullable    = false
}

# --- Protection and logs ---

variable "create_waf" {
  description = "Whether to create a web ACL with AWS managed rules and a rate limit. CloudFormation can do so in us-east-1 only."
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
    condition     = var.waf_rate_limit >= 10 && var.waf_rate_limit <= 2000000000
    error_message = "waf_rate_limit must be between 10 and 2000000000."
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

variable "alarms" {
  description = "Whether to create three alarms in this Region, for failing pages, a failing API and unhealthy tasks."
  type        = bool
  default     = true
  nullable    = false
}

variable "alarm_email" {
  description = "Email address for alarms. Empty leaves them without a notification."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([^@\\s]+@[^@\\s]+\\.[^@\\s]+)?$", var.alarm_email))
    error_message = "alarm_email must be an e-mail address, or empty."
  }
}

# --- API ---

variable "api_jwt_issuer" {
  description = "Issuer of the JSON Web Tokens that requests to /api/* must carry; the API answers 401 to all others. Needs api_jwt_audiences."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(https://[A-Za-z0-9._~/-]{1,240})?$", var.api_jwt_issuer))
    error_message = "api_jwt_issuer must be an https:// address, or empty."
  }
}

variable "api_jwt_audiences" {
  description = "Audiences of which a token must name one, such as the client ID of a Cognito user pool."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "api_rate_limit" {
  description = "Requests per second that the API takes over a longer time; more get 429."
  type        = number
  default     = 500
  nullable    = false

  validation {
    condition     = var.api_rate_limit >= 1 && var.api_rate_limit <= 10000 && floor(var.api_rate_limit) == var.api_rate_limit
    error_message = "api_rate_limit must be a whole number from 1 to 10000."
  }
}

variable "api_burst_limit" {
  description = "Requests that the API takes at once before api_rate_limit counts."
  type        = number
  default     = 1000
  nullable    = false

  validation {
    condition     = var.api_burst_limit >= 1 && var.api_burst_limit <= 5000 && floor(var.api_burst_limit) == var.api_burst_limit
    error_message = "api_burst_limit must be a whole number from 1 to 5000."
  }
}

# --- Service behind the load balancer ---

variable "container_image" {
  description = "Container image that answers every path but /static/* and /api/*."
  type        = string
  default     = "public.ecr.aws/nginx/nginx-unprivileged:1.29-alpine"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9._/:@-]+$", var.container_image))
    error_message = "container_image must be an image with its tag or digest."
  }
}

variable "container_port" {
  description = "Port that the container listens on."
  type        = number
  default     = 8080
  nullable    = false

  validation {
    condition     = var.container_port >= 1 && var.container_port <= 65535
    error_message = "container_port must be between 1 and 65535."
  }
}

variable "health_check_path" {
  description = "Path that the container answers with 200 to 399 when it is healthy."
  type        = string
  default     = "/"
  nullable    = false

  validation {
    condition     = can(regex("^/[A-Za-z0-9._~/?&=%-]*$", var.health_check_path))
    error_message = "health_check_path must be a path that starts with a slash."
  }
}

variable "cpu_architecture" {
  description = "Processor that the image is built for. The default image has both."
  type        = string
  default     = "X86_64"
  nullable    = false

  validation {
    condition     = contains(["X86_64", "ARM64"], var.cpu_architecture)
    error_message = "cpu_architecture must be one of X86_64, ARM64."
  }
}

variable "task_cpu" {
  description = "CPU units of one task; 1024 is one vCPU."
  type        = number
  default     = 256
  nullable    = false

  validation {
    condition     = contains([256, 512, 1024, 2048, 4096], var.task_cpu)
    error_message = "task_cpu must be one of 256, 512, 1024, 2048, 4096."
  }
}

variable "task_memory" {
  description = "Memory of one task in MiB. It must fit task_cpu; 256 takes 512 to 2048."
  type        = number
  default     = 512
  nullable    = false

  validation {
    condition     = contains([512, 1024, 2048, 4096, 8192, 16384], var.task_memory)
    error_message = "task_memory must be one of 512, 1024, 2048, 4096, 8192, 16384."
  }
}

variable "min_count" {
  description = "Tasks that always run. Two or more survive the loss of an Availability Zone."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.min_count >= 1 && var.min_count <= 100 && floor(var.min_count) == var.min_count
    error_message = "min_count must be a whole number from 1 to 100."
  }
}

variable "max_count" {
  description = "Most tasks that scaling may start. Not less than min_count."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.max_count >= 1 && var.max_count <= 100 && floor(var.max_count) == var.max_count
    error_message = "max_count must be a whole number from 1 to 100."
  }
}

variable "cpu_target" {
  description = "Average CPU utilization in percent that scaling aims for."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = var.cpu_target >= 10 && var.cpu_target <= 90 && floor(var.cpu_target) == var.cpu_target
    error_message = "cpu_target must be a whole number from 10 to 90."
  }
}

variable "container_insights" {
  description = "CloudWatch Container Insights of the cluster. CPU and memory of the service are measured without it too."
  type        = string
  default     = "enabled"
  nullable    = false

  validation {
    condition     = contains(["disabled", "enabled", "enhanced"], var.container_insights)
    error_message = "container_insights must be one of disabled, enabled, enhanced."
  }
}

variable "origin_certificate_arn" {
  description = "ACM certificate of this Region for domain_names, to encrypt between CloudFront and the load balancer too. Empty uses HTTP there."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9a-f-]+)?$", var.origin_certificate_arn))
    error_message = "origin_certificate_arn must be the ARN of an ACM certificate, or empty."
  }
}

# --- Network ---

variable "vpc_id" {
  description = "Existing VPC with an internet gateway. Empty creates one."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(vpc-[0-9a-f]+)?$", var.vpc_id))
    error_message = "vpc_id must be the ID of a VPC, or empty."
  }
}

variable "load_balancer_subnet_ids" {
  description = "Private subnets of the existing VPC for the load balancer, in at least two Availability Zones."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "task_subnet_ids" {
  description = "Subnets of the existing VPC for the tasks, with a way to the image registry."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "assign_public_ip" {
  description = "Whether tasks get a public IPv4 address. Without one they run in private subnets; a created network then gets a NAT gateway, an existing one needs its own."
  type        = bool
  default     = true
  nullable    = false
}
