"""EKS: node groups keep their launch template and update settings, clusters their newer settings and a real issuer."""

from ministack.services import eks

from .patching import fix, wrap


@fix("eks-node-groups")
def node_groups() -> None:
    """API_CreateNodegroup: launchTemplate, updateConfig, nodeRepairConfig and remoteAccess come back as API_Nodegroup
    shows them; with a launch template, Nodegroup.diskSize is null.
    https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html
    """
    wrap(eks, "_create_nodegroup", _create_nodegroup)


@fix("eks-clusters")
def clusters() -> None:
    """API_CreateCluster: upgradePolicy, zonalShiftConfig, computeConfig, storageConfig and
    kubernetesNetworkConfig.elasticLoadBalancing come back as API_Cluster shows them.
    https://docs.aws.amazon.com/eks/latest/APIReference/API_Cluster.html
    """
    wrap(eks, "_create_cluster", _create_cluster)


@fix("eks-oidc-issuer")
def oidc_issuer() -> None:
    """API_OIDC: the issuer is an https address of AWS's own, as IAM asks of an OIDC provider.
    https://docs.aws.amazon.com/eks/latest/APIReference/API_OIDC.html
    """
    wrap(eks, "_issuer_url", lambda _, oidc_id: f"https://oidc.eks.{eks.get_region()}.amazonaws.com/id/{oidc_id}")


def _create_nodegroup(original, cluster, body):
    response = original(cluster, body)
    group = eks._nodegroups.get(f"{cluster}/{body.get('nodegroupName', '')}")
    if response[0] == 200 and group is not None:
        names = ("launchTemplate", "updateConfig", "nodeRepairConfig", "remoteAccess")
        group.update({name: body[name] for name in names if body.get(name)})
        if body.get("launchTemplate"):
            group.pop("diskSize", None)
    return response


def _create_cluster(original, body, *arguments, **options):
    response = original(body, *arguments, **options)
    cluster = eks._clusters.get(body.get("name", ""))
    if response[0] == 200 and cluster is not None:
        names = ("upgradePolicy", "zonalShiftConfig", "computeConfig", "storageConfig")
        cluster.update({name: body[name] for name in names if body.get(name)})
        balancing = (body.get("kubernetesNetworkConfig") or {}).get("elasticLoadBalancing")
        if balancing:
            cluster["kubernetesNetworkConfig"]["elasticLoadBalancing"] = balancing
    return response
