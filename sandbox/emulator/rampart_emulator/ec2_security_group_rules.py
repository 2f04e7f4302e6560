"""Security group rules whose peer is a prefix list."""

from ministack.services import ec2
from ministack.services.ec2 import _p

from .patching import edit_element, fix, put, wrap


@fix("ec2-security-group-prefix-lists")
def prefix_lists() -> None:
    """API_AuthorizeSecurityGroupEgress and API_AuthorizeSecurityGroupIngress: IpPermissions.N.PrefixListIds.M comes
    back as SecurityGroupRule.prefixListId of API_DescribeSecurityGroupRules.
    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroupRule.html
    """
    wrap(ec2, "_parse_ip_permissions", _parse)
    wrap(ec2, "_sg_rule_xml", _rule)


def _parse(original, params, prefix):
    rules = original(params, prefix)
    for number, rule in enumerate(rules, 1):
        index = 1
        while identifier := _p(params, f"{prefix}.{number}.PrefixListIds.{index}.PrefixListId"):
            description = _p(params, f"{prefix}.{number}.PrefixListIds.{index}.Description")
            entry = (
                {"PrefixListId": identifier, "Description": description}
                if description
                else {"PrefixListId": identifier}
            )
            if entry not in rule["PrefixListIds"]:
                rule["PrefixListIds"].append(entry)
            index += 1
    return rules


def _rule(original, group, rule, is_egress=False):
    xml = original(group, rule, is_egress)
    lists = rule.get("PrefixListIds") or []
    if not lists or any(rule.get(peer) for peer in ("IpRanges", "Ipv6Ranges", "UserIdGroupPairs")):
        return xml
    return "".join(_with_prefix_list(xml, entry["PrefixListId"]) for entry in lists)


def _with_prefix_list(xml, identifier):
    return edit_element(xml, lambda element: put(element, {"prefixListId": identifier}))
