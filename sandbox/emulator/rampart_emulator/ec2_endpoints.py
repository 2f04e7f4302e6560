"""VPC endpoints: security groups, private DNS, policy, address family."""

from ministack.services import ec2
from ministack.services.ec2 import _p, _parse_member_list

from .patching import edit_element, fix, put, wrap


@fix("ec2-endpoints")
def endpoints() -> None:
    """API_DescribeVpcEndpoints: VpcEndpoint.groupSet, privateDnsEnabled, policyDocument, ipAddressType, dnsOptions,
    as API_CreateVpcEndpoint and API_ModifyVpcEndpoint set them.
    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html
    """
    wrap(ec2, "_create_vpc_endpoint", _create)
    wrap(ec2, "_modify_vpc_endpoint", _modify)
    wrap(ec2, "_vpce_fields_xml", _fields)


def _create(original, params):
    before = set(ec2._vpc_endpoints)
    response = original(params)
    for identifier in [key for key in ec2._vpc_endpoints if key not in before]:
        endpoint = ec2._vpc_endpoints[identifier]
        endpoint["_groups"] = _parse_member_list(params, "SecurityGroupId")
        _keep_settings(endpoint, params)
    return response


def _modify(original, params):
    response = original(params)
    endpoint = ec2._vpc_endpoints.get(_p(params, "VpcEndpointId"))
    if endpoint is not None:
        removed = _parse_member_list(params, "RemoveSecurityGroupId")
        groups = endpoint.get("_groups", []) + _parse_member_list(params, "AddSecurityGroupId")
        endpoint["_groups"] = [group for group in groups if group not in removed]
        _keep_settings(endpoint, params)
        if _p(params, "ResetPolicy") == "true":
            endpoint.pop("PolicyDocument", None)
    return response


def _keep_settings(endpoint, params):
    for name in ("PolicyDocument", "PrivateDnsEnabled", "IpAddressType", "DnsOptions.DnsRecordIpType"):
        if _p(params, name):
            endpoint[name] = _p(params, name)


def _fields(original, endpoint, tag="item"):
    family = endpoint.get("IpAddressType", "ipv4")
    values = {
        "groupSet": [{"groupId": group} for group in endpoint.get("_groups", [])],
        "privateDnsEnabled": endpoint.get("PrivateDnsEnabled", "false"),
        "policyDocument": endpoint.get("PolicyDocument"),
        "ipAddressType": family,
        "dnsOptions": {"dnsRecordIpType": endpoint.get("DnsOptions.DnsRecordIpType", family)},
    }
    return edit_element(original(endpoint, tag), lambda element: put(element, values))
