"""NAT gateways: the Elastic IP that they were given."""

from ministack.services import ec2

from .patching import edit_response, fix, put, text_of, wrap


@fix("ec2-nat-gateways")
def nat_gateways() -> None:
    """API_DescribeNatGateways: NatGateway.natGatewayAddressSet with the primary allocationId, publicIp, privateIp and
    networkInterfaceId.
    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NatGatewayAddress.html
    """
    wrap(ec2, "_describe_nat_gateways", _describe)


def _describe(original, params):
    def add_addresses(root):
        for item in root.iterfind("{*}natGatewaySet/{*}item"):
            gateway = ec2._nat_gateways[text_of(item, "natGatewayId")]
            put(item, {"natGatewayAddressSet": [_address(gateway)]})

    return edit_response(original(params), add_addresses)


def _address(gateway):
    suffix = gateway["NatGatewayId"].removeprefix("nat-")
    elastic = ec2._addresses.get(gateway["AllocationId"]) or {}
    return {
        "allocationId": gateway["AllocationId"] or None,
        "publicIp": elastic.get("PublicIp"),
        "privateIp": "10.0.0." + str(4 + sum(suffix.encode()) % 250),
        "networkInterfaceId": f"eni-{suffix}",
        "isPrimary": True,
        "status": "succeeded",
    }
