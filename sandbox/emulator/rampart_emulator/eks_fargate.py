"""EKS: Fargate profiles, which are kept and read back; no pod runs."""

import json
import re

from ministack.services import eks

from .patching import fix, wrap

_ALL = re.compile(r"/clusters/([A-Za-z0-9_-]+)/fargate-profiles")
_ONE = re.compile(r"/clusters/([A-Za-z0-9_-]+)/fargate-profiles/([A-Za-z0-9_-]+)")


@fix("eks-fargate-profiles")
def fargate_profiles() -> None:
    """API_CreateFargateProfile, API_DescribeFargateProfile, API_DeleteFargateProfile: a profile is active at once, and
    gone at once.
    https://docs.aws.amazon.com/eks/latest/APIReference/API_FargateProfile.html
    """
    wrap(eks, "_handle_request_sync", _route)


def _route(original, method, path, headers, body_bytes, query_params):
    asked = _ALL.fullmatch(path)
    if asked and method == "POST" and asked[1] in eks._clusters:
        return _create(asked[1], json.loads(body_bytes or "{}"))
    asked = _ONE.fullmatch(path)
    if asked and method in ("GET", "DELETE"):
        return _answer(asked[1], asked[2], method)
    return original(method, path, headers, body_bytes, query_params)


def _create(cluster, body):
    name = body["fargateProfileName"]
    place = f"{eks.get_region()}:{eks.get_account_id()}"
    profile = {
        **{field: body[field] for field in ("podExecutionRoleArn", "selectors", "subnets", "tags") if field in body},
        "fargateProfileName": name,
        "fargateProfileArn": f"arn:aws:eks:{place}:fargateprofile/{cluster}/{name}/{eks.new_uuid()}",
        "clusterName": cluster,
        "createdAt": eks._now(),
        "status": "ACTIVE",
    }
    # Below the cluster, so that they go with it.
    eks._clusters[cluster].setdefault("_fargate", {})[name] = profile
    return eks._json_resp(200, {"fargateProfile": profile})


def _answer(cluster, name, method):
    profiles = (eks._clusters.get(cluster) or {}).get("_fargate", {})
    profile = profiles.get(name)
    if profile is None:
        return eks._error(404, "ResourceNotFoundException", f"No Fargate Profile found with name: {name}.")
    if method == "DELETE":
        del profiles[name]
    return eks._json_resp(200, {"fargateProfile": profile})
