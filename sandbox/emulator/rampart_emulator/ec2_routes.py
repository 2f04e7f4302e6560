"""Routes to IPv6 blocks and prefix lists, and to every kind of target."""

from ministack.services import ec2
from ministack.services.ec2 import _p

from .patching import fix, wrap

_DESTINATIONS = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")
_TARGETS = (
    "GatewayId",
    "NatGatewayId",
    "InstanceId",
    "VpcPeeringConnectionId",
    "TransitGatewayId",
    "NetworkInterfaceId",
    "EgressOnlyInternetGatewayId",
    "CarrierGatewayId",
    "LocalGatewayId",
    "VpcEndpointId",
    "CoreNetworkArn",
)


@fix("ec2-routes")
def routes() -> None:
    """API_CreateRoute, API_ReplaceRoute, API_DeleteRoute: DestinationIpv6CidrBlock and DestinationPrefixListId besides
    DestinationCidrBlock; EgressOnlyInternetGatewayId and the other targets besides GatewayId and NatGatewayId.
    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html
    """
    wrap(ec2, "_create_route", _create)
    wrap(ec2, "_replace_route", _replace)
    wrap(ec2, "_delete_route", _delete)


def _create(original, params):
    response = original(params)
    if response[0] == 200:
        ec2._route_tables[_p(params, "RouteTableId")]["Routes"][-1] = _route(params)
    return response


def _replace(original, params):
    response = original(params)
    if response[0] == 200:
        table = ec2._route_tables[_p(params, "RouteTableId")]
        table["Routes"] = [_route(params) if _same_destination(route, params) else route for route in table["Routes"]]
    return response


def _delete(original, params):
    table = ec2._route_tables.get(_p(params, "RouteTableId"))
    if table is None:
        return original(params)
    kept = [route for route in table["Routes"] if not _same_destination(route, params)]
    response = original(params)
    table["Routes"] = kept
    return response


def _route(params):
    told = {name: _p(params, name) for name in (*_DESTINATIONS, *_TARGETS) if _p(params, name)}
    return {**told, "State": "active", "Origin": "CreateRoute"}


def _same_destination(route, params):
    return all((route.get(name) or "") == _p(params, name) for name in _DESTINATIONS)
