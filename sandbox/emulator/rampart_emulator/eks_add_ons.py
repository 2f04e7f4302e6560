"""EKS add-ons: which versions there are, and the identities that an add-on is given."""

import json

from ministack.services import eks

from .patching import fix, wrap


@fix("eks-add-on-versions")
def add_on_versions() -> None:
    """API_DescribeAddonVersions: one version of each add-on, the default of every version of Kubernetes. The number is
    made up.
    https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeAddonVersions.html
    """
    wrap(eks, "_handle_request_sync", _route_versions)


@fix("eks-add-on-identities")
def add_on_identities() -> None:
    """API_CreateAddon: podIdentityAssociations become associations of the add-on; API_Addon names them by ARN, and they
    go with it.
    https://docs.aws.amazon.com/eks/latest/APIReference/API_Addon.html
    """
    wrap(eks, "_create_addon", _create_addon)
    wrap(eks, "_delete_addon", _delete_addon)


def _route_versions(original, method, path, headers, body_bytes, query_params):
    if (method, path) != ("GET", "/addons/supported-versions"):
        return original(method, path, headers, body_bytes, query_params)
    query = {key: value[0] if isinstance(value, list) else value for key, value in query_params.items()}
    compatible = {
        "clusterVersion": query.get("kubernetesVersion", "1.35"),
        "platformVersions": ["*"],
        "defaultVersion": True,
    }
    version = {"addonVersion": "v1.0.0-eksbuild.1", "architecture": ["amd64", "arm64"], "compatibilities": [compatible]}
    names = [query["addonName"]] if query.get("addonName") else []
    addons = [{"addonName": name, "owner": "aws", "publisher": "eks", "addonVersions": [version]} for name in names]
    return eks._json_resp(200, {"addons": addons})


def _create_addon(original, cluster, body):
    asked = body.get("podIdentityAssociations", [])
    response = original(cluster, {**body, "podIdentityAssociations": []})
    addon = eks._addons.get(f"{cluster}/{body.get('addonName', '')}")
    if response[0] != 200 or addon is None:
        return response
    addon["podIdentityAssociations"] = [_associate(cluster, addon, wanted) for wanted in asked]
    return eks._json_resp(200, {"addon": addon})


def _associate(cluster, addon, wanted):
    # EKS installs these add-ons into kube-system, but for a few with a namespace of their own.
    made = eks._create_pod_identity_association(cluster, {"namespace": "kube-system", **wanted})
    association = json.loads(made[2])["association"]
    eks._pod_identity_associations[eks._pia_key(cluster, association["associationId"])]["ownerArn"] = addon["addonArn"]
    return association["associationArn"]


def _delete_addon(original, cluster, name):
    addon = eks._addons.get(f"{cluster}/{name}") or {}
    for arn in addon.get("podIdentityAssociations", []):
        eks._delete_pod_identity_association(cluster, arn.split("/")[-1])
    return original(cluster, name)
