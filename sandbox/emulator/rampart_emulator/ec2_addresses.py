"""Address blocks of a VPC and of a subnet beyond the first IPv4 one: secondary IPv4 and Amazon-provided IPv6."""

import hashlib
import ipaddress

from ministack.services import ec2
from ministack.services.ec2 import _error, _p, _xml

from .patching import add_action, edit_element, fix, put, wrap


@fix("ec2-vpc-address-blocks")
def vpc_blocks() -> None:
    """API_AssociateVpcCidrBlock, API_DisassociateVpcCidrBlock: CidrBlock and AmazonProvidedIpv6CidrBlock;
    API_CreateVpc: AmazonProvidedIpv6CidrBlock; API_DescribeVpcs: Vpc.cidrBlockAssociationSet,
    ipv6CidrBlockAssociationSet and the filters on their association ids.
    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateVpcCidrBlock.html
    """
    add_action(ec2, "AssociateVpcCidrBlock", _associate_vpc)
    add_action(ec2, "DisassociateVpcCidrBlock", _disassociate_vpc)
    wrap(ec2, "_create_vpc", _create_vpc)
    wrap(ec2, "_vpc_fields_xml", _vpc_fields)
    wrap(ec2, "_matches_vpc_filters", _vpc_matches)


@fix("ec2-subnet-ipv6")
def subnet_ipv6() -> None:
    """API_CreateSubnet and API_AssociateSubnetCidrBlock: Ipv6CidrBlock; API_ModifySubnetAttribute:
    AssignIpv6AddressOnCreation and EnableDns64; API_DescribeSubnets: Subnet.ipv6CidrBlockAssociationSet.
    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateSubnetCidrBlock.html
    """
    add_action(ec2, "AssociateSubnetCidrBlock", _associate_subnet)
    add_action(ec2, "DisassociateSubnetCidrBlock", _disassociate_subnet)
    wrap(ec2, "_create_subnet", _create_subnet)
    wrap(ec2, "_modify_subnet_attribute", _modify_subnet)
    wrap(ec2, "_subnet_fields_xml", _subnet_fields)


def _block(kind, owner, cidr):
    """A block with the association id that AWS derives for it; the id is stable, so that a read never changes it."""
    return {"id": f"{kind}-cidr-assoc-" + hashlib.sha256(f"{owner}{cidr}".encode()).hexdigest()[:17], "cidr": cidr}


def _amazon_block(owner):
    """A /56 of the documentation range, its own for each VPC."""
    number = int(hashlib.sha256(owner.encode()).hexdigest()[:6], 16)
    return str(ipaddress.IPv6Network((int(ipaddress.IPv6Address("2001:db8::")) + (number << 72), 56)))


def _blocks(record, family):
    return record.setdefault("_blocks", {"ipv4": [], "ipv6": []})[family]


def _ipv4_item(block):
    return {"cidrBlock": block["cidr"], "associationId": block["id"], "cidrBlockState": {"state": "associated"}}


def _ipv6_item(block):
    return {
        "ipv6CidrBlock": block["cidr"],
        "associationId": block["id"],
        "ipv6CidrBlockState": {"state": "associated"},
        "networkBorderGroup": ec2.get_region(),
        "ipv6Pool": "Amazon",
        "ipSource": "amazon",
    }


def _answer(action, owner_tag, owner, block, family):
    tag, values = (
        ("ipv6CidrBlockAssociation", _ipv6_item(block))
        if family == "ipv6"
        else ("cidrBlockAssociation", _ipv4_item(block))
    )
    body = edit_element("<body/>", lambda element: put(element, {tag: values, owner_tag: owner}))
    return _xml(200, f"{action}Response", body.removeprefix("<body>").removesuffix("</body>"))


def _associate_vpc(params):
    vpc = ec2._vpcs.get(_p(params, "VpcId"))
    if vpc is None:
        return _error("InvalidVpcID.NotFound", f"The vpc ID '{_p(params, 'VpcId')}' does not exist", 400)
    family = "ipv6" if _p(params, "AmazonProvidedIpv6CidrBlock") == "true" else "ipv4"
    cidr = _amazon_block(vpc["VpcId"]) if family == "ipv6" else _p(params, "CidrBlock")
    if not cidr:
        return _error("MissingParameter", "CidrBlock or AmazonProvidedIpv6CidrBlock is required", 400)
    block = _block("vpc", vpc["VpcId"], cidr)
    _blocks(vpc, family).append(block)
    return _answer("AssociateVpcCidrBlock", "vpcId", vpc["VpcId"], block, family)


def _disassociate_vpc(params):
    return _disassociate(params, "DisassociateVpcCidrBlock", "vpcId", "VpcId", ec2._vpcs)


def _disassociate(params, action, owner_tag, owner_key, records):
    for record in records.values():
        for family in ("ipv4", "ipv6"):
            for block in list(_blocks(record, family)):
                if block["id"] == _p(params, "AssociationId"):
                    _blocks(record, family).remove(block)
                    return _answer(action, owner_tag, record[owner_key], block, family)
    return _error("InvalidAssociationID.NotFound", f"Association '{_p(params, 'AssociationId')}' not found", 400)


def _create_vpc(original, params):
    before = set(ec2._vpcs)
    response = original(params)
    for identifier in [key for key in ec2._vpcs if key not in before]:
        if _p(params, "AmazonProvidedIpv6CidrBlock") == "true":
            vpc = ec2._vpcs[identifier]
            _blocks(vpc, "ipv6").append(_block("vpc", identifier, _amazon_block(identifier)))
            return _xml(200, "CreateVpcResponse", ec2._vpc_fields_xml(vpc, tag="vpc"))
    return response


def _vpc_fields(original, vpc, tag="item"):
    def add_blocks(element):
        first = _block("vpc", vpc["VpcId"], vpc["CidrBlock"])
        put(
            element,
            {
                "cidrBlockAssociationSet": [_ipv4_item(block) for block in (first, *_blocks(vpc, "ipv4"))],
                "ipv6CidrBlockAssociationSet": [_ipv6_item(block) for block in _blocks(vpc, "ipv6")],
            },
        )

    return edit_element(original(vpc, tag), add_blocks)


def _vpc_matches(original, vpc, filters):
    for name, family in (
        ("cidr-block-association.association-id", "ipv4"),
        ("ipv6-cidr-block-association.association-id", "ipv6"),
    ):
        wanted = filters.get(name)
        if wanted and not any(block["id"] in wanted for block in _blocks(vpc, family)):
            return False
    return original(vpc, filters)


def _create_subnet(original, params):
    before = set(ec2._subnets)
    response = original(params)
    for identifier in [key for key in ec2._subnets if key not in before]:
        if _p(params, "Ipv6CidrBlock"):
            subnet = ec2._subnets[identifier]
            _blocks(subnet, "ipv6").append(_block("subnet", identifier, _p(params, "Ipv6CidrBlock")))
            return _xml(200, "CreateSubnetResponse", ec2._subnet_fields_xml(subnet, tag="subnet"))
    return response


def _associate_subnet(params):
    subnet = ec2._subnets.get(_p(params, "SubnetId"))
    if subnet is None:
        return _error("InvalidSubnetID.NotFound", f"The subnet ID '{_p(params, 'SubnetId')}' does not exist", 400)
    block = _block("subnet", subnet["SubnetId"], _p(params, "Ipv6CidrBlock"))
    _blocks(subnet, "ipv6").append(block)
    return _answer("AssociateSubnetCidrBlock", "subnetId", subnet["SubnetId"], block, "ipv6")


def _disassociate_subnet(params):
    return _disassociate(params, "DisassociateSubnetCidrBlock", "subnetId", "SubnetId", ec2._subnets)


def _modify_subnet(original, params):
    response = original(params)
    if response[0] == 200:
        for name in ("AssignIpv6AddressOnCreation", "EnableDns64"):
            if _p(params, f"{name}.Value"):
                ec2._subnets[_p(params, "SubnetId")][name] = _p(params, f"{name}.Value") == "true"
    return response


def _subnet_fields(original, subnet, tag="item"):
    values = {
        "assignIpv6AddressOnCreation": subnet.get("AssignIpv6AddressOnCreation", False),
        "ipv6CidrBlockAssociationSet": [_ipv6_item(block) for block in _blocks(subnet, "ipv6")],
    }
    return edit_element(original(subnet, tag), lambda element: put(element, values))
