"""RDS: event subscriptions, by which a topic is told what RDS does with a database by itself."""

from xml.sax.saxutils import escape

from ministack.services import rds
from ministack.services.rds import _p

from .patching import add_action, fix

_CREATED = "2026-01-01T00:00:00Z"


@fix("rds-event-subscriptions")
def event_subscriptions() -> None:
    """API_CreateEventSubscription, API_DescribeEventSubscriptions, API_ModifyEventSubscription, API_DeleteEventSubscription,
    API_AddSourceIdentifierToSubscription, API_RemoveSourceIdentifierFromSubscription; tags by the subscription's ARN.
    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_EventSubscription.html
    """
    subscriptions = rds.AccountScopedDict()
    actions = {
        "CreateEventSubscription": _create,
        "DescribeEventSubscriptions": _describe,
        "ModifyEventSubscription": _modify,
        "DeleteEventSubscription": _delete,
        "AddSourceIdentifierToSubscription": _add_source,
        "RemoveSourceIdentifierFromSubscription": _remove_source,
    }
    for action, handler in actions.items():
        add_action(rds, action, lambda params, handler=handler: handler(subscriptions, params))


def _create(subscriptions, params):
    name = _p(params, "SubscriptionName")
    if name in subscriptions:
        return rds._error("SubscriptionAlreadyExist", f"Subscription {name} already exists.", 400)
    subscription = {
        "CustSubscriptionId": name,
        "CustomerAwsId": rds.get_account_id(),
        "EventSubscriptionArn": f"arn:aws:rds:{rds.get_region()}:{rds.get_account_id()}:es:{name}",
        "Status": "active",
        "SubscriptionCreationTime": _CREATED,
        "Enabled": "true",
        "SourceIds": _members(params, "SourceIds.SourceId"),
    }
    subscriptions[name] = subscription
    _set(subscription, params)
    tags = rds._parse_tags(params)
    if tags:
        rds._tags[subscription["EventSubscriptionArn"]] = tags
    return _answer("CreateEventSubscription", subscription)


def _describe(subscriptions, params):
    name = _p(params, "SubscriptionName")
    if name and name not in subscriptions:
        return _unknown(name)
    found = [subscriptions[name]] if name else list(subscriptions.values())
    entries = "".join(_xml(subscription) for subscription in found)
    inner = f"<EventSubscriptionsList>{entries}</EventSubscriptionsList>"
    result = f"<DescribeEventSubscriptionsResult>{inner}</DescribeEventSubscriptionsResult>"
    return rds._xml(200, "DescribeEventSubscriptionsResponse", result)


def _modify(subscriptions, params):
    return _change(subscriptions, params, "ModifyEventSubscription", lambda subscription: _set(subscription, params))


def _add_source(subscriptions, params):
    source = _p(params, "SourceIdentifier")
    return _change(
        subscriptions,
        params,
        "AddSourceIdentifierToSubscription",
        lambda subscription: subscription["SourceIds"].append(source),
    )


def _remove_source(subscriptions, params):
    source = _p(params, "SourceIdentifier")
    return _change(
        subscriptions,
        params,
        "RemoveSourceIdentifierFromSubscription",
        lambda subscription: subscription["SourceIds"].remove(source),
    )


def _delete(subscriptions, params):
    def forget(subscription):
        del subscriptions[subscription["CustSubscriptionId"]]
        rds._tags.pop(subscription["EventSubscriptionArn"], None)

    return _change(subscriptions, params, "DeleteEventSubscription", forget)


def _change(subscriptions, params, action, change):
    name = _p(params, "SubscriptionName")
    if name not in subscriptions:
        return _unknown(name)
    subscription = subscriptions[name]
    change(subscription)
    return _answer(action, subscription)


def _set(subscription, params):
    for name in ("SnsTopicArn", "SourceType", "Enabled"):
        if _p(params, name):
            subscription[name] = _p(params, name)
    categories = _members(params, "EventCategories.EventCategory")
    if categories:
        subscription["EventCategories"] = categories


def _members(params, name):
    members = []
    while value := _p(params, f"{name}.{len(members) + 1}"):
        members.append(value)
    return members


def _answer(action, subscription):
    return rds._xml(200, f"{action}Response", f"<{action}Result>{_xml(subscription)}</{action}Result>")


def _xml(subscription):
    texts = [(name, value) for name, value in subscription.items() if isinstance(value, str)]
    plain = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in texts)
    sources = "".join(f"<SourceId>{escape(source)}</SourceId>" for source in subscription["SourceIds"])
    kinds = subscription.get("EventCategories", [])
    categories = "".join(f"<EventCategory>{escape(kind)}</EventCategory>" for kind in kinds)
    lists = f"<SourceIdsList>{sources}</SourceIdsList><EventCategoriesList>{categories}</EventCategoriesList>"
    return f"<EventSubscription>{plain}{lists}</EventSubscription>"


def _unknown(name):
    return rds._error("SubscriptionNotFound", f"Event Subscription {name} not found.", 404)
