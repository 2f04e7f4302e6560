"""EKS: the security group that comes with a cluster is one of EC2's, in the cluster's VPC."""

from ministack.services import ec2, eks

from .patching import fix, wrap


@fix("eks-cluster-security-group")
def cluster_security_group() -> None:
    """API_CreateCluster: resourcesVpcConfig.clusterSecurityGroupId names a group that EC2 knows, in the VPC of the
    cluster's subnets; it goes with the cluster.
    https://docs.aws.amazon.com/eks/latest/APIReference/API_VpcConfigResponse.html
    """
    wrap(eks, "_create_cluster", _create_cluster)
    wrap(eks, "_delete_cluster", _delete_cluster)


def _create_cluster(original, body, *arguments, **options):
    response = original(body, *arguments, **options)
    cluster = eks._clusters.get(body.get("name", ""))
    if response[0] != 200 or cluster is None:
        return response
    settings = cluster["resourcesVpcConfig"]
    subnets = [ec2._subnets[subnet] for subnet in settings["subnetIds"] if subnet in ec2._subnets]
    if subnets:
        settings["vpcId"] = subnets[0]["VpcId"]
    group = settings["clusterSecurityGroupId"]
    everything = {"IpProtocol": "-1", "IpRanges": [], "Ipv6Ranges": [], "PrefixListIds": [], "UserIdGroupPairs": []}
    ec2._security_groups[group] = {
        "GroupId": group,
        "GroupName": f"eks-cluster-sg-{cluster['name']}",
        "Description": "EKS created security group applied to ENI that is attached to EKS Control Plane master nodes",
        "VpcId": settings["vpcId"],
        "OwnerId": ec2.get_account_id(),
        "IpPermissions": [{**everything, "UserIdGroupPairs": [{"GroupId": group, "UserId": ec2.get_account_id()}]}],
        "IpPermissionsEgress": [{**everything, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
    }
    return eks._json_resp(200, {"cluster": eks._sanitize(cluster)})


def _delete_cluster(original, name):
    settings = (eks._clusters.get(name) or {}).get("resourcesVpcConfig", {})
    ec2._security_groups.pop(settings.get("clusterSecurityGroupId", ""), None)
    return original(name)
