"""Every fix, in the order in which they are applied. Importing a module registers what it holds."""

from . import (  # noqa: F401 (imported for what they register)
    cloudwatch,
    ec2_addresses,
    ec2_endpoints,
    ec2_flow_logs,
    ec2_nat_gateways,
    ec2_network_acls,
    ec2_routes,
    ec2_security_group_rules,
    eks,
    eks_add_ons,
    eks_fargate,
    eks_security_group,
    eks_updates,
    elasticache,
    rds,
    rds_events,
    s3,
    secretsmanager,
)
from .patching import FIXES

__all__ = ["FIXES"]
