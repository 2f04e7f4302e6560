import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';

const backend = (kind: string, settings: object, more: object = {}) => ({
  terraform: { backend: { [kind]: settings } },
  ...more,
});
const stage = (name: string) => ({ '//': { rampart: { stage: name } } });
const cdktf = (extra: object = {}) => ({
  '//': { metadata: { stackName: 's', backend: 'local', version: '0.21.0' }, ...extra },
});
const s3 = { bucket: 'state', key: 'prod', region: 'eu-west-1', encrypt: true, use_lockfile: true };

const state: RuleCases = {
  rule: 'REL-STATE',
  failing: {
    local: backend('local', { path: 'terraform.tfstate' }),
    'local in a cdktf stack that is for production': backend('local', {}, cdktf({ rampart: { stage: 'prod' } })),
    'local in staging': backend('local', {}, stage('staging')),
    's3 without encryption': backend('s3', { ...s3, encrypt: false }),
    's3 that does not say': backend('s3', { bucket: 'state', key: 'prod', use_lockfile: true }),
    's3 without lock': backend('s3', { ...s3, use_lockfile: undefined }),
    's3 with the lock off': { terraform: [{ backend: [{ s3: [{ ...s3, use_lockfile: 'false' }] }] }] },
    'http without lock': backend('http', { address: 'https://state.example.com' }),
    'http in plaintext': backend('http', { address: 'http://state', lock_address: 'http://state/lock' }),
  },
  passing: {
    s3: backend('s3', s3),
    's3 with a lock table': backend('s3', { ...s3, use_lockfile: undefined, dynamodb_table: 'locks' }),
    remote: backend('remote', { organization: 'x' }),
    cloud: { terraform: { cloud: { organization: 'x' } } },
    'what cdktf writes into every stack': backend('local', { path: 'x' }, cdktf()),
    'local in the sandbox': backend('local', {}, stage('sandbox')),
    'https with lock': backend('http', { address: 'https://state', lock_address: 'https://state/lock' }),
  },
  notApplicable: { 'no backend': resources({ aws_vpc: { v: {} } }) },
  unknown: { encryption: backend('s3', { ...s3, encrypt: '${var.x}' }) },
};

/** A plan as Terraform prints it, with these changes. */
const plan = (...changes: readonly object[]) => ({
  format_version: '1.2',
  planned_values: { root_module: {} },
  resource_changes: changes,
  configuration: { root_module: {} },
});
const change = (type: string, actions: unknown, name = 'x', more: object = {}) => ({
  address: `${type}.${name}`,
  mode: 'managed',
  type,
  name,
  change: { actions, ...more },
});

const replace: RuleCases = {
  rule: 'REL-REPLACE',
  failing: {
    deleted: plan(change('aws_db_instance', ['delete'])),
    replaced: plan(change('aws_rds_cluster', ['delete', 'create'], 'x', { replace_paths: [['storage_encrypted']] })),
    'replaced, made first': plan(change('aws_kms_key', ['create', 'delete'])),
    renamed: plan(change('aws_s3_bucket', ['delete'], 'old'), change('aws_s3_bucket', ['create'], 'new')),
    'in a module': plan({
      ...change('aws_dynamodb_table', ['delete']),
      address: 'module.m["a"].aws_dynamodb_table.x[0]',
    }),
    secret: plan(change('aws_secretsmanager_secret', ['delete'])),
    cluster: plan(change('aws_eks_cluster', ['delete', 'create'])),
  },
  passing: {
    updated: plan(change('aws_db_instance', ['update'])),
    created: plan(change('aws_db_instance', ['create'])),
    moved: plan({ ...change('aws_db_instance', ['no-op']), previous_address: 'aws_db_instance.old' }),
    forgotten: plan(change('aws_s3_bucket', ['forget'])),
    'stateless, replaced': plan(change('aws_launch_template', ['delete', 'create'])),
  },
  notApplicable: { 'configuration without plan': resources({ aws_db_instance: { d: {} } }) },
  unknown: { 'action of a later version': plan(change('aws_db_instance', ['evaporate'])) },
};

const ignoring = (ignore_changes: unknown, type = 'aws_security_group') =>
  resources({ [type]: { r: { lifecycle: { ignore_changes } } } });

const ignored: RuleCases = {
  rule: 'SEC-IGNORE-CHANGES',
  failing: {
    everything: ignoring('all'),
    'everything in a list': ignoring(['all']),
    'inbound rules': ignoring(['tags', 'ingress']),
    'a part of a block': ignoring(['vpc_config[0].public_access_cidrs'], 'aws_eks_cluster'),
    'policy as an expression': ignoring(['${policy}'], 'aws_s3_bucket_policy'),
    'lifecycle as a list': resources({
      aws_db_instance: { d: { lifecycle: [{ ignore_changes: ['storage_encrypted'] }] } },
    }),
  },
  passing: {
    'number of nodes': ignoring(['scaling_config[0].desired_size'], 'aws_eks_node_group'),
    tags: ignoring(['tags', 'tags_all']),
    'rotated password': ignoring(['master_password'], 'aws_rds_cluster'),
    'no lifecycle': resources({ aws_security_group: { g: {} } }),
  },
  notApplicable: { 'other lifecycle': resources({ aws_vpc: { v: { lifecycle: { prevent_destroy: true } } } }) },
  unknown: { 'next to others that are not read': ignoring(['${var.x}', 'policy']) },
};

export const stateCases: readonly RuleCases[] = [state, replace, ignored];
