"""ElastiCache: the key and upgrades of a replication group, users who log in by IAM, parameters by source."""

from ministack.services import elasticache
from ministack.services.elasticache import _p

from .patching import edit_response, fix, text_of, wrap


@fix("elasticache-replication-group-key")
def replication_group_key() -> None:
    """API_CreateReplicationGroup: KmsKeyId comes back as ReplicationGroup.KmsKeyId.
    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ReplicationGroup.html
    """
    wrap(elasticache, "_create_replication_group", _create)
    wrap(elasticache, "_rg_xml", _group)


@fix("elasticache-cluster-upgrades")
def cluster_upgrades() -> None:
    """API_DescribeCacheClusters: CacheCluster.AutoMinorVersionUpgrade, from which the provider reads what a replication
    group was told.
    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CacheCluster.html
    """
    wrap(elasticache, "_cluster_xml_inner", _show_upgrades)


@fix("elasticache-iam-users")
def iam_users() -> None:
    """API_CreateUser, API_ModifyUser: AuthenticationMode.Type iam comes back as User.Authentication.Type.
    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_Authentication.html
    """
    wrap(elasticache, "_create_user", _keep_authentication)
    wrap(elasticache, "_modify_user", _keep_authentication)


@fix("elasticache-parameters-by-source")
def parameters_by_source() -> None:
    """API_DescribeCacheParameters: Source user lists only the parameters that somebody set.
    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeCacheParameters.html
    """
    wrap(elasticache, "_describe_cache_parameters", _describe_parameters)


def _create(original, params):
    response = original(params)
    group = elasticache._replication_groups.get(_p(params, "ReplicationGroupId"))
    if response[0] == 200 and group is not None and _p(params, "KmsKeyId"):
        group["KmsKeyId"] = _p(params, "KmsKeyId")
    return response


def _show_upgrades(original, cluster):
    upgrades = str(cluster.get("AutoMinorVersionUpgrade", True)).lower()
    return f"{original(cluster)}<AutoMinorVersionUpgrade>{upgrades}</AutoMinorVersionUpgrade>"


def _keep_authentication(original, params):
    response = original(params)
    user = elasticache._users.get(_p(params, "UserId"))
    if response[0] == 200 and user is not None and _p(params, "AuthenticationMode.Type") == "iam":
        user["Authentication"] = {"Type": "iam", "PasswordCount": 0}
    return response


def _group(original, group):
    key = group.get("KmsKeyId")
    return original(group) + (f"<KmsKeyId>{key}</KmsKeyId>" if key else "")


def _describe_parameters(original, params):
    source = _p(params, "Source")

    def keep_source(root):
        for parameters in root.iterfind("{*}DescribeCacheParametersResult/{*}Parameters"):
            for parameter in list(parameters):
                if text_of(parameter, "Source") != source:
                    parameters.remove(parameter)

    return edit_response(original(params), keep_source) if source else original(params)
