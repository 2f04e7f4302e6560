import { isMap, isOpen, type Resource, show, type Value } from '../../graph/value';
import { areFixed, openValue } from '../../iam/fixed-value';
import { anybody, openPrincipals } from '../../iam/principal';
import { type Fault, unverifiable } from '../../rule';
import { blocksOf, flag, items, known } from '../values';

type Judge = (resource: Resource) => Iterable<Fault>;

/** Resources that let somebody in with attributes of their own instead of a policy document. */
const judges: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  ['aws_lambda_permission', lambdaPermission],
  ['aws_lambda_function_url', functionUrl],
  ['aws_lambda_layer_version_permission', (permission) => principal(permission, 'principal', ['organization_id'])],
  ['aws_cloudwatch_event_permission', eventPermission],
  ['aws_signer_signing_profile_permission', (permission) => principal(permission, 'principal', [])],
  ['aws_ami_launch_permission', (permission) => everybody(permission, 'group', 'all', 'launches the image')],
  ['aws_ssm_document', document],
  ['aws_db_snapshot', (copy) => everybody(copy, 'shared_accounts', 'all', 'restores the snapshot')],
  ['aws_db_snapshot_copy', (copy) => everybody(copy, 'shared_accounts', 'all', 'restores the snapshot')],
  ['aws_db_cluster_snapshot', (copy) => everybody(copy, 'shared_accounts', 'all', 'restores the snapshot')],
  ['aws_rds_cluster_snapshot_copy', (copy) => everybody(copy, 'shared_accounts', 'all', 'restores the snapshot')],
  ['aws_vpc_endpoint_service', endpointService],
  ['aws_vpc_endpoint_service_allowed_principal', (allowed) => principal(allowed, 'principal_arn', [])],
  ['aws_imagebuilder_distribution_configuration', imageDistribution],
]);

/** Types that {@link judgeShare} knows. */
export const shareTypes: readonly string[] = [...judges.keys()];

/** Whom the resource lets in by its own attributes. */
export function judgeShare(resource: Resource): Iterable<Fault> {
  return judges.get(resource.type)?.(resource) ?? [];
}

/** A service acts for everybody's resources: without the source it also acts for a stranger's. */
function* lambdaPermission(permission: Resource): Iterable<Fault> {
  yield* principal(permission, 'principal', ['principal_org_id', 'source_arn', 'source_account']);
  const name = show(known(permission.get('principal')));
  if (!/\.(amazonaws|amazon)\.com(\.cn)?$/.test(name)) return;
  if (isBound(permission, ['source_arn', 'source_account', 'principal_org_id', 'event_source_token'])) return;
  const open = openBound(permission, ['source_arn']);
  if (isOpen(open)) yield unverifiable('source_arn', open, `for whom ${name} may invoke the function is not known`);
  else
    yield {
      attribute: 'source_arn',
      value: permission.get('source_arn'),
      message: `${name} may invoke the function for resources of any AWS account: there is no source_arn and no source_account`,
    };
}

function* functionUrl(url: Resource): Iterable<Fault> {
  const type = known(url.get('authorization_type'));
  if (isOpen(type)) yield unverifiable('authorization_type', type, 'whether the URL asks for credentials is not known');
  else if (type !== undefined && show(type).toUpperCase() === 'NONE')
    yield { attribute: 'authorization_type', value: type, message: 'anybody on the internet may call the function' };
}

/** `principal` with the attributes that bound it. */
function* principal(resource: Resource, attribute: string, bounds: readonly string[]): Iterable<Fault> {
  const value = resource.get(attribute);
  for (const item of items(value)) {
    const who = { kind: '*', value: item };
    for (const open of openPrincipals([who])) yield unverifiable(attribute, open, 'who is let in is not known');
    if (anybody(who) === undefined && anybody({ kind: 'AWS', value: item }) === undefined) continue;
    if (!isBound(resource, bounds)) yield { attribute, value: item, message: 'it lets in every AWS account' };
  }
}

const boundKeys: Readonly<Record<string, string>> = {
  principal_org_id: 'aws:principalorgid',
  organization_id: 'aws:principalorgid',
  source_arn: 'aws:sourcearn',
  source_account: 'aws:sourceaccount',
  event_source_token: 'lambda:eventsourcetoken',
};

function isBound(resource: Resource, bounds: readonly string[]): boolean {
  return bounds.some((name) => {
    const value = known(resource.get(name));
    return (
      value !== undefined &&
      areFixed([value], boundKeys[name] ?? '') &&
      openValue([value], patternOf(name)) === undefined
    );
  });
}

function openBound(resource: Resource, bounds: readonly string[]): Value | undefined {
  return bounds
    .map((name) => openValue(items(resource.get(name)), patternOf(name)))
    .find((value) => value !== undefined);
}

/** `source_arn` is compared as a pattern, the others letter by letter. */
function patternOf(name: string): string {
  return name === 'source_arn' ? 'arnlike' : 'stringequals';
}

function* eventPermission(permission: Resource): Iterable<Fault> {
  const conditions = blocksOf(permission, 'condition');
  const closed = conditions.some(
    (block) =>
      'key' in block &&
      areFixed([known(block.value) ?? ''], show(known(block.key)).toLowerCase()) &&
      /^string(equals|like)$/i.test(show(known(block.type))),
  );
  if (!closed) yield* principal(permission, 'principal', []);
}

function* everybody(resource: Resource, attribute: string, word: string, does: string): Iterable<Fault> {
  for (const item of items(resource.get(attribute))) {
    if (isOpen(item) && openPrincipals([{ kind: '*', value: item }]).length > 0)
      yield unverifiable(attribute, item, `who ${does} is not known`);
    else if (show(item).toLowerCase() === word || item === '*')
      yield { attribute, value: item, message: `every AWS account ${does}` };
  }
}

function* document(resource: Resource): Iterable<Fault> {
  const permissions = known(resource.get('permissions'));
  if (permissions === undefined) return;
  if (isOpen(permissions)) yield unverifiable('permissions', permissions, 'who may run the document is not known');
  if (!isMap(permissions)) return;
  const accounts = items(permissions.account_ids).flatMap((ids) => show(ids).split(','));
  if (accounts.some((account) => account.trim().toLowerCase() === 'all'))
    yield {
      attribute: 'permissions.account_ids',
      value: permissions.account_ids,
      message: 'every AWS account reads and runs the document',
    };
}

/** Whoever may ask for a connection still waits for acceptance, unless that is switched off. */
function* endpointService(service: Resource): Iterable<Fault> {
  if (flag(service.get('acceptance_required')) === true) return;
  yield* principal(service, 'allowed_principals', []);
}

function* imageDistribution(configuration: Resource): Iterable<Fault> {
  for (const [index, distribution] of blocksOf(configuration, 'distribution').entries()) {
    if (!isMap(distribution)) continue;
    for (const ami of blocksOf(distribution, 'ami_distribution_configuration')) {
      if (!isMap(ami)) continue;
      for (const permission of blocksOf(ami, 'launch_permission')) {
        if (!isMap(permission) || !items(permission.user_groups).includes('all')) continue;
        yield {
          attribute: `distribution[${index}].ami_distribution_configuration.launch_permission.user_groups`,
          value: 'all',
          message: 'every AWS account launches the image',
        };
      }
    }
  }
}
