import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';

const variable = { variable: { x: {} } };
const parameter = (name: string, value: unknown) => [{ name, value }];
const postgres = (version: string, group: object | undefined, more: object = {}) =>
  resources(
    {
      aws_db_instance: {
        d: {
          engine: 'postgres',
          engine_version: version,
          ...(group ? { parameter_group_name: '${aws_db_parameter_group.p.name}' } : {}),
          ...more,
        },
      },
      ...(group ? { aws_db_parameter_group: { p: group } } : {}),
    },
    variable,
  );
const mysql = (group: object | undefined, more: object = {}) =>
  resources(
    {
      aws_db_instance: {
        d: {
          engine: 'mysql',
          engine_version: '8.0.36',
          ...(group ? { parameter_group_name: 'tls' } : {}),
          ...more,
        },
      },
      ...(group ? { aws_db_parameter_group: { p: { name: 'tls', family: 'mysql8.0', ...group } } } : {}),
    },
    variable,
  );
const aurora = (engine: string, version: string, group: object | undefined) =>
  resources({
    aws_rds_cluster: {
      c: {
        engine,
        engine_version: version,
        ...(group ? { db_cluster_parameter_group_name: '${aws_rds_cluster_parameter_group.p.id}' } : {}),
      },
    },
    ...(group ? { aws_rds_cluster_parameter_group: { p: group } } : {}),
  });

const database: RuleCases = {
  rule: 'SEC-TLS-RDS',
  failing: {
    'turned off': postgres('16.4', { family: 'postgres16', parameter: parameter('rds.force_ssl', '0') }),
    'turned off, number': postgres('16.4', { family: 'postgres16', parameter: parameter('rds.force_ssl', 0) }),
    'turned off, one object': postgres('16.4', {
      family: 'postgres16',
      parameter: { name: 'rds.force_ssl', value: '${false ? 1 : 0}' },
    }),
    'turned off by dynamic blocks': postgres('16.4', {
      family: 'postgres16',
      dynamic: {
        parameter: {
          for_each: { 'rds.force_ssl': '0' },
          content: { name: '${parameter.key}', value: '${parameter.value}' },
        },
      },
    }),
    'old family without the parameter': postgres('14.9', { family: 'postgres14' }),
    'old version with the default group': postgres('13.13', undefined),
    'default group by name': postgres('14.9', undefined, { parameter_group_name: 'default.postgres14' }),
    'MySQL without group': mysql(undefined),
    'MySQL with OFF': mysql({ parameter: parameter('require_secure_transport', 'OFF') }),
    'MySQL group without the parameter': mysql({ parameter: parameter('max_connections', '100') }),
    'SQL Server': resources({ aws_db_instance: { d: { engine: 'sqlserver-se', engine_version: '15.00' } } }),
    'MariaDB 10.11': resources({ aws_db_instance: { d: { engine: 'mariadb', engine_version: '10.11.8' } } }),
    'Aurora PostgreSQL 16, default': aurora('aurora-postgresql', '16.4', undefined),
    'Aurora PostgreSQL group without the parameter': aurora('aurora-postgresql', '16.4', {
      family: 'aurora-postgresql16',
    }),
    'Aurora MySQL 3, default': aurora('aurora-mysql', '8.0.mysql_aurora.3.08.0', undefined),
    'DocumentDB, off': resources({
      aws_docdb_cluster: { d: { db_cluster_parameter_group_name: '${aws_docdb_cluster_parameter_group.p.name}' } },
      aws_docdb_cluster_parameter_group: { p: { family: 'docdb5.0', parameter: parameter('tls', 'disabled') } },
    }),
    'Neptune, off': resources({
      aws_neptune_cluster: {
        d: { neptune_cluster_parameter_group_name: '${aws_neptune_cluster_parameter_group.p.name}' },
      },
      aws_neptune_cluster_parameter_group: {
        p: { family: 'neptune1.3', parameter: parameter('neptune_enforce_ssl', '0') },
      },
    }),
    'Redshift group of the first family': resources({
      aws_redshift_cluster: { d: { cluster_parameter_group_name: '${aws_redshift_parameter_group.p.name}' } },
      aws_redshift_parameter_group: { p: { family: 'redshift-1.0' } },
    }),
    'Redshift default group of the first family': resources({
      aws_redshift_cluster: { d: { cluster_parameter_group_name: 'default.redshift-1.0' } },
    }),
    'serverless Redshift, off': resources({
      aws_redshiftserverless_workgroup: {
        w: { config_parameter: [{ parameter_key: 'require_ssl', parameter_value: 'false' }] },
      },
    }),
    'group that no database uses yet': resources({
      aws_db_parameter_group: { p: { family: 'postgres16', parameter: parameter('rds.force_ssl', '0') } },
    }),
    'proxy without require_tls': resources({ aws_db_proxy: { p: { name: 'p' } } }),
    'proxy with require_tls off': resources({ aws_db_proxy: { p: { require_tls: 'false' } } }),
  },
  passing: {
    'set to 1': postgres('14.9', { family: 'postgres14', parameter: parameter('rds.force_ssl', '1') }),
    'set to 1 by a local': resources(
      {
        aws_db_instance: {
          d: { engine: 'postgres', parameter_group_name: '${aws_db_parameter_group.p.name}' },
        },
        aws_db_parameter_group: { p: { family: 'postgres14', parameter: '${local.parameters}' } },
      },
      { locals: { parameters: [{ name: 'rds.force_ssl', value: 1 }] } },
    ),
    'default of PostgreSQL 15 and later': postgres('16.4', { family: 'postgres16' }),
    'default group of PostgreSQL 16': postgres('16.4', undefined),
    'newest PostgreSQL': resources({ aws_db_instance: { d: { engine: 'postgres' } } }),
    'default group of PostgreSQL 17 by name': postgres('17.2', undefined, {
      parameter_group_name: 'default.postgres17',
    }),
    'MySQL with ON': mysql({ parameter: parameter('require_secure_transport', 'ON') }),
    'MySQL with 1': mysql({ parameter: parameter('require_secure_transport', '1') }),
    'MariaDB 11.8': resources({ aws_db_instance: { d: { engine: 'mariadb', engine_version: '11.8.3' } } }),
    'Aurora PostgreSQL 17': aurora('aurora-postgresql', '17.4', undefined),
    'Aurora MySQL 8.4': aurora('aurora-mysql', '8.4.mysql_aurora.4.0.0', undefined),
    'Aurora PostgreSQL with the parameter': aurora('aurora-postgresql', '16.4', {
      family: 'aurora-postgresql16',
      parameter: parameter('rds.force_ssl', '1'),
    }),
    'DocumentDB default': resources({ aws_docdb_cluster: { d: {} } }),
    'DocumentDB, TLS 1.2 and later': resources({
      aws_docdb_cluster: { d: { db_cluster_parameter_group_name: '${aws_docdb_cluster_parameter_group.p.name}' } },
      aws_docdb_cluster_parameter_group: { p: { family: 'docdb5.0', parameter: parameter('tls', 'tls1.2+') } },
    }),
    'Redshift default': resources({ aws_redshift_cluster: { d: {} } }),
    'Redshift with require_ssl': resources({
      aws_redshift_cluster: { d: { cluster_parameter_group_name: 'tls' } },
      aws_redshift_parameter_group: {
        p: { name: 'tls', family: 'redshift-1.0', parameter: parameter('require_ssl', 'true') },
      },
    }),
    'group outside these files': postgres('16.4', undefined, { parameter_group_name: 'made-elsewhere' }),
    'replica, which has its source’s parameters': resources({
      aws_db_instance: { d: { engine: 'mysql', engine_version: '8.0', replicate_source_db: 'other' } },
    }),
    'proxy with require_tls': resources({ aws_db_proxy: { p: { require_tls: true } } }),
  },
  notApplicable: {
    'an engine that nobody knows': resources({ aws_db_instance: { d: { engine: 'informix', engine_version: '19' } } }),
    'instance of a cluster': resources({ aws_rds_cluster_instance: { i: { engine: 'aurora-mysql' } } }),
  },
  unknown: {
    parameter: mysql({ parameter: parameter('require_secure_transport', '${var.x}') }),
    'parameter list': mysql({ parameter: '${var.x}' }),
    group: mysql(undefined, { parameter_group_name: '${var.x}' }),
    version: postgres('${var.x}', undefined),
    engine: mysql(undefined, { engine: '${var.x}' }),
    proxy: resources({ aws_db_proxy: { p: { require_tls: '${var.x}' } } }, variable),
  },
};

const replication = (fields: object) =>
  resources(
    {
      aws_elasticache_replication_group: {
        c: {
          engine: 'valkey',
          transit_encryption_enabled: true,
          transit_encryption_mode: 'required',
          user_group_ids: ['${aws_elasticache_user_group.g.id}'],
          ...fields,
        },
      },
      aws_elasticache_user_group: { g: { user_group_id: 'g' } },
    },
    variable,
  );
const user = (fields: object) =>
  resources({ aws_elasticache_user: { u: { user_id: 'u', user_name: 'u', engine: 'redis', ...fields } } }, variable);

const cache: RuleCases = {
  rule: 'SEC-TLS-REDIS',
  failing: {
    off: replication({ transit_encryption_enabled: false }),
    'off by an expression': replication({ transit_encryption_enabled: '${!true}' }),
    'left out': replication({ transit_encryption_enabled: undefined }),
    preferred: replication({ transit_encryption_mode: 'preferred' }),
    'preferred, folded': replication({ transit_encryption_mode: '${lower("PREFERRED")}' }),
    'no authentication': replication({ user_group_ids: undefined }),
    'empty list of user groups': replication({ user_group_ids: [] }),
    'cluster of its own': resources({ aws_elasticache_cluster: { c: { engine: 'redis' } } }),
    'memcached without TLS': resources({ aws_elasticache_cluster: { c: { engine: 'memcached' } } }),
    'serverless without users': resources({ aws_elasticache_serverless_cache: { c: { engine: 'valkey' } } }),
    'MemoryDB without TLS': resources({ aws_memorydb_cluster: { c: { acl_name: 'mine', tls_enabled: 'false' } } }),
    'MemoryDB open to all': resources({ aws_memorydb_cluster: { c: { acl_name: 'open-access' } } }),
    'user without password': user({ access_string: 'on ~* +@all', no_password_required: true }),
    'user without password, by mode': user({
      access_string: 'on ~* +@all',
      authentication_mode: [{ type: 'no-password-required' }],
    }),
    'the default user in a group': resources({
      aws_elasticache_user_group: { g: { user_ids: ['default', '${aws_elasticache_user.u.user_id}'] } },
      aws_elasticache_user: { u: { user_id: 'u', authentication_mode: { type: 'iam' } } },
    }),
  },
  passing: {
    'required with users': replication({}),
    'mode left out': replication({ transit_encryption_mode: undefined }),
    'auth token': replication({ user_group_ids: undefined, auth_token: '${data.x.y.z}' }),
    'secondary of a global group': replication({
      global_replication_group_id: 'g',
      transit_encryption_enabled: undefined,
      user_group_ids: undefined,
    }),
    'member of a replication group': resources({
      aws_elasticache_cluster: { c: { replication_group_id: 'g', engine: 'redis' } },
    }),
    'memcached with TLS': resources({
      aws_elasticache_cluster: { c: { engine: 'memcached', transit_encryption_enabled: 'true' } },
    }),
    'serverless with users': resources({
      aws_elasticache_serverless_cache: { c: { engine: 'redis', user_group_id: 'g' } },
    }),
    'serverless memcached, which has no users': resources({
      aws_elasticache_serverless_cache: { c: { engine: 'memcached' } },
    }),
    'MemoryDB default': resources({
      aws_memorydb_cluster: { c: { acl_name: '${aws_memorydb_acl.a.name}' } },
      aws_memorydb_acl: { a: { name_prefix: 'api' } },
    }),
    'IAM user': user({ access_string: 'on ~app:* +@read', authentication_mode: [{ type: 'iam' }] }),
    'default user switched off': user({
      user_name: 'default',
      access_string: 'off ~keys* -@all +get',
      no_password_required: true,
    }),
  },
  notApplicable: { 'subnet group': resources({ aws_elasticache_subnet_group: { g: {} } }) },
  unknown: {
    TLS: replication({ transit_encryption_enabled: '${var.x}' }),
    mode: replication({ transit_encryption_mode: '${var.x}' }),
    'password of a user': user({ access_string: 'on ~* +@all', no_password_required: '${var.x}' }),
    'access control list': resources({ aws_memorydb_cluster: { c: { acl_name: '${var.x}' } } }, variable),
    engine: resources({ aws_elasticache_cluster: { c: { engine: '${var.x}' } } }, variable),
  },
};

const endpoint = { enforce_https: true, tls_security_policy: 'Policy-Min-TLS-1-2-PFS-2023-10' };
const domain = (fields: object) =>
  resources(
    {
      aws_opensearch_domain: {
        d: { domain_endpoint_options: [endpoint], node_to_node_encryption: { enabled: true }, ...fields },
      },
    },
    variable,
  );
const kafka = (fields: object) =>
  resources({ aws_msk_cluster: { k: { encryption_info: { encryption_in_transit: fields } } } }, variable);

const services: RuleCases = {
  rule: 'SEC-TLS-DATA',
  failing: {
    'search over HTTP': domain({ domain_endpoint_options: { ...endpoint, enforce_https: false } }),
    'search without options': domain({ domain_endpoint_options: undefined }),
    'search with TLS 1.0': domain({
      domain_endpoint_options: { ...endpoint, tls_security_policy: 'Policy-Min-TLS-1-0-2019-07' },
    }),
    'search nodes in plaintext': domain({ node_to_node_encryption: undefined }),
    'brokers that take both': kafka({ client_broker: 'TLS_PLAINTEXT' }),
    'brokers in plaintext': kafka({ client_broker: 'PLAINTEXT' }),
    'brokers among each other': kafka({ in_cluster: '${!true}' }),
    'brokers that let anybody in': resources({
      aws_msk_cluster: { k: { client_authentication: [{ unauthenticated: true }] } },
    }),
    'DAX by default': resources({ aws_dax_cluster: { d: {} } }),
    'DMS endpoint': resources({ aws_dms_endpoint: { e: { engine_name: 'postgres', ssl_mode: 'none' } } }),
    'EFS volume': resources({
      aws_ecs_task_definition: { t: { volume: { efs_volume_configuration: { file_system_id: 'fs-1' } } } },
    }),
  },
  passing: {
    search: domain({}),
    'brokers by default': resources({ aws_msk_cluster: { k: {} } }),
    'brokers with TLS': kafka({ client_broker: 'TLS', in_cluster: true }),
    DAX: resources({ aws_dax_cluster: { d: { cluster_endpoint_encryption_type: 'TLS' } } }),
    'DMS endpoint with TLS': resources({
      aws_dms_endpoint: { e: { engine_name: 'postgres', ssl_mode: 'verify-full' } },
    }),
    'EFS volume with TLS': resources({
      aws_ecs_task_definition: {
        t: { volume: { efs_volume_configuration: { file_system_id: 'fs-1', transit_encryption: 'ENABLED' } } },
      },
    }),
    'task without volumes': resources({ aws_ecs_task_definition: { t: { volume: { name: 'scratch' } } } }),
  },
  notApplicable: { 'DMS endpoint of a bucket': resources({ aws_dms_endpoint: { e: { engine_name: 's3' } } }) },
  unknown: {
    https: domain({ domain_endpoint_options: { ...endpoint, enforce_https: '${var.x}' } }),
    options: domain({ domain_endpoint_options: '${var.x}' }),
    brokers: kafka({ client_broker: '${var.x}' }),
  },
};

const listener = (fields: object, more: object = {}) =>
  resources({ aws_lb_listener: { l: { load_balancer_arn: '${aws_lb.b.arn}', ...fields } }, ...more }, variable);
const https = { protocol: 'HTTPS', ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' };
const redirect = (target: object) => ({
  protocol: 'HTTP',
  default_action: [{ type: 'redirect', redirect: [{ status_code: 'HTTP_301', ...target }] }],
});
const forward = { default_action: { type: 'forward', target_group_arn: '${aws_lb_target_group.t.arn}' } };
const distribution = (behavior: object, certificate: object, more: object = {}) =>
  resources(
    {
      aws_cloudfront_distribution: {
        d: { default_cache_behavior: behavior, viewer_certificate: certificate, ...more },
      },
    },
    variable,
  );
const viewers = { viewer_protocol_policy: 'redirect-to-https' };
const certificate = {
  acm_certificate_arn: 'arn:aws:acm:us-east-1:1:certificate/1',
  minimum_protocol_version: 'TLSv1.2_2021',
};

const balancer: RuleCases = {
  rule: 'SEC-LB-TLS',
  failing: {
    'HTTP that forwards': listener({ protocol: 'HTTP', ...forward }),
    'HTTP in small letters': listener({ protocol: 'http', ...forward }),
    'no protocol': listener(forward, { aws_lb: { b: { load_balancer_type: 'application' } } }),
    'old type name': resources({ aws_alb_listener: { l: { protocol: 'HTTP', ...forward } } }),
    'fixed response over HTTP': listener({ protocol: 'HTTP', default_action: { type: 'fixed-response' } }),
    'redirect to HTTP': listener(redirect({ protocol: 'HTTP' })),
    'redirect that keeps the protocol': listener(redirect({ protocol: '#{protocol}', port: '443' })),
    'redirect without protocol': listener(redirect({ port: '443' })),
    'old policy': listener({ ...https, ssl_policy: 'ELBSecurityPolicy-2016-08', ...forward }),
    'policy of TLS 1.3 and 1.0': listener({ ...https, ssl_policy: 'ELBSecurityPolicy-TLS13-1-0-2021-06' }),
    'policy with forward secrecy and TLS 1.0': listener({ ...https, ssl_policy: 'ELBSecurityPolicy-FS-2018-06' }),
    'no policy': listener({ protocol: 'HTTPS', certificate_arn: 'c' }),
    'TLS of a network load balancer with an old policy': listener({
      protocol: 'TLS',
      ssl_policy: 'ELBSecurityPolicy-TLS-1-1-2017-01',
    }),
    'rule that forwards from an HTTP listener': listener(redirect({ protocol: 'HTTPS' }), {
      aws_lb_listener_rule: { r: { listener_arn: '${aws_lb_listener.l.arn}', action: { type: 'forward' } } },
    }),
    'plain targets of an internet-facing load balancer': listener(
      { ...https, ...forward },
      { aws_lb: { b: {} }, aws_lb_target_group: { t: { protocol: 'HTTP', port: 80 } } },
    ),
    'classic HTTP': resources({ aws_elb: { e: { listener: [{ lb_protocol: 'http', lb_port: 80 }] } } }),
    'classic TLS 1.0': resources({
      aws_lb_ssl_negotiation_policy: { p: { attribute: [{ name: 'Protocol-TLSv1', value: 'true' }] } },
    }),
    'CloudFront over HTTP': distribution({ viewer_protocol_policy: 'allow-all' }, certificate),
    'CloudFront over HTTP on one path': distribution(viewers, certificate, {
      ordered_cache_behavior: [{ path_pattern: '/a', viewer_protocol_policy: 'allow-all' }],
    }),
    'CloudFront with TLS 1.1': distribution(viewers, { ...certificate, minimum_protocol_version: 'TLSv1.1_2016' }),
    'CloudFront with its own certificate': distribution(viewers, { cloudfront_default_certificate: true }),
    'CloudFront, plain origin': distribution(viewers, certificate, {
      origin: [{ custom_origin_config: { origin_protocol_policy: 'http-only' } }],
    }),
    'API domain with TLS 1.0': resources({ aws_api_gateway_domain_name: { d: { security_policy: 'TLS_1_0' } } }),
    'API domain without policy': resources({ aws_api_gateway_domain_name: { d: { domain_name: 'x' } } }),
    'FTP server': resources({ aws_transfer_server: { s: { protocols: ['SFTP', 'FTP'] } } }),
  },
  passing: {
    HTTPS: listener({ ...https, ...forward }),
    'newest policies': listener({ ...https, ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09' }),
    'redirect to HTTPS': listener(redirect({ protocol: 'HTTPS', port: '443' })),
    'TCP through a network load balancer': listener({ protocol: 'TCP', port: 443, ...forward }),
    'gateway load balancer': listener(forward, { aws_lb: { b: { load_balancer_type: 'gateway' } } }),
    'rule of an HTTPS listener': listener(https, {
      aws_lb_listener_rule: { r: { listener_arn: '${aws_lb_listener.l.arn}', action: { type: 'forward' } } },
    }),
    'HTTPS targets': listener(
      { ...https, ...forward },
      { aws_lb: { b: {} }, aws_lb_target_group: { t: { protocol: 'HTTPS' } } },
    ),
    'plain targets of an internal load balancer': listener(
      { ...https, ...forward },
      { aws_lb: { b: { internal: true } }, aws_lb_target_group: { t: { protocol: 'HTTP' } } },
    ),
    'classic HTTPS': resources({ aws_elb: { e: { listener: { lb_protocol: 'https', lb_port: 443 } } } }),
    CloudFront: distribution(viewers, certificate, {
      origin: [{ custom_origin_config: { origin_protocol_policy: 'https-only', origin_ssl_protocols: ['TLSv1.2'] } }],
    }),
    'API domain': resources({ aws_api_gateway_domain_name: { d: { security_policy: 'TLS_1_2' } } }),
    'HTTP API domain': resources({
      aws_apigatewayv2_domain_name: { d: { domain_name_configuration: [{ security_policy: 'TLS_1_2' }] } },
    }),
    'SFTP server': resources({ aws_transfer_server: { s: { protocols: ['SFTP'] } } }),
  },
  notApplicable: { 'load balancer itself': resources({ aws_lb: { b: {} } }) },
  unknown: {
    protocol: listener({ protocol: '${var.x}', ...forward }),
    policy: listener({ ...https, ssl_policy: '${var.x}' }),
    action: listener({ protocol: 'HTTP', default_action: '${var.x}' }),
    'viewer policy': distribution({ viewer_protocol_policy: '${var.x}' }, certificate),
  },
};

export const dataCases: readonly RuleCases[] = [database, cache, services, balancer];
