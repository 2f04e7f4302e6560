/**
 * Attributes that the provider marks sensitive although a literal there gives nothing away, or may not: names, public
 * certificates and keys, documents that hold a secret only sometimes.
 */
export const notSecret: ReadonlySet<string> = new Set([
  'aws_appconfig_configuration_profile.validator.content',
  'aws_appconfig_hosted_configuration_version.content',
  'aws_cloudcontrolapi_resource.schema',
  'aws_directory_service_shared_directory.notes',
  'aws_dms_certificate.certificate_pem',
  'aws_elasticsearch_domain_saml_options.saml_options.master_user_name',
  'aws_opensearch_domain_saml_options.saml_options.master_user_name',
  'aws_iot_authorizer.token_signing_public_keys',
  'aws_iot_ca_certificate.ca_certificate_pem',
  'aws_iot_ca_certificate.verification_certificate_pem',
  'aws_iot_certificate.ca_pem',
  'aws_iot_certificate.certificate_pem',
  'aws_pinpoint_adm_channel.client_id',
  ...['apns', 'apns_sandbox', 'apns_voip', 'apns_voip_sandbox'].flatMap((channel) =>
    ['bundle_id', 'certificate', 'team_id', 'token_key_id'].map((name) => `aws_pinpoint_${channel}_channel.${name}`),
  ),
  'aws_quicksight_data_source.credentials.credential_pair.username',
  'aws_redshiftserverless_namespace.admin_username',
  'aws_s3_object_copy.kms_encryption_context',
  'aws_s3_object_copy.kms_key_id',
  'aws_sns_platform_application.platform_principal',
  'aws_ssm_maintenance_window_task.task_invocation_parameters.lambda_parameters.payload',
  'aws_ssm_maintenance_window_task.task_invocation_parameters.step_functions_parameters.input',
  'aws_transfer_certificate.certificate',
  'aws_transfer_certificate.certificate_chain',
  'aws_transfer_server.post_authentication_login_banner',
  'aws_transfer_server.pre_authentication_login_banner',
]);

/** Maps and lists of named values of which only some are secret: an entry counts when its name says so. */
export const namedValues: ReadonlySet<string> = new Set([
  'aws_glue_connection.athena_properties',
  'aws_glue_connection.connection_properties',
  'aws_mwaa_environment.airflow_configuration_options',
]);

/** Names of things that are secret. */
export const secretName =
  /pass(word|wd|phrase)?$|secret|token|api[_-]?key|private[_-]?key|credential|auth[_-]?key|access[_-]?key$/i;
