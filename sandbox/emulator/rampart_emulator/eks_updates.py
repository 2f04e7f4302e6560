"""EKS: clusters and node groups that exist can be changed."""

import json
import re

from ministack.services import eks

from .patching import fix, wrap

_CLUSTER = re.compile(r"/clusters/([A-Za-z0-9_-]+)/update-config")
_NODE_GROUP = re.compile(r"/clusters/([A-Za-z0-9_-]+)/node-groups/([A-Za-z0-9_-]+)/update-config")
_UPDATE = re.compile(r"/clusters/([A-Za-z0-9_-]+)/updates/([A-Za-z0-9-]+)")


@fix("eks-updates")
def updates() -> None:
    """API_UpdateClusterConfig, API_UpdateNodegroupConfig: what is given replaces what was there, at once;
    API_DescribeUpdate: every update was successful.
    https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateClusterConfig.html
    """
    wrap(eks, "_handle_request_sync", _route)


def _route(original, method, path, headers, body_bytes, query_params):
    if method == "GET" and (asked := _UPDATE.fullmatch(path)):
        return _answer(asked[2])
    if method != "POST":
        return original(method, path, headers, body_bytes, query_params)
    body = json.loads(body_bytes or "{}")
    if (asked := _CLUSTER.fullmatch(path)) and asked[1] in eks._clusters:
        _change_cluster(eks._clusters[asked[1]], body)
    elif (asked := _NODE_GROUP.fullmatch(path)) and f"{asked[1]}/{asked[2]}" in eks._nodegroups:
        _change_node_group(eks._nodegroups[f"{asked[1]}/{asked[2]}"], body)
    else:
        return original(method, path, headers, body_bytes, query_params)
    return _answer(eks.new_uuid())


def _change_cluster(cluster, body):
    for field in ("resourcesVpcConfig", "logging", "accessConfig", "upgradePolicy", "zonalShiftConfig"):
        if field in body:
            cluster[field] = {**(cluster.get(field) or {}), **body[field]}


def _change_node_group(group, body):
    for field in ("scalingConfig", "updateConfig", "nodeRepairConfig"):
        if field in body:
            group[field] = {**(group.get(field) or {}), **body[field]}
    labels = body.get("labels") or {}
    kept = {name: value for name, value in group["labels"].items() if name not in labels.get("removeLabels", [])}
    group["labels"] = {**kept, **labels.get("addOrUpdateLabels", {})}
    taints = body.get("taints") or {}
    gone = taints.get("removeTaints", []) + taints.get("addOrUpdateTaints", [])
    names = {(taint["key"], taint["effect"]) for taint in gone}
    group["taints"] = [taint for taint in group["taints"] if (taint["key"], taint["effect"]) not in names]
    group["taints"] += taints.get("addOrUpdateTaints", [])


def _answer(identifier):
    return eks._json_resp(200, {"update": {"id": identifier, "status": "Successful", "type": "ConfigUpdate"}})
