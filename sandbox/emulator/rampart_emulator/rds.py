"""RDS instances: found by resource id, with their log exports, the settings of insights and their backup window."""

from ministack.services import rds
from ministack.services.rds import _p

from .patching import edit_element, fix, put, wrap


@fix("rds-filter-by-resource-id")
def filter_by_resource_id() -> None:
    """API_DescribeDBInstances: Filters name dbi-resource-id, by which the provider reads an instance back.
    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBInstances.html
    """
    wrap(rds, "_apply_instance_filters", _filter)


@fix("rds-log-exports-and-insights-key")
def exports_and_key() -> None:
    """API_CreateDBInstance: EnableCloudwatchLogsExports.member.N, PerformanceInsightsKMSKeyId; API_ModifyDBInstance:
    CloudwatchLogsExportConfiguration; API_DBInstance: EnabledCloudwatchLogsExports, PerformanceInsightsKMSKeyId.
    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBInstance.html
    """
    wrap(rds, "_create_db_instance", _create)
    wrap(rds, "_modify_db_instance", _modify)
    wrap(rds, "_instance_xml", _instance)


@fix("rds-backup-window-and-insights-mode")
def window_and_mode() -> None:
    """API_CreateDBInstance, API_ModifyDBInstance: PreferredBackupWindow and DatabaseInsightsMode come back in
    API_DBInstance.
    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBInstance.html
    """
    wrap(rds, "_create_db_instance", _keep_settings)
    wrap(rds, "_modify_db_instance", _keep_settings)
    wrap(rds, "_instance_xml", _show_settings)


def _filter(original, instances, filters):
    identifiers = filters.get("dbi-resource-id")
    if identifiers:
        instances = [instance for instance in instances if instance.get("DbiResourceId") in identifiers]
    return original(instances, {name: values for name, values in filters.items() if name != "dbi-resource-id"})


def _create(original, params):
    response = original(params)
    instance = rds._resolve_instance(_p(params, "DBInstanceIdentifier"))
    if response[0] == 200 and instance is not None:
        instance["EnabledCloudwatchLogsExports"] = _members(params, "EnableCloudwatchLogsExports")
        instance["PerformanceInsightsKMSKeyId"] = _p(params, "PerformanceInsightsKMSKeyId")
    return response


def _modify(original, params):
    response = original(params)
    instance = rds._resolve_instance(_p(params, "DBInstanceIdentifier"))
    if response[0] == 200 and instance is not None:
        configuration = "CloudwatchLogsExportConfiguration"
        disabled = _members(params, f"{configuration}.DisableLogTypes")
        kept = [kind for kind in instance.get("EnabledCloudwatchLogsExports", []) if kind not in disabled]
        instance["EnabledCloudwatchLogsExports"] = kept + _members(params, f"{configuration}.EnableLogTypes")
        if _p(params, "PerformanceInsightsKMSKeyId"):
            instance["PerformanceInsightsKMSKeyId"] = _p(params, "PerformanceInsightsKMSKeyId")
    return response


def _members(params, name):
    members = []
    while value := _p(params, f"{name}.member.{len(members) + 1}"):
        members.append(value)
    return members


def _instance(original, instance):
    values = {
        "EnabledCloudwatchLogsExports": instance.get("EnabledCloudwatchLogsExports", []),
        "PerformanceInsightsKMSKeyId": instance.get("PerformanceInsightsKMSKeyId") or None,
    }
    # The original gives an instance's fields without an element around them.
    wrapped = edit_element(f"<body>{original(instance)}</body>", lambda element: put(element, values, item="member"))
    return wrapped.removeprefix("<body>").removesuffix("</body>")


_SETTINGS = ("PreferredBackupWindow", "DatabaseInsightsMode")


def _keep_settings(original, params):
    response = original(params)
    instance = rds._resolve_instance(_p(params, "DBInstanceIdentifier"))
    if response[0] == 200 and instance is not None:
        instance.update({name: _p(params, name) for name in _SETTINGS if _p(params, name)})
    return response


def _show_settings(original, instance):
    values = {name: instance[name] for name in _SETTINGS if instance.get(name)}
    wrapped = edit_element(f"<body>{original(instance)}</body>", lambda element: put(element, values))
    return wrapped.removeprefix("<body>").removesuffix("</body>")
