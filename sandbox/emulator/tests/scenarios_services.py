"""What the provider does with the services besides EC2."""

import urllib.request
import xml.etree.ElementTree as ElementTree

from harness import scenario


@scenario("s3-configurations-by-id", {"inventory": "Weekly", "tiering": ["whole"], "metrics": "all", "after": 0})
def s3_configurations(client):
    s3 = client("s3")
    s3.create_bucket(Bucket="configured", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    destination = {"S3BucketDestination": {"Bucket": "arn:aws:s3:::logs", "Format": "Parquet"}}
    inventory = {
        "Id": "weekly",
        "IsEnabled": True,
        "IncludedObjectVersions": "Current",
        "Schedule": {"Frequency": "Weekly"},
        "Destination": destination,
    }
    s3.put_bucket_inventory_configuration(Bucket="configured", Id="weekly", InventoryConfiguration=inventory)
    tiering = {"Id": "whole", "Status": "Enabled", "Tierings": [{"Days": 125, "AccessTier": "ARCHIVE_ACCESS"}]}
    s3.put_bucket_intelligent_tiering_configuration(
        Bucket="configured", Id="whole", IntelligentTieringConfiguration=tiering
    )
    s3.put_bucket_metrics_configuration(Bucket="configured", Id="all", MetricsConfiguration={"Id": "all"})
    read = s3.get_bucket_inventory_configuration(Bucket="configured", Id="weekly")["InventoryConfiguration"]
    tierings = s3.list_bucket_intelligent_tiering_configurations(Bucket="configured")
    metrics = s3.get_bucket_metrics_configuration(Bucket="configured", Id="all")["MetricsConfiguration"]
    s3.delete_bucket_inventory_configuration(Bucket="configured", Id="weekly")
    after = s3.list_bucket_inventory_configurations(Bucket="configured").get("InventoryConfigurationList", [])
    return {
        "inventory": read["Schedule"]["Frequency"],
        "tiering": [entry["Id"] for entry in tierings["IntelligentTieringConfigurationList"]],
        "metrics": metrics["Id"],
        "after": len(after),
    }


@scenario("secretsmanager-cancel-rotation", [True, False])
def cancel_rotation(client):
    secrets = client("secretsmanager")
    secrets.create_secret(Name="rotated", SecretString="first")
    secrets.rotate_secret(
        SecretId="rotated",
        RotationLambdaARN="arn:aws:lambda:eu-west-1:000000000000:function:rotate",
        RotationRules={"AutomaticallyAfterDays": 30},
    )
    before = secrets.describe_secret(SecretId="rotated")["RotationEnabled"]
    secrets.cancel_rotate_secret(SecretId="rotated")
    return [before, secrets.describe_secret(SecretId="rotated")["RotationEnabled"]]


def _database(rds, name, **settings):
    created = rds.create_db_instance(
        DBInstanceIdentifier=name,
        Engine="postgres",
        DBInstanceClass="db.t4g.micro",
        AllocatedStorage=20,
        MasterUsername="owner",
        ManageMasterUserPassword=True,
        **settings,
    )
    return created["DBInstance"]["DbiResourceId"]


@scenario("rds-filter-by-resource-id", ["second"])
def rds_filter(client):
    rds = client("rds")
    _database(rds, "first")
    wanted = _database(rds, "second")
    read = rds.describe_db_instances(Filters=[{"Name": "dbi-resource-id", "Values": [wanted]}])
    return [instance["DBInstanceIdentifier"] for instance in read["DBInstances"]]


@scenario(
    "rds-log-exports-and-insights-key", {"exports": ["upgrade"], "key": "arn:aws:kms:eu-west-1:000000000000:key/1"}
)
def rds_exports(client):
    rds = client("rds")
    key = "arn:aws:kms:eu-west-1:000000000000:key/1"
    _database(
        rds,
        "third",
        EnableCloudwatchLogsExports=["postgresql"],
        EnablePerformanceInsights=True,
        PerformanceInsightsKMSKeyId=key,
    )
    rds.modify_db_instance(
        DBInstanceIdentifier="third",
        CloudwatchLogsExportConfiguration={"EnableLogTypes": ["upgrade"], "DisableLogTypes": ["postgresql"]},
        ApplyImmediately=True,
    )
    read = rds.describe_db_instances(DBInstanceIdentifier="third")["DBInstances"][0]
    return {"exports": read.get("EnabledCloudwatchLogsExports"), "key": read.get("PerformanceInsightsKMSKeyId")}


@scenario("rds-backup-window-and-insights-mode", {"window": "02:00-03:00", "mode": "standard"})
def rds_settings(client):
    rds = client("rds")
    _database(rds, "fourth", PreferredBackupWindow="02:00-03:00", DatabaseInsightsMode="standard")
    read = rds.describe_db_instances(DBInstanceIdentifier="fourth")["DBInstances"][0]
    return {"window": read.get("PreferredBackupWindow"), "mode": read.get("DatabaseInsightsMode")}


@scenario("elasticache-replication-group-key", "arn:aws:kms:eu-west-1:000000000000:key/1")
def elasticache_key(client):
    elasticache = client("elasticache")
    elasticache.create_replication_group(
        ReplicationGroupId="sessions",
        ReplicationGroupDescription="sessions",
        Engine="valkey",
        CacheNodeType="cache.t4g.micro",
        AtRestEncryptionEnabled=True,
        KmsKeyId="arn:aws:kms:eu-west-1:000000000000:key/1",
    )
    return elasticache.describe_replication_groups(ReplicationGroupId="sessions")["ReplicationGroups"][0].get(
        "KmsKeyId"
    )


@scenario("elasticache-cluster-upgrades", True)
def elasticache_upgrades(client):
    elasticache = client("elasticache")
    made = elasticache.create_replication_group(
        ReplicationGroupId="upgraded",
        ReplicationGroupDescription="upgraded",
        Engine="valkey",
        CacheNodeType="cache.t4g.micro",
        AutoMinorVersionUpgrade=True,
    )
    node = made["ReplicationGroup"]["MemberClusters"][0]
    return elasticache.describe_cache_clusters(CacheClusterId=node)["CacheClusters"][0].get("AutoMinorVersionUpgrade")


@scenario("elasticache-iam-users", "iam")
def elasticache_users(client):
    elasticache = client("elasticache")
    elasticache.create_user(
        UserId="api", UserName="api", Engine="valkey", AccessString="on ~* +@read", AuthenticationMode={"Type": "iam"}
    )
    return elasticache.describe_users(UserId="api")["Users"][0]["Authentication"]["Type"]


@scenario("elasticache-parameters-by-source", ["maxmemory-policy"])
def elasticache_parameters(client):
    elasticache = client("elasticache")
    elasticache.create_cache_parameter_group(
        CacheParameterGroupName="own", CacheParameterGroupFamily="valkey8", Description="own"
    )
    elasticache.modify_cache_parameter_group(
        CacheParameterGroupName="own",
        ParameterNameValues=[{"ParameterName": "maxmemory-policy", "ParameterValue": "allkeys-lru"}],
    )
    read = elasticache.describe_cache_parameters(CacheParameterGroupName="own", Source="user")["Parameters"]
    return [parameter["ParameterName"] for parameter in read]


@scenario(
    "cloudwatch-describe-alarms",
    {
        "Statistic": "Average",
        "Period": "60",
        "TreatMissingData": "breaching",
        "AlarmActions": ["topic"],
        "Dimensions": ["cluster"],
    },
)
def cloudwatch_alarms(client):
    """Read by the Query protocol, which provider 5.x speaks; botocore's own is another one by now."""
    cloudwatch = client("cloudwatch")
    cloudwatch.put_metric_alarm(
        AlarmName="cpu",
        MetricName="CPUUtilization",
        Namespace="AWS/RDS",
        EvaluationPeriods=3,
        Threshold=80,
        ComparisonOperator="GreaterThanThreshold",
        Statistic="Average",
        Period=60,
        TreatMissingData="breaching",
        AlarmActions=["topic"],
        Dimensions=[{"Name": "cluster", "Value": "orders"}],
    )
    request = urllib.request.Request(
        cloudwatch.meta.endpoint_url,
        data=b"Action=DescribeAlarms&Version=2010-08-01&AlarmNames.member.1=cpu",
        headers={
            "Content-Type": "application/x-www-form-urlencoded",
            # The emulator reads the service from it and checks nothing.
            "Authorization": "AWS4-HMAC-SHA256 Credential=sandbox/20260101/eu-west-1/monitoring/aws4_request",
        },
    )
    with urllib.request.urlopen(request) as answer:
        alarm = ElementTree.parse(answer).getroot().find("./{*}DescribeAlarmsResult/{*}MetricAlarms/{*}member")
    return {
        **{name: alarm.findtext(f"{{*}}{name}") for name in ("Statistic", "Period", "TreatMissingData")},
        "AlarmActions": [action.text for action in alarm.iterfind("{*}AlarmActions/{*}member")],
        "Dimensions": [dimension.text for dimension in alarm.iterfind("{*}Dimensions/{*}member/{*}Name")],
    }
