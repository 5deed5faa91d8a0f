# Project
variable "project_name" {
  description = "Name that every resource carries."
  type        = string
  default     = "my-app"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.project_name))
    error_message = "project_name must be 3 to 20 lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen."
  }
}

# Network
variable "vpc_id" {
  description = "Existing VPC to use. Empty creates a VPC with two public and two private subnets."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(vpc-[0-9a-f]{8,17})?$", var.vpc_id))
    error_message = "vpc_id must be a VPC ID such as vpc-0a1b2c3d4e5f67890, or empty."
  }
}

variable "public_subnet_ids" {
  description = "Public subnets of the existing VPC, in at least two Availability Zones. Used only with vpc_id."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "private_subnet_ids" {
  description = "Private subnets of the existing VPC, in at least two Availability Zones. Used only with vpc_id."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "vpc_cidr" {
  description = "Address block of the VPC that is created."
  type        = string
  default     = "10.0.0.0/16"
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{1,3}\\.[0-9]{1,3}\\.0\\.0/16$", var.vpc_cidr))
    error_message = "vpc_cidr must be a /16 block such as 10.0.0.0/16."
  }
}

variable "internal_load_balancer" {
  description = "Put the load balancer in the private subnets, out of reach of the internet."
  type        = bool
  default     = false
  nullable    = false
}

variable "allowed_cidr" {
  description = "Addresses that may connect to the load balancer."
  type        = string
  default     = "0.0.0.0/0"
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}$", var.allowed_cidr))
    error_message = "allowed_cidr must be an IPv4 block such as 203.0.113.0/24."
  }
}

variable "tasks_in_private_subnets" {
  description = "Run the tasks in private subnets. A created VPC then gets a NAT gateway; an existing one needs its own way to the registry."
  type        = bool
  default     = false
  nullable    = false
}

variable "nat_gateway_per_zone" {
  description = "One NAT gateway in each zone instead of one for both, so that the loss of a zone does not cut the other off."
  type        = bool
  default     = false
  nullable    = false
}

# Load balancer
variable "certificate_arn" {
  description = "ACM certificate for HTTPS. With it, port 443 opens and port 80 redirects there. Without it, only port 80 is open."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[A-Za-z0-9-]+)?$", var.certificate_arn))
    error_message = "certificate_arn must be the ARN of an ACM certificate in the same Region, or empty."
  }
}

variable "tls_policy" {
  description = "TLS 1.3 and 1.2 policy of the HTTPS listener. The first is the recommended one, with post-quantum key exchange."
  type        = string
  default     = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  nullable    = false

  validation {
    condition     = contains(["ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-2021-06"], var.tls_policy)
    error_message = "tls_policy must be one of ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09, ELBSecurityPolicy-TLS13-1-2-2021-06."
  }
}

variable "idle_timeout" {
  description = "Seconds without data after which the load balancer closes a connection."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = var.idle_timeout >= 1 && var.idle_timeout <= 4000 && floor(var.idle_timeout) == var.idle_timeout
    error_message = "idle_timeout must be a whole number from 1 to 4000."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete the load balancer until this is turned off again."
  type        = bool
  default     = false
  nullable    = false
}

variable "sticky_sessions" {
  description = "Keep each client on one task with a cookie, for one day."
  type        = bool
  default     = false
  nullable    = false
}

variable "deregistration_delay" {
  description = "Seconds a stopping task is given to finish its requests."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.deregistration_delay >= 0 && var.deregistration_delay <= 3600 && floor(var.deregistration_delay) == var.deregistration_delay
    error_message = "deregistration_delay must be a whole number from 0 to 3600."
  }
}

variable "health_check_path" {
  description = "Path that answers 200 when a task is healthy. The default image answers on /."
  type        = string
  default     = "/"
  nullable    = false

  validation {
    condition     = can(regex("^/[A-Za-z0-9._~/?&=%-]*$", var.health_check_path))
    error_message = "health_check_path must be a path that starts with /."
  }
}

variable "health_check_grace_period" {
  description = "Seconds after the start of a task in which failed health checks are ignored."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = var.health_check_grace_period >= 0 && var.health_check_grace_period <= 3600 && floor(var.health_check_grace_period) == var.health_check_grace_period
    error_message = "health_check_grace_period must be a whole number from 0 to 3600."
  }
}

variable "access_logs" {
  description = "Write one line for every request to an S3 bucket, which is created."
  type        = bool
  default     = false
  nullable    = false
}

variable "access_log_days" {
  description = "Days for which access logs are kept."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.access_log_days >= 1 && var.access_log_days <= 3650 && floor(var.access_log_days) == var.access_log_days
    error_message = "access_log_days must be a whole number from 1 to 3650."
  }
}

# Web application firewall
variable "waf_enabled" {
  description = "Create a web ACL with AWS managed rules and a rate limit, unless web_acl_arn is given."
  type        = bool
  default     = false
  nullable    = false
}

variable "web_acl_arn" {
  description = "Existing web ACL to put in front of the load balancer."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(arn:aws[a-z-]*:wafv2:[a-z0-9-]+:[0-9]{12}:regional/webacl/[A-Za-z0-9_-]+/[A-Za-z0-9-]+)?$", var.web_acl_arn))
    error_message = "web_acl_arn must be the ARN of a regional web ACL, or empty."
  }
}

variable "waf_rate_limit" {
  description = "Requests that one address may send in five minutes before the created web ACL blocks it."
  type        = number
  default     = 2000
  nullable    = false

  validation {
    condition     = var.waf_rate_limit >= 10 && var.waf_rate_limit <= 2000000000 && floor(var.waf_rate_limit) == var.waf_rate_limit
    error_message = "waf_rate_limit must be a whole number from 10 to 2000000000."
  }
}

# Sign-in
variable "jwt_issuer" {
  description = "Issuer of the JSON Web Tokens that requests must carry; the load balancer answers 401 to all others. Needs jwt_jwks_url and certificate_arn."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(https://[A-Za-z0-9._~/-]{1,240})?$", var.jwt_issuer))
    error_message = "jwt_issuer must be an https:// address, or empty."
  }
}

variable "jwt_jwks_url" {
  description = "Public address of the signing keys of jwt_issuer, such as its /.well-known/jwks.json. RS256 and at most ten keys."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(https://[A-Za-z0-9._~/-]{1,240})?$", var.jwt_jwks_url))
    error_message = "jwt_jwks_url must be an https:// address, or empty."
  }
}

# Service
variable "container_image" {
  description = "Image of the service. Replace it with your own when the first deployment works."
  type        = string
  default     = "public.ecr.aws/nginx/nginx:1.30.3"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9._/:@-]+$", var.container_image))
    error_message = "container_image must be an image with its tag or digest."
  }
}

variable "container_port" {
  description = "Port on which the container listens for HTTP."
  type        = number
  default     = 80
  nullable    = false

  validation {
    condition     = var.container_port >= 1 && var.container_port <= 65535 && floor(var.container_port) == var.container_port
    error_message = "container_port must be a whole number from 1 to 65535."
  }
}

variable "readonly_root_filesystem" {
  description = "Mount the container read-only except /run, /tmp and /var/cache/nginx, which belong to root. Turn off for images that write elsewhere or run as another user."
  type        = bool
  default     = true
  nullable    = false
}

variable "cpu_architecture" {
  description = "Processor the image is built for. The default image has both."
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
  description = "Memory of one task in MB. It must fit task_cpu; 256 takes 512 to 2048."
  type        = number
  default     = 512
  nullable    = false

  validation {
    condition     = contains([512, 1024, 2048, 4096, 8192, 16384], var.task_memory)
    error_message = "task_memory must be one of 512, 1024, 2048, 4096, 8192, 16384."
  }
}

variable "stop_timeout" {
  description = "Seconds between SIGTERM and SIGKILL when a task stops, after its requests are done. 120 is the most Fargate allows."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.stop_timeout >= 2 && var.stop_timeout <= 120 && floor(var.stop_timeout) == var.stop_timeout
    error_message = "stop_timeout must be a whole number from 2 to 120."
  }
}

# Scaling
variable "min_count" {
  description = "Tasks that always run. Two or more survive the loss of a zone."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.min_count >= 1 && var.min_count <= 1000 && floor(var.min_count) == var.min_count
    error_message = "min_count must be a whole number from 1 to 1000."
  }
}

variable "max_count" {
  description = "Most tasks that scaling may start. Not less than min_count."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.max_count >= 1 && var.max_count <= 1000 && floor(var.max_count) == var.max_count
    error_message = "max_count must be a whole number from 1 to 1000."
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

variable "memory_target" {
  description = "Average memory utilization in percent that scaling aims for."
  type        = number
  default     = 70
  nullable    = false

  validation {
    condition     = var.memory_target >= 10 && var.memory_target <= 90 && floor(var.memory_target) == var.memory_target
    error_message = "memory_target must be a whole number from 10 to 90."
  }
}

variable "scale_out_cooldown" {
  description = "Seconds between two steps up."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = var.scale_out_cooldown >= 0 && var.scale_out_cooldown <= 3600 && floor(var.scale_out_cooldown) == var.scale_out_cooldown
    error_message = "scale_out_cooldown must be a whole number from 0 to 3600."
  }
}

variable "scale_in_cooldown" {
  description = "Seconds between two steps down."
  type        = number
  default     = 300
  nullable    = false

  validation {
    condition     = var.scale_in_cooldown >= 0 && var.scale_in_cooldown <= 3600 && floor(var.scale_in_cooldown) == var.scale_in_cooldown
    error_message = "scale_in_cooldown must be a whole number from 0 to 3600."
  }
}

variable "use_spot" {
  description = "Run tasks beyond on_demand_base mostly on Fargate Spot, which is cheaper and may be stopped at short notice."
  type        = bool
  default     = false
  nullable    = false
}

variable "on_demand_base" {
  description = "Tasks that stay on on-demand Fargate when use_spot is on."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.on_demand_base >= 1 && var.on_demand_base <= 1000 && floor(var.on_demand_base) == var.on_demand_base
    error_message = "on_demand_base must be a whole number from 1 to 1000."
  }
}

# Logs and metrics
variable "log_retention_days" {
  description = "Days for which container logs are kept."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 3653], var.log_retention_days)
    error_message = "log_retention_days must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 3653."
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

# Alarms
variable "alarms" {
  description = "Create four alarms, for failing replies, slow replies, unhealthy tasks and a service that stays at its limit."
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

variable "slow_response_ms" {
  description = "Milliseconds within which 95 of 100 replies must begin; the alarm for slow replies looks at it."
  type        = number
  default     = 1000
  nullable    = false

  validation {
    condition     = var.slow_response_ms >= 10 && var.slow_response_ms <= 4000000 && floor(var.slow_response_ms) == var.slow_response_ms
    error_message = "slow_response_ms must be a whole number from 10 to 4000000."
  }
}

# Routing to a second service
variable "second_path_prefix" {
  description = "Send this path and everything below it to a second service, which is then created."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(/[A-Za-z0-9_-]{1,60})?$", var.second_path_prefix))
    error_message = "second_path_prefix must be one path segment such as /api, or empty."
  }
}

variable "second_host" {
  description = "Send requests for this host to a second service, which is then created. With second_path_prefix, both must match."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^((\\*\\.)?([a-z0-9-]+\\.)+[a-z]{2,63})?$", var.second_host))
    error_message = "second_host must be a host name such as api.example.com, or empty."
  }
}

variable "second_strip_prefix" {
  description = "Take second_path_prefix off the path before the second service sees it."
  type        = bool
  default     = true
  nullable    = false
}

variable "second_container_image" {
  description = "Image of the second service. Empty takes container_image."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([A-Za-z0-9][A-Za-z0-9._/:@-]+)?$", var.second_container_image))
    error_message = "second_container_image must be an image with its tag or digest, or empty."
  }
}

variable "second_count" {
  description = "Tasks of the second service; it does not scale by itself."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.second_count >= 1 && var.second_count <= 1000 && floor(var.second_count) == var.second_count
    error_message = "second_count must be a whole number from 1 to 1000."
  }
}
