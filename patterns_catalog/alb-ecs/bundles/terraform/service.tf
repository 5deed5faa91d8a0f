locals {
  memory_choices = {
    256  = [512, 1024, 2048]
    512  = [1024, 2048, 4096]
    1024 = [2048, 4096, 8192]
    2048 = [4096, 8192, 16384]
    4096 = [8192, 16384]
  }

  # nginx keeps its PID file in /run and its buffers in /var/cache/nginx.
  writable_paths = var.readonly_root_filesystem ? {
    run   = "/run"
    tmp   = "/tmp"
    cache = "/var/cache/nginx"
  } : {}

  capacity_providers = var.use_spot ? {
    FARGATE      = { base = var.on_demand_base, weight = 1 }
    FARGATE_SPOT = { base = 0, weight = 3 }
    } : {
    FARGATE = { base = 0, weight = 1 }
  }
}

resource "aws_cloudwatch_log_group" "app" {
  name_prefix       = "/ecs/${var.project_name}-"
  retention_in_days = var.log_retention_days
  skip_destroy      = true
}

resource "aws_ecs_cluster" "main" {
  name = var.project_name

  setting {
    name  = "containerInsights"
    value = var.container_insights
  }
}

# Waits for the listener because the first cluster of an account creates the service-linked
# role of ECS, which takes a while to be usable.
resource "aws_ecs_cluster_capacity_providers" "main" {
  cluster_name       = aws_ecs_cluster.main.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]

  default_capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 1
  }

  depends_on = [aws_lb_listener.http]
}

resource "aws_ecs_task_definition" "app" {
  family                   = var.project_name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.task_cpu
  memory                   = var.task_memory
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn

  runtime_platform {
    cpu_architecture        = var.cpu_architecture
    operating_system_family = "LINUX"
  }

  dynamic "volume" {
    for_each = local.writable_paths

    content {
      name = volume.key
    }
  }

  container_definitions = jsonencode([{
    name                   = "app"
    image                  = var.container_image
    essential              = true
    readonlyRootFilesystem = var.readonly_root_filesystem
    stopTimeout            = var.stop_timeout

    portMappings = [{
      containerPort = var.container_port
      hostPort      = var.container_port
      protocol      = "tcp"
    }]

    mountPoints = [for volume, path in local.writable_paths : {
      sourceVolume  = volume
      containerPath = path
      readOnly      = false
    }]

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.app.name
        awslogs-region        = data.aws_region.current.region
        awslogs-stream-prefix = "app"
      }
    }
  }])

  lifecycle {
    precondition {
      condition     = contains(local.memory_choices[var.task_cpu], var.task_memory)
      error_message = "A task with ${var.task_cpu} CPU units takes ${join(", ", local.memory_choices[var.task_cpu])} MB."
    }
  }
}

resource "aws_ecs_service" "app" {
  name            = var.project_name
  cluster         = aws_ecs_cluster.main.id
  task_definition = aws_ecs_task_definition.app.arn
  desired_count   = var.min_count

  availability_zone_rebalancing      = "ENABLED"
  health_check_grace_period_seconds  = var.health_check_grace_period
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200

  # ECS changes the capacity provider strategy of a running service only with a new deployment.
  force_new_deployment  = true
  wait_for_steady_state = true

  enable_ecs_managed_tags = true
  propagate_tags          = "SERVICE"

  dynamic "capacity_provider_strategy" {
    for_each = local.capacity_providers

    content {
      capacity_provider = capacity_provider_strategy.key
      base              = capacity_provider_strategy.value.base
      weight            = capacity_provider_strategy.value.weight
    }
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = local.task_subnet_ids
    security_groups  = [aws_security_group.tasks.id]
    assign_public_ip = !var.tasks_in_private_subnets
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.main.arn
    container_name   = "app"
    container_port   = var.container_port
  }

  tags = { Name = var.project_name }

  depends_on = [
    aws_ecs_cluster_capacity_providers.main,
    aws_iam_role_policy.execution,
    aws_lb_listener.http,
    aws_lb_listener.https,
    aws_route.private,
    aws_route_table_association.private,
    aws_vpc_security_group_egress_rule.tasks,
    aws_vpc_security_group_egress_rule.to_tasks,
    aws_vpc_security_group_ingress_rule.tasks,
  ]

  lifecycle {
    # Scaling owns the number of tasks.
    ignore_changes = [desired_count]

    precondition {
      condition     = length(local.task_subnet_ids) >= 2
      error_message = "With vpc_id, give ${var.tasks_in_private_subnets ? "private_subnet_ids" : "public_subnet_ids"} in at least two Availability Zones."
    }
  }
}
