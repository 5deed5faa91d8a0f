# Second service: only when a path or a host is given.

locals {
  by_path        = var.second_path_prefix != ""
  by_host        = var.second_host != ""
  second_service = local.by_path || local.by_host
}

resource "aws_lb_target_group" "second" {
  count = local.second_service ? 1 : 0

  name_prefix          = "app2-"
  vpc_id               = local.vpc_id
  target_type          = "ip"
  protocol             = "HTTP"
  port                 = var.container_port
  deregistration_delay = var.deregistration_delay

  health_check {
    path                = var.health_check_path
    matcher             = "200"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }

  tags = { Name = "${var.project_name}-second" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_lb_listener_rule" "second" {
  count = local.second_service ? 1 : 0

  listener_arn = local.https ? aws_lb_listener.https[0].arn : aws_lb_listener.http.arn
  priority     = 10

  dynamic "action" {
    for_each = local.token_checks

    content {
      type  = "jwt-validation"
      order = 1

      jwt_validation {
        issuer        = action.value.issuer
        jwks_endpoint = action.value.keys
      }
    }
  }

  action {
    type             = "forward"
    order            = 2
    target_group_arn = aws_lb_target_group.second[0].arn
  }

  dynamic "condition" {
    for_each = local.by_path ? [var.second_path_prefix] : []

    content {
      path_pattern {
        values = [condition.value, "${condition.value}/*"]
      }
    }
  }

  dynamic "condition" {
    for_each = local.by_host ? [var.second_host] : []

    content {
      host_header {
        values = [condition.value]
      }
    }
  }

  # /api and /api/items become / and /items.
  dynamic "transform" {
    for_each = local.by_path && var.second_strip_prefix ? [var.second_path_prefix] : []

    content {
      type = "url-rewrite"

      url_rewrite_config {
        rewrite {
          regex   = "^${transform.value}/?(.*)$"
          replace = "/$1"
        }
      }
    }
  }
}

resource "aws_ecs_task_definition" "second" {
  count = local.second_service ? 1 : 0

  family                   = "${var.project_name}-second"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
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
    image                  = var.second_container_image == "" ? var.container_image : var.second_container_image
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
        awslogs-stream-prefix = "second"
      }
    }
  }])
}

resource "aws_ecs_service" "second" {
  count = local.second_service ? 1 : 0

  name            = "${var.project_name}-second"
  cluster         = aws_ecs_cluster.main.id
  task_definition = aws_ecs_task_definition.second[0].arn
  desired_count   = var.second_count

  availability_zone_rebalancing      = "ENABLED"
  health_check_grace_period_seconds  = var.health_check_grace_period
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200

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
    target_group_arn = aws_lb_target_group.second[0].arn
    container_name   = "app"
    container_port   = var.container_port
  }

  tags = { Name = "${var.project_name}-second" }

  depends_on = [
    aws_ecs_cluster_capacity_providers.main,
    aws_iam_role_policy.execution,
    aws_lb_listener_rule.second,
    aws_route.private,
    aws_route_table_association.private,
    aws_vpc_security_group_egress_rule.tasks,
    aws_vpc_security_group_egress_rule.to_tasks,
    aws_vpc_security_group_ingress_rule.tasks,
  ]
}
