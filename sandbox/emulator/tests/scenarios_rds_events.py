"""What the provider does with RDS event subscriptions."""

from harness import scenario


@scenario(
    "rds-event-subscriptions",
    {
        "made": ["failover", "low storage"],
        "tags": ["platform"],
        "changed": ["arn:aws:sns:eu-west-1:000000000000:other", ["failure"], ["second"]],
        "after": "SubscriptionNotFound",
    },
)
def rds_event_subscriptions(client):
    rds = client("rds")
    made = rds.create_event_subscription(
        SubscriptionName="events",
        SnsTopicArn="arn:aws:sns:eu-west-1:000000000000:alarms",
        SourceType="db-instance",
        SourceIds=["first"],
        EventCategories=["failover", "low storage"],
        Tags=[{"Key": "owner", "Value": "platform"}],
    )["EventSubscription"]
    tags = rds.list_tags_for_resource(ResourceName=made["EventSubscriptionArn"])["TagList"]
    rds.modify_event_subscription(
        SubscriptionName="events",
        SnsTopicArn="arn:aws:sns:eu-west-1:000000000000:other",
        EventCategories=["failure"],
    )
    rds.add_source_identifier_to_subscription(SubscriptionName="events", SourceIdentifier="second")
    rds.remove_source_identifier_from_subscription(SubscriptionName="events", SourceIdentifier="first")
    read = rds.describe_event_subscriptions(SubscriptionName="events")["EventSubscriptionsList"][0]
    rds.delete_event_subscription(SubscriptionName="events")
    try:
        rds.describe_event_subscriptions(SubscriptionName="events")
        after = "there"
    except rds.exceptions.SubscriptionNotFoundFault as error:
        after = error.response["Error"]["Code"]
    return {
        "made": made["EventCategoriesList"],
        "tags": [tag["Value"] for tag in tags],
        "changed": [read["SnsTopicArn"], read["EventCategoriesList"], read["SourceIdsList"]],
        "after": after,
    }
