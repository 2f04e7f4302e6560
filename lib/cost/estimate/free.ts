/** Types that AWS does not charge for by themselves, whatever hangs on them. */
const FREE: readonly RegExp[] = [
  // What is bought counts by the inventory `commitments`, with its dates.
  /^aws_(rds_reserved_instance|elasticache_reserved_cache_node)$/,
  /^aws_iam_/,
  /^aws_(default_)?(route|route_table|subnet|network_acl|security_group|vpc_dhcp_options)(_|$)/,
  /^aws_(vpc_security_group_|vpc_endpoint_|vpc_block_|vpc_ipv4_|vpc_dhcp_|network_interface|egress_only_internet_gateway|ec2_tag|main_route_table_|ec2_managed_prefix_list|ec2_instance_connect|ec2_image_block|ec2_serial_console|ec2_default_credit|eip_association|volume_attachment|ebs_encryption|ebs_default|ebs_snapshot_block|ec2_instance_metadata|vpc_peering_)/,
  /^aws_(launch_template|launch_configuration|placement_group|key_pair|ami_launch_permission)$/,
  /^aws_autoscaling_(policy|schedule|attachment|lifecycle_hook|notification|group_tag)$/,
  /^aws_appautoscaling_/,
  /^aws_(lb|alb)_/,
  /^aws_eks_(access_|addon$|identity_|pod_identity_)/,
  /^aws_(db|rds|elasticache|redshift|dax)_(subnet_group|parameter_group|option_group|cluster_parameter_group|event_subscription|instance_role_association|cluster_role_association|security_group|user|user_group|user_group_association|proxy_target|proxy_default_target_group|proxy_endpoint|certificate|global_cluster|cluster_endpoint|instance_automated_backups_replication|global_replication_group)$/,
  /^aws_s3_(bucket_|account_|access_point|object$|directory_bucket$)/,
  /^aws_kms_(alias|grant|key_policy)$/,
  /^aws_secretsmanager_secret_/,
  /^aws_(sns|sqs)_(topic|queue)_/,
  /^aws_cloudwatch_(log_(resource_policy|stream|subscription_filter|data_protection_policy|account_policy|group_policy|destination)|event_(rule|target|bus|permission|connection))/,
  /^aws_scheduler_/,
  /^aws_lambda_(permission|alias|layer_version|event_source_mapping|function_event_invoke_config)/,
  /^aws_ecr_(lifecycle_policy|repository_policy|registry_|account_setting|repository_creation_template|pull_through_cache_rule)/,
  /^aws_efs_(mount_target|access_point|file_system_policy|backup_policy)$/,
  /^aws_backup_(plan|selection|vault_|region_settings|global_settings)/,
  /^aws_route53_(record|zone_association|vpc_association_authorization|delegation_set|query_log|resolver_rule|resolver_query_log)/,
  /^aws_wafv2_(web_acl_|ip_set|regex_pattern_set|rule_group)/,
  /^aws_guardduty_(filter|ipset|member|organization_|publishing_destination|threatintelset|invite_accepter)/,
  /^aws_(budgets_|ce_|cur_|costoptimizationhub_|accessanalyzer_|organizations_|resourcegroups_|servicequotas_|ram_|account_|tag|region$)/,
  /^aws_config_(delivery_channel|configuration_recorder_status|aggregate|configuration_aggregator|retention)/,
  /^aws_securityhub_(product_subscription|standards_subscription|member|organization_|finding_aggregator|insight|action_target)/,
  /^aws_acm_certificate(_validation)?$/,
  /^aws_ecs_(task_definition|cluster|cluster_capacity_providers|capacity_provider|account_setting_default)$/,
  /^aws_ssm_(document|association|maintenance_window|patch_baseline|default_patch|service_setting)/,
  /^aws_cognito_(user_pool_client|user_pool_domain|identity_pool)/,
  /^aws_dynamodb_(resource_policy|tag|contributor_insights|table_item)/,
  /^aws_(api_gateway_(deployment|method|integration|resource|stage|account|model|authorizer|domain|base_path|gateway_response|rest_api_policy|usage|api_key)|apigatewayv2_(integration|route|stage|authorizer|deployment|domain))/,
  /^aws_(cloudfront_(origin_access|function|response_headers|cache_policy|origin_request|key_group|public_key|monitoring))/,
  /^aws_ec2_(transit_gateway(_route.*)?|client_vpn_(authorization_rule|route|endpoint))$/,
  /^aws_(vpn_gateway|customer_gateway|vpn_gateway_.*|vpn_connection_route)$/,
];

/**
 * Whether a type costs nothing. What is not AWS's own is free here: `kubernetes_*` runs on nodes that are priced, `random_*` and
 * `terraform_data` exist in state only.
 */
export function isFree(type: string): boolean {
  if (!type.startsWith('aws_')) return !/^(google|azurerm|azuread|cloudflare|datadog)_/.test(type);
  return FREE.some((pattern) => pattern.test(type));
}
