"""Flow logs: everything that CreateFlowLogs was told comes back, and their tags."""

from ministack.services import ec2
from ministack.services.ec2 import _p, _parse_tag_specs

from .patching import edit_response, fix, put, text_of, wrap


@fix("ec2-flow-logs")
def flow_logs() -> None:
    """API_DescribeFlowLogs: FlowLog.deliverLogsPermissionArn, maxAggregationInterval, logFormat, destinationOptions.
    API_CreateFlowLogs: TagSpecification of resource type vpc-flow-log.
    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_FlowLog.html
    """
    wrap(ec2, "_create_flow_logs", _create)
    wrap(ec2, "_describe_flow_logs", _describe)


def _create(original, params):
    before = set(ec2._flow_logs)
    response = original(params)
    for identifier in [key for key in ec2._flow_logs if key not in before]:
        _parse_tag_specs(params, "vpc-flow-log", identifier)
        ec2._flow_logs[identifier]["_told"] = {
            "deliverLogsPermissionArn": _p(params, "DeliverLogsPermissionArn") or None,
            "maxAggregationInterval": _p(params, "MaxAggregationInterval") or 600,
            "logFormat": _p(params, "LogFormat") or _DEFAULT_FORMAT,
            "destinationOptions": _destination_options(params),
        }
    return response


def _destination_options(params):
    if not _p(params, "DestinationOptions.FileFormat"):
        return None
    return {
        "fileFormat": _p(params, "DestinationOptions.FileFormat"),
        "hiveCompatiblePartitions": _p(params, "DestinationOptions.HiveCompatiblePartitions") or "false",
        "perHourPartition": _p(params, "DestinationOptions.PerHourPartition") or "false",
    }


def _describe(original, params):
    def add_what_was_told(root):
        for item in root.iterfind("{*}flowLogSet/{*}item"):
            put(item, ec2._flow_logs[text_of(item, "flowLogId")].get("_told", {}))

    return edit_response(original(params), add_what_was_told)


_DEFAULT_FORMAT = (
    "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} "
    "${bytes} ${start} ${end} ${action} ${log-status}"
)
