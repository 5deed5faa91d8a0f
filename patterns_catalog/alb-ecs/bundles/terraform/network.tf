# Network: only when no VPC is given.

locals {
  create_network = var.vpc_id == ""
  create_nat     = local.create_network && var.tasks_in_private_subnets
  nat_count      = local.create_nat ? (var.nat_gateway_per_zone ? 2 : 1) : 0
  zone_letters   = ["a", "b"]

  vpc_id             = local.create_network ? aws_vpc.main[0].id : var.vpc_id
  public_subnet_ids  = local.create_network ? aws_subnet.public[*].id : var.public_subnet_ids
  private_subnet_ids = local.create_network ? aws_subnet.private[*].id : var.private_subnet_ids

  load_balancer_subnet_ids = var.internal_load_balancer ? local.private_subnet_ids : local.public_subnet_ids
  task_subnet_ids          = var.tasks_in_private_subnets ? local.private_subnet_ids : local.public_subnet_ids
}

resource "aws_vpc" "main" {
  count = local.create_network ? 1 : 0

  cidr_block           = var.vpc_cidr
  enable_dns_hostnames = true
  enable_dns_support   = true

  tags = { Name = var.project_name }
}

resource "aws_internet_gateway" "main" {
  count = local.create_network ? 1 : 0

  vpc_id = aws_vpc.main[0].id

  tags = { Name = var.project_name }
}

resource "aws_subnet" "public" {
  count = local.create_network ? 2 : 0

  vpc_id            = aws_vpc.main[0].id
  availability_zone = data.aws_availability_zones.available.names[count.index]
  cidr_block        = cidrsubnet(var.vpc_cidr, 4, count.index)

  tags = { Name = "${var.project_name}-public-${local.zone_letters[count.index]}" }
}

resource "aws_subnet" "private" {
  count = local.create_network ? 2 : 0

  vpc_id            = aws_vpc.main[0].id
  availability_zone = data.aws_availability_zones.available.names[count.index]
  cidr_block        = cidrsubnet(var.vpc_cidr, 4, count.index + 2)

  tags = { Name = "${var.project_name}-private-${local.zone_letters[count.index]}" }
}

resource "aws_route_table" "public" {
  count = local.create_network ? 1 : 0

  vpc_id = aws_vpc.main[0].id

  tags = { Name = "${var.project_name}-public" }
}

resource "aws_route" "public" {
  count = local.create_network ? 1 : 0

  route_table_id         = aws_route_table.public[0].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main[0].id
}

resource "aws_route_table_association" "public" {
  count = local.create_network ? 2 : 0

  route_table_id = aws_route_table.public[0].id
  subnet_id      = aws_subnet.public[count.index].id
}

resource "aws_route_table" "private" {
  count = local.create_network ? 2 : 0

  vpc_id = aws_vpc.main[0].id

  tags = { Name = "${var.project_name}-private-${local.zone_letters[count.index]}" }
}

resource "aws_route_table_association" "private" {
  count = local.create_network ? 2 : 0

  route_table_id = aws_route_table.private[count.index].id
  subnet_id      = aws_subnet.private[count.index].id
}

resource "aws_eip" "nat" {
  count = local.nat_count

  domain = "vpc"

  tags = { Name = "${var.project_name}-nat-${local.zone_letters[count.index]}" }

  depends_on = [aws_internet_gateway.main]
}

resource "aws_nat_gateway" "main" {
  count = local.nat_count

  allocation_id = aws_eip.nat[count.index].id
  subnet_id     = aws_subnet.public[count.index].id

  tags = { Name = "${var.project_name}-${local.zone_letters[count.index]}" }

  depends_on = [aws_route.public]
}

resource "aws_route" "private" {
  count = local.create_nat ? 2 : 0

  route_table_id         = aws_route_table.private[count.index].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main[min(count.index, local.nat_count - 1)].id
}
