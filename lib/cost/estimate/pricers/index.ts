import type { Pricer } from '../pricer';
import * as cache from './cache';
import * as ec2 from './ec2';
import * as ecs from './ecs';
import * as eks from './eks';
import * as kubernetes from './kubernetes';
import * as network from './network';
import * as observability from './observability';
import * as rds from './rds';
import * as security from './security';
import * as storage from './storage';

/** Who prices a Terraform type. */
export const PRICERS: { readonly [type: string]: Pricer } = {
  aws_instance: ec2.instance,
  aws_spot_instance_request: ec2.instance,
  aws_autoscaling_group: ec2.autoscalingGroup,
  aws_ebs_volume: ec2.ebsVolume,
  aws_ebs_snapshot: ec2.ebsSnapshot,
  aws_ebs_snapshot_copy: ec2.ebsSnapshot,
  aws_eks_cluster: eks.cluster,
  aws_eks_node_group: eks.nodeGroup,
  aws_eks_fargate_profile: eks.fargateProfile,
  aws_ecs_service: ecs.service,
  aws_db_instance: rds.instance,
  aws_db_proxy: rds.proxy,
  aws_db_snapshot: rds.snapshot,
  aws_rds_cluster: rds.cluster,
  aws_rds_cluster_instance: rds.clusterInstance,
  aws_elasticache_cluster: cache.cluster,
  aws_elasticache_replication_group: cache.replicationGroup,
  aws_elasticache_serverless_cache: cache.serverless,
  aws_nat_gateway: network.natGateway,
  aws_vpc_endpoint: network.endpoint,
  aws_eip: network.address,
  aws_internet_gateway: network.internetGateway,
  aws_vpc: network.vpc,
  aws_lb: network.loadBalancer,
  aws_alb: network.loadBalancer,
  aws_elb: network.classicLoadBalancer,
  aws_ec2_transit_gateway_vpc_attachment: network.transitAttachment,
  aws_vpn_connection: network.vpnConnection,
  aws_ec2_client_vpn_network_association: network.clientVpn,
  aws_route53_zone: network.hostedZone,
  aws_route53_resolver_endpoint: network.resolverEndpoint,
  aws_route53_health_check: network.healthCheck,
  aws_s3_bucket: storage.bucket,
  aws_ecr_repository: storage.repository,
  aws_efs_file_system: storage.fileSystem,
  aws_backup_vault: storage.backupVault,
  aws_dynamodb_table: storage.table,
  aws_lambda_function: storage.lambdaFunction,
  aws_sqs_queue: storage.queue,
  aws_sns_topic: storage.topic,
  aws_kms_key: security.key,
  aws_kms_replica_key: security.key,
  aws_secretsmanager_secret: security.secret,
  aws_ssm_parameter: security.parameter,
  aws_wafv2_web_acl: security.webAcl,
  aws_guardduty_detector: security.detector,
  aws_guardduty_detector_feature: security.detectorFeature,
  aws_cloudwatch_log_group: observability.logGroup,
  aws_flow_log: observability.flowLog,
  aws_cloudwatch_metric_alarm: observability.metricAlarm,
  aws_cloudwatch_composite_alarm: observability.compositeAlarm,
  aws_cloudwatch_dashboard: observability.dashboard,
  aws_cloudwatch_log_metric_filter: observability.metricFilter,
  aws_cloudtrail: observability.trail,
  kubernetes_service: kubernetes.service,
  kubernetes_service_v1: kubernetes.service,
  kubernetes_ingress_v1: kubernetes.ingress,
  kubernetes_manifest: kubernetes.manifest,
  aws_config_configuration_recorder: observability.configRecorder,
};
