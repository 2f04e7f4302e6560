"""What the provider does with networks."""

from harness import scenario


def _vpc(ec2):
    return ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]


def _pick(record, *names):
    return {name: record.get(name) for name in names}


@scenario(
    "ec2-flow-logs",
    {
        "DeliverLogsPermissionArn": "arn:aws:iam::000000000000:role/flow",
        "MaxAggregationInterval": 60,
        "LogFormat": "${version} ${srcaddr}",
        "DestinationOptions": {"FileFormat": "parquet", "HiveCompatiblePartitions": True, "PerHourPartition": False},
        "Tags": [{"Key": "owner", "Value": "network"}],
    },
)
def flow_logs(client):
    ec2 = client("ec2")
    ec2.create_flow_logs(
        ResourceIds=[_vpc(ec2)],
        ResourceType="VPC",
        TrafficType="ALL",
        LogDestinationType="s3",
        LogDestination="arn:aws:s3:::logs",
        DeliverLogsPermissionArn="arn:aws:iam::000000000000:role/flow",
        MaxAggregationInterval=60,
        LogFormat="${version} ${srcaddr}",
        DestinationOptions={"FileFormat": "parquet", "HiveCompatiblePartitions": True, "PerHourPartition": False},
        TagSpecifications=[{"ResourceType": "vpc-flow-log", "Tags": [{"Key": "owner", "Value": "network"}]}],
    )
    log = ec2.describe_flow_logs()["FlowLogs"][0]
    return _pick(log, "DeliverLogsPermissionArn", "MaxAggregationInterval", "LogFormat", "DestinationOptions", "Tags")


@scenario(
    "ec2-endpoints",
    {
        "Groups": ["sg-2"],
        "PrivateDnsEnabled": True,
        "PolicyDocument": "{}",
        "IpAddressType": "dualstack",
        "DnsRecordIpType": "ipv4",
    },
)
def endpoints(client):
    ec2 = client("ec2")
    endpoint = ec2.create_vpc_endpoint(
        VpcId=_vpc(ec2),
        ServiceName="com.amazonaws.eu-west-1.sts",
        VpcEndpointType="Interface",
        SecurityGroupIds=["sg-1"],
        PrivateDnsEnabled=True,
        IpAddressType="dualstack",
        DnsOptions={"DnsRecordIpType": "ipv4"},
        PolicyDocument="{}",
    )["VpcEndpoint"]["VpcEndpointId"]
    ec2.modify_vpc_endpoint(VpcEndpointId=endpoint, AddSecurityGroupIds=["sg-2"], RemoveSecurityGroupIds=["sg-1"])
    read = ec2.describe_vpc_endpoints(VpcEndpointIds=[endpoint])["VpcEndpoints"][0]
    return {
        "Groups": [group["GroupId"] for group in read.get("Groups", [])],
        **_pick(read, "PrivateDnsEnabled", "PolicyDocument", "IpAddressType"),
        "DnsRecordIpType": read.get("DnsOptions", {}).get("DnsRecordIpType"),
    }


@scenario(
    "ec2-network-acl-entries",
    [
        {"PortRange": {"From": 5432, "To": 5433}, "IcmpTypeCode": None},
        {"PortRange": None, "IcmpTypeCode": {"Type": 3, "Code": 4}},
    ],
)
def network_acl_entries(client):
    ec2 = client("ec2")
    acl = ec2.create_network_acl(VpcId=_vpc(ec2))["NetworkAcl"]["NetworkAclId"]
    common = {"NetworkAclId": acl, "RuleAction": "allow", "Egress": False, "CidrBlock": "10.0.0.0/8"}
    ec2.create_network_acl_entry(RuleNumber=100, Protocol="6", PortRange={"From": 80, "To": 81}, **common)
    ec2.replace_network_acl_entry(RuleNumber=100, Protocol="6", PortRange={"From": 5432, "To": 5433}, **common)
    ec2.create_network_acl_entry(RuleNumber=110, Protocol="1", IcmpTypeCode={"Type": 3, "Code": 4}, **common)
    entries = ec2.describe_network_acls(NetworkAclIds=[acl])["NetworkAcls"][0]["Entries"]
    return [_pick(entry, "PortRange", "IcmpTypeCode") for entry in entries]


@scenario("ec2-network-acl-associations", {"first": "default", "moved": "own", "sent again": "same", "left behind": 0})
def network_acl_associations(client):
    ec2 = client("ec2")
    vpc = _vpc(ec2)
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.9.0.0/24")["Subnet"]["SubnetId"]
    own = ec2.create_network_acl(VpcId=vpc)["NetworkAcl"]["NetworkAclId"]

    def of_subnet():
        acls = ec2.describe_network_acls(Filters=[{"Name": "association.subnet-id", "Values": [subnet]}])["NetworkAcls"]
        return [
            (acl, association)
            for acl in acls
            for association in acl["Associations"]
            if association["SubnetId"] == subnet
        ]

    before = of_subnet()
    first = "default" if before and before[0][0]["IsDefault"] else None
    association = before[0][1]["NetworkAclAssociationId"] if before else "aclassoc-0"
    moves = [ec2.replace_network_acl_association(AssociationId=association, NetworkAclId=own) for _ in range(2)]
    answers = {move["NewAssociationId"] for move in moves}
    moved = "own" if [acl["NetworkAclId"] for acl, _ in of_subnet()] == [own] else None
    ec2.delete_subnet(SubnetId=subnet)
    again = "same" if len(answers) == 1 else None
    return {"first": first, "moved": moved, "sent again": again, "left behind": len(of_subnet())}


@scenario("ec2-routes", [("::/0", "eigw"), ("pl-1", "nat-1")])
def routes(client):
    ec2 = client("ec2")
    vpc = _vpc(ec2)
    gateway = ec2.create_egress_only_internet_gateway(VpcId=vpc)["EgressOnlyInternetGateway"][
        "EgressOnlyInternetGatewayId"
    ]
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    ec2.create_route(RouteTableId=table, DestinationIpv6CidrBlock="::/0", GatewayId="igw-1")
    ec2.create_route(RouteTableId=table, DestinationIpv6CidrBlock="2001:db8::/32", GatewayId="igw-1")
    ec2.create_route(RouteTableId=table, DestinationPrefixListId="pl-1", NatGatewayId="nat-1")
    ec2.replace_route(RouteTableId=table, DestinationIpv6CidrBlock="::/0", EgressOnlyInternetGatewayId=gateway)
    ec2.delete_route(RouteTableId=table, DestinationIpv6CidrBlock="2001:db8::/32")
    read = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]
    return [
        (
            route.get("DestinationIpv6CidrBlock") or route.get("DestinationPrefixListId"),
            "eigw" if route.get("EgressOnlyInternetGatewayId") == gateway else route.get("NatGatewayId"),
        )
        for route in read
        if route.get("GatewayId") != "local"
    ]


@scenario("ec2-nat-gateways", {"AllocationId": True, "PublicIp": True, "IsPrimary": True, "Status": "succeeded"})
def nat_gateways(client):
    ec2 = client("ec2")
    subnet = ec2.create_subnet(VpcId=_vpc(ec2), CidrBlock="10.9.0.0/24")["Subnet"]["SubnetId"]
    address = ec2.allocate_address(Domain="vpc")
    gateway = ec2.create_nat_gateway(SubnetId=subnet, AllocationId=address["AllocationId"])["NatGateway"][
        "NatGatewayId"
    ]
    read = ec2.describe_nat_gateways(NatGatewayIds=[gateway])["NatGateways"][0]["NatGatewayAddresses"]
    if not read:
        return None
    same = {name: read[0].get(name) == address[name] for name in ("AllocationId", "PublicIp")}
    return {**same, **_pick(read[0], "IsPrimary", "Status")}


@scenario("ec2-security-group-prefix-lists", "pl-1")
def security_group_prefix_lists(client):
    ec2 = client("ec2")
    group = ec2.create_security_group(GroupName="g", Description="g", VpcId=_vpc(ec2))["GroupId"]
    permission = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "PrefixListIds": [{"PrefixListId": "pl-1"}]}
    answer = ec2.authorize_security_group_egress(GroupId=group, IpPermissions=[permission])
    rule = answer["SecurityGroupRules"][0]["SecurityGroupRuleId"]
    return ec2.describe_security_group_rules(SecurityGroupRuleIds=[rule])["SecurityGroupRules"][0].get("PrefixListId")


@scenario(
    "ec2-vpc-address-blocks",
    {"ipv4": ["10.9.0.0/16", "100.64.0.0/16"], "found": 1, "ipv6": 1, "after": ["10.9.0.0/16"]},
)
def vpc_address_blocks(client):
    ec2 = client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.9.0.0/16", AmazonProvidedIpv6CidrBlock=True)["Vpc"]["VpcId"]
    block = ec2.associate_vpc_cidr_block(VpcId=vpc, CidrBlock="100.64.0.0/16")["CidrBlockAssociation"]["AssociationId"]

    def read():
        return ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"][0]

    by_association = [{"Name": "cidr-block-association.association-id", "Values": [block]}]
    result = {
        "ipv4": [item["CidrBlock"] for item in read()["CidrBlockAssociationSet"]],
        "found": len(ec2.describe_vpcs(Filters=by_association)["Vpcs"]),
        "ipv6": len(read()["Ipv6CidrBlockAssociationSet"]),
    }
    ec2.disassociate_vpc_cidr_block(AssociationId=block)
    return {**result, "after": [item["CidrBlock"] for item in read()["CidrBlockAssociationSet"]]}


@scenario("ec2-subnet-ipv6", {"block": "2001:db8:0:1::/64", "assign": True, "after": ["2001:db8:0:2::/64"]})
def subnet_ipv6(client):
    ec2 = client("ec2")
    created = ec2.create_subnet(VpcId=_vpc(ec2), CidrBlock="10.9.0.0/24", Ipv6CidrBlock="2001:db8:0:1::/64")["Subnet"]
    subnet = created["SubnetId"]
    ec2.modify_subnet_attribute(SubnetId=subnet, AssignIpv6AddressOnCreation={"Value": True})

    def blocks():
        return ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["Ipv6CidrBlockAssociationSet"]

    first = blocks()[0]
    assign = ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["AssignIpv6AddressOnCreation"]
    ec2.disassociate_subnet_cidr_block(AssociationId=first["AssociationId"])
    ec2.associate_subnet_cidr_block(SubnetId=subnet, Ipv6CidrBlock="2001:db8:0:2::/64")
    return {"block": first["Ipv6CidrBlock"], "assign": assign, "after": [block["Ipv6CidrBlock"] for block in blocks()]}
