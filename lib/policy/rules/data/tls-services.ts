import { isOpen, type Resource, show, type Value } from '../../graph/value';
import type { Fault, ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { type Found, valuesAt } from '../paths';
import { flag } from '../values';

/** An attribute that decides whether a data service takes plaintext. */
interface Setting {
  readonly path: string;
  /** Whether the value refuses plaintext. */
  readonly safe: (value: Value) => boolean;
  /** Whether leaving the attribute, or the block around it, out refuses plaintext too. */
  readonly safeByDefault: boolean;
  readonly message: string;
  readonly write: string;
  /** Whether the setting applies to the resource. @default always */
  readonly applies?: (resource: Resource) => boolean;
}

const isTrue = (value: Value): boolean => flag(value) === true;
const search: readonly Setting[] = [
  {
    path: 'domain_endpoint_options.enforce_https',
    safe: isTrue,
    safeByDefault: false,
    message: 'it answers plain HTTP',
    write: 'domain_endpoint_options { enforce_https = true }',
  },
  {
    path: 'domain_endpoint_options.tls_security_policy',
    safe: (value) => /^Policy-Min-TLS-1-[23]-/.test(show(value)),
    safeByDefault: false,
    message: 'it accepts TLS 1.0',
    write: 'tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10"',
  },
  {
    path: 'node_to_node_encryption.enabled',
    safe: isTrue,
    safeByDefault: false,
    message: 'its nodes talk in plaintext',
    write: 'node_to_node_encryption { enabled = true }',
  },
];
/** Engines of DMS endpoints whose connection is a database connection. */
const relational =
  /^(aurora|mysql|mariadb|postgres|aurora-postgresql|oracle|sqlserver|db2|sybase|mongodb|docdb|redshift)/;

const settings: ReadonlyMap<string, readonly Setting[]> = new Map<string, readonly Setting[]>([
  ['aws_opensearch_domain', search],
  ['aws_elasticsearch_domain', search],
  [
    'aws_msk_cluster',
    [
      {
        path: 'encryption_info.encryption_in_transit.client_broker',
        safe: (value) => value === 'TLS',
        safeByDefault: true,
        message: 'its brokers accept plaintext',
        write: 'client_broker = "TLS"',
      },
      {
        path: 'encryption_info.encryption_in_transit.in_cluster',
        safe: isTrue,
        safeByDefault: true,
        message: 'its brokers talk to each other in plaintext',
        write: 'in_cluster = true',
      },
      {
        path: 'client_authentication.unauthenticated',
        safe: (value) => flag(value) === false,
        safeByDefault: true,
        message: 'its brokers let anybody in',
        write: 'client_authentication { sasl { iam = true } }',
      },
    ],
  ],
  [
    'aws_dax_cluster',
    [
      {
        path: 'cluster_endpoint_encryption_type',
        safe: (value) => value === 'TLS',
        safeByDefault: false,
        message: 'it accepts plaintext',
        write: 'cluster_endpoint_encryption_type = "TLS"',
      },
    ],
  ],
  [
    'aws_dms_endpoint',
    [
      {
        path: 'ssl_mode',
        safe: (value) => value !== 'none',
        safeByDefault: false,
        message: 'it connects to its database in plaintext',
        write: 'ssl_mode = "require" (or verify-full with a certificate)',
        applies: (endpoint) => relational.test(show(endpoint.get('engine_name') ?? '')),
      },
    ],
  ],
  [
    'aws_ecs_task_definition',
    [
      {
        path: 'volume.efs_volume_configuration.transit_encryption',
        safe: (value) => value === 'ENABLED',
        safeByDefault: false,
        message: 'it mounts a file system in plaintext',
        write: 'transit_encryption = "ENABLED"',
      },
    ],
  ],
]);

/** SEC-TLS-DATA */
export const tlsDataService: ResourceRule = {
  id: 'SEC-TLS-DATA',
  severity: 'high',
  title: 'A search domain, broker, accelerator or file system takes plaintext',
  why: 'What is encrypted at rest is read on the way, together with the credentials of whoever asks for it.',
  fix: 'Switch the service to TLS only, as the finding says.',
  controls: [],
  noControl:
    'FSBP Opensearch.3, Opensearch.8, MSK.1, DynamoDB.7 and DMS.9 ask for it; they are outside the list of controls that is kept here.',
  example: {
    bad: '{ "aws_opensearch_domain": { "logs": { "domain_endpoint_options": { "enforce_https": false } } } }',
    good: '{ "aws_opensearch_domain": { "logs": { "domain_endpoint_options": { "enforce_https": true, "tls_security_policy": "Policy-Min-TLS-1-2-PFS-2023-10" }, "node_to_node_encryption": { "enabled": true } } } }',
  },
  types: [...settings.keys()],
  *check(resource) {
    for (const setting of settings.get(resource.type) ?? []) {
      if (setting.applies && !setting.applies(resource)) continue;
      const found = [...valuesAt(resource, setting.path)];
      // A volume that is no EFS volume has no block to look into; every other block is asked for.
      if (found.length === 0 && !setting.safeByDefault && resource.type !== 'aws_ecs_task_definition')
        yield faultOf(setting, { path: setting.path, value: undefined });
      for (const one of found) yield* judge(setting, one);
    }
  },
};

function* judge(setting: Setting, found: Found): Iterable<Fault> {
  const { path, value } = found;
  if (value === undefined) {
    if (!setting.safeByDefault) yield faultOf(setting, found);
  } else if (isOpen(value)) yield unverifiable(path, value, `whether ${setting.message} is not known`);
  else if (!setting.safe(value)) yield faultOf(setting, found);
}

function faultOf(setting: Setting, { path, value }: Found): Fault {
  return { attribute: path, value, message: setting.message, fix: `Set ${setting.write}.` };
}
