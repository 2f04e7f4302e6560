"""Secrets Manager: rotation can be cancelled, which is how the provider destroys a rotation."""

import json

from ministack.core.responses import error_response_json, json_response
from ministack.services import secretsmanager

from .patching import fix, wrap


@fix("secretsmanager-cancel-rotation")
def cancel_rotation() -> None:
    """API_CancelRotateSecret: turns automatic rotation off; answers ARN, Name and VersionId.
    https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CancelRotateSecret.html
    """
    wrap(secretsmanager, "handle_request", _handle)


async def _handle(original, method, path, headers, body, query):
    if headers.get("x-amz-target", "") != "secretsmanager.CancelRotateSecret":
        return await original(method, path, headers, body, query)
    _, secret = secretsmanager._resolve(json.loads(body or b"{}").get("SecretId"))
    if not secret:
        return error_response_json("ResourceNotFoundException", "Secrets Manager can't find the specified secret.", 400)
    secret["RotationEnabled"] = False
    return json_response({"ARN": secret["ARN"], "Name": secret["Name"]})
