locals {
  creates_network = var.vpc_id == ""
  creates_nat     = local.creates_network && !var.assign_public_ip

  created_task_subnet_ids = var.assign_public_ip ? aws_subnet.public[*].id : aws_subnet.private[*].id

  vpc_id                   = local.creates_network ? aws_vpc.main[0].id : var.vpc_id
  load_balancer_subnet_ids = local.creates_network ? aws_subnet.private[*].id : var.load_balancer_subnet_ids
  task_subnet_ids          = local.creates_network ? local.created_task_subnet_ids : var.task_subnet_ids
}

data "aws_availability_zones" "available" {
  state = "available"

  # Among the zones that VPC origins do not support.
  exclude_zone_ids = ["use1-az3", "usw1-az2", "apne1-az3", "apne2-az1", "apne2-az2", "cac1-az3"]

  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

resource "aws_vpc" "main" {
  count = local.creates_network ? 1 : 0

  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true

  tags = { Name = var.project_name }
}

resource "aws_internet_gateway" "main" {
  count = local.creates_network ? 1 : 0

  vpc_id = aws_vpc.main[0].id

  tags = { Name = var.project_name }
}

resource "aws_subnet" "public" {
  count = local.creates_network ? 2 : 0

  vpc_id            = aws_vpc.main[0].id
  availability_zone = data.aws_availability_zones.available.names[count.index]
  cidr_block        = "10.0.${count.index}.0/24"

  tags = { Name = "${var.project_name}-public-${count.index + 1}" }
}

resource "aws_subnet" "private" {
  count = local.creates_network ? 2 : 0

  vpc_id            = aws_vpc.main[0].id
  availability_zone = data.aws_availability_zones.available.names[count.index]
  cidr_block        = "10.0.${count.index + 10}.0/24"

  tags = { Name = "${var.project_name}-private-${count.index + 1}" }
}

resource "aws_route_table" "public" {
  count = local.creates_network ? 1 : 0

  vpc_id = aws_vpc.main[0].id

  tags = { Name = "${var.project_name}-public" }
}

resource "aws_route" "public" {
  count = local.creates_network ? 1 : 0

  route_table_id         = aws_route_table.public[0].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main[0].id
}

resource "aws_route_table_association" "public" {
  count = local.creates_network ? 2 : 0

  subnet_id      = aws_subnet.public[count.index].id
  route_table_id = aws_route_table.public[0].id
}

resource "aws_route_table" "private" {
  count = local.creates_network ? 1 : 0

  vpc_id = aws_vpc.main[0].id

  tags = { Name = "${var.project_name}-private" }
}

resource "aws_route_table_association" "private" {
  count = local.creates_network ? 2 : 0

  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = aws_route_table.private[0].id
}

resource "aws_eip" "nat" {
  count = local.creates_nat ? 1 : 0

  domain = "vpc"

  tags = { Name = "${var.project_name}-nat" }

  depends_on = [aws_internet_gateway.main]
}

resource "aws_nat_gateway" "main" {
  count = local.creates_nat ? 1 : 0

  allocation_id = aws_eip.nat[0].id
  subnet_id     = aws_subnet.public[0].id

  tags = { Name = var.project_name }

  depends_on = [aws_route.public]
}

resource "aws_route" "private" {
  count = local.creates_nat ? 1 : 0

  route_table_id         = aws_route_table.private[0].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main[0].id
}
