"""What the provider does with EKS."""

from harness import scenario


def _cluster(client, name, subnets=("subnet-1",), **settings):
    trust = '{"Version":"2012-10-17","Statement":[]}'
    iam = client("iam")
    role = iam.create_role(RoleName=f"{name}-cluster", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    eks = client("eks")
    eks.create_cluster(name=name, roleArn=role, resourcesVpcConfig={"subnetIds": list(subnets)}, **settings)
    return eks, role


@scenario(
    "eks-clusters",
    {
        "upgradePolicy": {"supportType": "STANDARD"},
        "zonalShiftConfig": {"enabled": True},
        "elasticLoadBalancing": {"enabled": True},
    },
)
def eks_clusters(client):
    eks, _ = _cluster(
        client,
        "one",
        upgradePolicy={"supportType": "STANDARD"},
        zonalShiftConfig={"enabled": True},
        kubernetesNetworkConfig={"elasticLoadBalancing": {"enabled": True}},
    )
    read = eks.describe_cluster(name="one")["cluster"]
    balancing = read["kubernetesNetworkConfig"].get("elasticLoadBalancing")
    return {
        **{name: read.get(name) for name in ("upgradePolicy", "zonalShiftConfig")},
        "elasticLoadBalancing": balancing,
    }


@scenario(
    "eks-node-groups",
    {
        "launchTemplate": {"id": "lt-1", "version": "1"},
        "updateConfig": {"maxUnavailable": 1},
        "nodeRepairConfig": {"enabled": True},
        "diskSize": None,
    },
)
def eks_node_groups(client):
    eks, role = _cluster(client, "two")
    eks.create_nodegroup(
        clusterName="two",
        nodegroupName="general",
        subnets=["subnet-1"],
        nodeRole=role,
        launchTemplate={"id": "lt-1", "version": "1"},
        updateConfig={"maxUnavailable": 1},
        nodeRepairConfig={"enabled": True},
    )
    read = eks.describe_nodegroup(clusterName="two", nodegroupName="general")["nodegroup"]
    return {name: read.get(name) for name in ("launchTemplate", "updateConfig", "nodeRepairConfig", "diskSize")}


@scenario("eks-oidc-issuer", "https://oidc.eks.eu-west-1.amazonaws.com/id/")
def eks_issuer(client):
    eks, _ = _cluster(client, "three")
    issuer = eks.describe_cluster(name="three")["cluster"]["identity"]["oidc"]["issuer"]
    return issuer[: issuer.rindex("/") + 1]


@scenario("eks-add-on-versions", {"add-on": "coredns", "default for": "1.35"})
def eks_add_on_versions(client):
    read = client("eks").describe_addon_versions(addonName="coredns", kubernetesVersion="1.35")["addons"][0]
    compatible = read["addonVersions"][0]["compatibilities"][0]
    return {"add-on": read["addonName"], "default for": compatible["defaultVersion"] and compatible["clusterVersion"]}


@scenario("eks-add-on-identities", {"serviceAccount": "aws-node", "owned": True, "after": 0})
def eks_add_on_identities(client):
    eks, role = _cluster(client, "four")
    wanted = [{"serviceAccount": "aws-node", "roleArn": role}]
    eks.create_addon(clusterName="four", addonName="vpc-cni", podIdentityAssociations=wanted)
    addon = eks.describe_addon(clusterName="four", addonName="vpc-cni")["addon"]
    identifier = addon["podIdentityAssociations"][0].split("/")[-1]
    read = eks.describe_pod_identity_association(clusterName="four", associationId=identifier)["association"]
    eks.delete_addon(clusterName="four", addonName="vpc-cni")
    return {
        "serviceAccount": read["serviceAccount"],
        "owned": read["ownerArn"] == addon["addonArn"],
        "after": len(eks.list_pod_identity_associations(clusterName="four")["associations"]),
    }


@scenario("eks-updates", {"update": "Successful", "subnets": ["subnet-1", "subnet-2"], "most": 5, "taints": ["b"]})
def eks_updates(client):
    eks, role = _cluster(client, "five")
    update = eks.update_cluster_config(name="five", resourcesVpcConfig={"subnetIds": ["subnet-1", "subnet-2"]})
    eks.create_nodegroup(
        clusterName="five",
        nodegroupName="general",
        subnets=["subnet-1"],
        nodeRole=role,
        taints=[{"key": "a", "value": "1", "effect": "NO_SCHEDULE"}],
    )
    eks.update_nodegroup_config(
        clusterName="five",
        nodegroupName="general",
        scalingConfig={"minSize": 1, "maxSize": 5, "desiredSize": 1},
        taints={
            "addOrUpdateTaints": [{"key": "b", "value": "1", "effect": "NO_SCHEDULE"}],
            "removeTaints": [{"key": "a", "value": "1", "effect": "NO_SCHEDULE"}],
        },
    )
    group = eks.describe_nodegroup(clusterName="five", nodegroupName="general")["nodegroup"]
    return {
        "update": eks.describe_update(name="five", updateId=update["update"]["id"])["update"]["status"],
        "subnets": eks.describe_cluster(name="five")["cluster"]["resourcesVpcConfig"]["subnetIds"],
        "most": group["scalingConfig"]["maxSize"],
        "taints": [taint["key"] for taint in group["taints"]],
    }


@scenario("eks-cluster-security-group", {"vpc": True, "after": 0})
def eks_security_group(client):
    ec2 = client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.9.0.0/24")["Subnet"]["SubnetId"]
    eks, _ = _cluster(client, "six", subnets=[subnet])
    group = eks.describe_cluster(name="six")["cluster"]["resourcesVpcConfig"]["clusterSecurityGroupId"]
    read = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]
    eks.delete_cluster(name="six")
    left = [one for one in ec2.describe_security_groups()["SecurityGroups"] if one["GroupId"] == group]
    return {"vpc": read["VpcId"] == vpc, "after": len(left)}


@scenario("eks-fargate-profiles", {"status": "ACTIVE", "selectors": ["batch"], "after": "ResourceNotFoundException"})
def eks_fargate(client):
    eks, role = _cluster(client, "seven")
    eks.create_fargate_profile(
        clusterName="seven",
        fargateProfileName="jobs",
        podExecutionRoleArn=role,
        subnets=["subnet-1"],
        selectors=[{"namespace": "batch"}],
    )
    read = eks.describe_fargate_profile(clusterName="seven", fargateProfileName="jobs")["fargateProfile"]
    eks.delete_fargate_profile(clusterName="seven", fargateProfileName="jobs")
    try:
        eks.describe_fargate_profile(clusterName="seven", fargateProfileName="jobs")
        after = "still there"
    except eks.exceptions.ResourceNotFoundException as refusal:
        after = refusal.response["Error"]["Code"]
    return {
        "status": read["status"],
        "selectors": [selector["namespace"] for selector in read["selectors"]],
        "after": after,
    }
