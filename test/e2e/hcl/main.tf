# Written by hand, as a team writes it: bad and good side by side, in the spellings that HCL has.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
  backend "s3" {
    bucket       = "state-of-everything"
    key          = "hand-written.tfstate"
    region       = "eu-west-1"
    encrypt      = true
    use_lockfile = true
  }
}

provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
  allowed_account_ids         = []
  default_tags {
    tags = { owner = "platform", environment = "prod", "cost-center" = "42", "managed-by" = "hand" }
  }
}

variable "account" {
  type    = string
  default = "123456789012"
}

variable "office" {
  type    = list(string)
  default = ["198.51.100.0/24"]
}

locals {
  everywhere = [for half in range(2) : cidrsubnet("0.0.0.0/0", 1, half)]
  buckets    = toset(["invoices", "reports"])
  zones      = { a = 10, b = 11 }
}

# Buckets whose policies are data sources: known in no plan of a first create, because of the ARN.
resource "aws_s3_bucket" "each" {
  for_each = local.buckets
  bucket   = "acme-${each.key}"
}

resource "aws_s3_bucket_public_access_block" "each" {
  for_each                = aws_s3_bucket.each
  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "each" {
  for_each = aws_s3_bucket.each
  bucket   = each.value.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}

data "aws_iam_policy_document" "tls" {
  for_each = local.buckets
  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.each[each.key].arn, "${aws_s3_bucket.each[each.key].arn}/*"]
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

resource "aws_s3_bucket_policy" "each" {
  for_each = local.buckets
  bucket   = aws_s3_bucket.each[each.key].id
  policy   = data.aws_iam_policy_document.tls[each.key].json
}

# jsonencode(): the plan has nothing of it but the references.
resource "aws_s3_bucket" "site" {
  bucket = "acme-site"
}

resource "aws_s3_bucket_policy" "site" {
  bucket = aws_s3_bucket.site.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "${aws_s3_bucket.site.arn}/*"
    }]
  })
}

# A heredoc.
resource "aws_sqs_queue" "inbox" {
  name                    = "inbox"
  sqs_managed_sse_enabled = true
}

resource "aws_sqs_queue_policy" "inbox" {
  queue_url = aws_sqs_queue.inbox.id
  policy    = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [{
        "Effect": "Allow",
        "Principal": { "AWS": "*" },
        "Action": "sqs:SendMessage",
        "Resource": "${aws_sqs_queue.inbox.arn}"
      }]
    }
  JSON
}

# A template in a file of its own, and a module that is called twice.
resource "aws_sns_topic" "alarms" {
  name              = "alarms"
  kms_master_key_id = aws_kms_key.data.arn
}

resource "aws_sns_topic_policy" "alarms" {
  arn    = aws_sns_topic.alarms.arn
  policy = templatefile("${path.module}/policies/topic.json.tftpl", { topic = aws_sns_topic.alarms.arn, account = var.account })
}

module "queue" {
  source   = "./modules/queue"
  for_each = { open = "*", closed = "arn:aws:iam::${var.account}:role/sender" }
  name     = each.key
  sender   = each.value
}

resource "aws_kms_key" "data" {
  description         = "data"
  enable_key_rotation = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${var.account}:root" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

# Roles: one may do everything with what is created beside it, the other one thing.
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "worker" {
  role = aws_iam_role.worker.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["sqs:ReceiveMessage", "sqs:DeleteMessage"], Resource = aws_sqs_queue.inbox.arn },
      { Effect = "Allow", Action = ["*"], Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "reader" {
  count              = 2
  name               = "reader-${count.index}"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "reader" {
  count = 2
  role  = aws_iam_role.reader[count.index].id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:ReceiveMessage", Resource = aws_sqs_queue.inbox.arn }]
  })
}

# A network whose database subnets reach an internet gateway.
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "data" {
  for_each          = local.zones
  vpc_id            = aws_vpc.main.id
  availability_zone = "eu-west-1${each.key}"
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, each.value)
}

resource "aws_route_table" "data" {
  vpc_id = aws_vpc.main.id
  dynamic "route" {
    for_each = toset(["0.0.0.0/0"])
    content {
      cidr_block = route.value
      gateway_id = aws_internet_gateway.main.id
    }
  }
}

resource "aws_route_table_association" "data" {
  for_each       = aws_subnet.data
  subnet_id      = each.value.id
  route_table_id = aws_route_table.data.id
}

resource "aws_db_subnet_group" "data" {
  name       = "data"
  subnet_ids = [for subnet in aws_subnet.data : subnet.id]
}

resource "aws_db_parameter_group" "tls" {
  name   = "tls"
  family = "postgres14"
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_instance" "orders" {
  identifier                  = "orders"
  engine                      = "postgres"
  engine_version              = "14.17"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  storage_encrypted           = true
  username                    = "master"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.data.name
  parameter_group_name        = aws_db_parameter_group.tls.name
  vpc_security_group_ids      = [aws_security_group.office.id]
  multi_az                    = true
  backup_retention_period     = 14
  deletion_protection         = true
  final_snapshot_identifier   = "orders-final"
}

resource "aws_security_group" "office" {
  name   = "office"
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "office" {
  for_each          = toset(var.office)
  security_group_id = aws_security_group.office.id
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
  cidr_ipv4         = each.value
}

resource "aws_vpc_security_group_ingress_rule" "everywhere" {
  count             = length(local.everywhere)
  security_group_id = aws_security_group.office.id
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
  cidr_ipv4         = local.everywhere[count.index]
}

resource "aws_ssm_parameter" "token" {
  name  = "/partner/token"
  type  = "String"
  value = join("-", ["hunter2", "super", "secret"])
}
