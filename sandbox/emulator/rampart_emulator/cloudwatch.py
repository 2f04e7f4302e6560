"""CloudWatch: the whole alarm on the Query protocol, which the provider speaks."""

import json

from ministack.services import cloudwatch
from ministack.services.cloudwatch import _p

from .patching import edit_element, fix, put, wrap


@fix("cloudwatch-describe-alarms")
def describe_alarms() -> None:
    """API_DescribeAlarms: every member of MetricAlarm and CompositeAlarm, as the JSON protocol gives them.
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
    """
    wrap(cloudwatch, "_describe_alarms", _describe)


def _describe(original, params, request, is_cbor, is_json=False):
    if is_cbor or is_json:
        return original(params, request, is_cbor, is_json)
    asked = {
        "AlarmNames": _members(params, "AlarmNames"),
        "AlarmTypes": _members(params, "AlarmTypes"),
        **{
            name: _p(params, name)
            for name in ("AlarmNamePrefix", "StateValue", "MaxRecords", "NextToken")
            if _p(params, name)
        },
    }
    status, _, body = original(params, asked, False, True)
    if status != 200:
        return original(params, request, False, False)
    answer = json.loads(body)
    values = {kind: [_public(alarm) for alarm in answer.get(kind, [])] for kind in ("MetricAlarms", "CompositeAlarms")}
    values["NextToken"] = answer.get("NextToken")
    xml = edit_element("<DescribeAlarmsResult/>", lambda element: put(element, values, item="member"))
    return cloudwatch._xml(200, "DescribeAlarmsResponse", xml)


def _members(params, name):
    return [_p(params, f"{name}.member.{i}") for i in range(1, 101) if _p(params, f"{name}.member.{i}")]


def _public(alarm):
    """What AWS would show: without the emulator's own notes, empty members and its numeric time stamps."""
    return {
        name: value
        for name, value in alarm.items()
        if not name.startswith("_") and not name.endswith("Timestamp") and value not in (None, "")
    }
