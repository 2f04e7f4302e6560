"""Network ACLs: port ranges, ICMP types, and one ACL for each subnet at all times."""

import hashlib

from ministack.services import ec2
from ministack.services.ec2 import _error, _p, _parse_filters, _xml

from .patching import edit_element, edit_response, fix, put, text_of, wrap


@fix("ec2-network-acl-entries")
def entries() -> None:
    """API_CreateNetworkAclEntry, API_ReplaceNetworkAclEntry: PortRange.From/To and Icmp.Type/Code come back as
    NetworkAclEntry.portRange and icmpTypeCode of API_DescribeNetworkAcls.
    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkAclEntry.html
    """
    wrap(ec2, "_create_network_acl_entry", _keep_ports)
    wrap(ec2, "_replace_network_acl_entry", _keep_ports)
    wrap(ec2, "_network_acl_entry_xml", _entry)


@fix("ec2-network-acl-associations")
def associations() -> None:
    """API_CreateSubnet: a new subnet is associated with its VPC's default network ACL; API_ReplaceNetworkAclAssociation
    moves that subnet; API_DescribeNetworkAcls: Filter association.subnet-id and association.association-id.
    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceNetworkAclAssociation.html
    """
    wrap(ec2, "_create_subnet", _associate_with_default)
    wrap(ec2, "_delete_subnet", _forget_subnet)
    wrap(ec2, "_replace_network_acl_association", _replace_association)
    wrap(ec2, "_describe_network_acls", _filter_by_association)


def _keep_ports(original, params):
    response = original(params)
    if response[0] == 200:
        entry = ec2._network_acls[_p(params, "NetworkAclId")]["Entries"][-1]
        entry["_range"] = {
            "portRange": _pair(params, "PortRange", "From", "To"),
            "icmpTypeCode": _pair(params, "Icmp", "Type", "Code"),
        }
    return response


def _pair(params, prefix, first, second):
    if not _p(params, f"{prefix}.{first}"):
        return None
    return {first.lower(): _p(params, f"{prefix}.{first}"), second.lower(): _p(params, f"{prefix}.{second}")}


def _entry(original, entry):
    return edit_element(original(entry), lambda element: put(element, entry.get("_range", {})))


def _associate_with_default(original, params):
    before = set(ec2._subnets)
    response = original(params)
    for identifier in [key for key in ec2._subnets if key not in before]:
        vpc = ec2._subnets[identifier]["VpcId"]
        default = next((acl for acl in ec2._network_acls.values() if acl["VpcId"] == vpc and acl["IsDefault"]), None)
        if default is not None:
            _associate(default, identifier)
    return response


def _associate(acl, subnet):
    identifier = "aclassoc-" + hashlib.sha256(f"{acl['NetworkAclId']}{subnet}".encode()).hexdigest()[:17]
    acl["Associations"].append({"NetworkAclAssociationId": identifier, "SubnetId": subnet})
    return identifier


def _forget_subnet(original, params):
    response = original(params)
    if response[0] == 200:
        for acl in ec2._network_acls.values():
            acl["Associations"] = [kept for kept in acl["Associations"] if kept["SubnetId"] != _p(params, "SubnetId")]
    return response


# What was moved, by old association and new ACL: a request whose answer was lost is sent again, and must get that answer.
_moved: dict[tuple[str, str], str] = {}


def _replace_association(original, params):
    move = (_p(params, "AssociationId"), _p(params, "NetworkAclId"))
    old = next(
        (
            (acl, association)
            for acl in ec2._network_acls.values()
            for association in acl["Associations"]
            if association["NetworkAclAssociationId"] == move[0]
        ),
        None,
    )
    new = ec2._network_acls.get(move[1])
    if new is None:
        return original(params)
    if old is not None:
        old[0]["Associations"].remove(old[1])
        _moved[move] = _associate(new, old[1]["SubnetId"])
    elif move not in _moved:
        return _error("InvalidAssociationID.NotFound", f"The association ID '{move[0]}' does not exist", 400)
    return _xml(
        200, "ReplaceNetworkAclAssociationResponse", f"<newAssociationId>{_moved[move]}</newAssociationId>"
    )


def _filter_by_association(original, params):
    filters = _parse_filters(params)
    wanted = {
        "subnetId": filters.get("association.subnet-id"),
        "networkAclAssociationId": filters.get("association.association-id"),
    }

    def drop_others(root):
        for acls in root.iterfind("{*}networkAclSet"):
            for acl in list(acls):
                associations = acl.findall("{*}associationSet/{*}item")
                for tag, values in wanted.items():
                    if values and not any(text_of(association, tag) in values for association in associations):
                        acls.remove(acl)
                        break

    return edit_response(original(params), drop_others)
