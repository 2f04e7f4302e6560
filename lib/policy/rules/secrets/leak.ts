import type { Graph } from '../../graph/graph';
import type { Stack } from '../../graph/stack';
import { hasOpenPart, isList, isMap, type Resource, type Value } from '../../graph/value';
import type { Fault, ResourceRule, StackRule } from '../../rule';
import { secretIn } from '../../secrets/values';
import { textsIn } from '../paths';
import { isScript } from './scripts';
import { hasSensitivePart, isSensitivePath, type SecretSource, secretSources, sourceText } from './sources';

/** Resources that make a secret and keep it in the state, with what replaces them. */
const makers: Readonly<Record<string, { readonly unless?: string; readonly fix: string }>> = {
  random_password: {
    fix: 'Use the ephemeral resource random_password with a write-only argument (password_wo, secret_string_wo), or let AWS make the password (manage_master_user_password).',
  },
  tls_private_key: { fix: 'Use the ephemeral resource tls_private_key, ACM, or a key that is made where it is used.' },
  aws_iam_access_key: { unless: 'pgp_key', fix: 'Use a role instead of a user with keys.' },
  aws_iam_user_login_profile: { unless: 'pgp_key', fix: 'Use single sign-on instead of users with passwords.' },
};

/** Attributes of other providers that show or store what they are given in the clear. */
const sinks: ReadonlySet<string> = new Set([
  'local_file.content',
  'local_file.content_base64',
  'local_sensitive_file.content',
  'local_sensitive_file.content_base64',
  'null_resource.triggers',
  'terraform_data.input',
  'terraform_data.triggers_replace',
  'kubernetes_config_map.data',
  'kubernetes_config_map_v1.data',
  'kubernetes_config_map_v1_data.data',
]);

/** Attributes of AWS that have to take a secret although the provider does not mark them. */
const accepted: ReadonlySet<string> = new Set([
  'aws_cloudfront_distribution.origin',
  'aws_lb_listener_rule.condition',
  'aws_alb_listener_rule.condition',
  'aws_cognito_identity_provider.provider_details',
  'aws_wafv2_web_acl.rule',
  'aws_wafv2_rule_group.rule',
  'aws_glue_connection.connection_properties',
  'aws_glue_connection.athena_properties',
]);

/** SEC-SECRET-LEAK */
export const leakedSecret: ResourceRule & StackRule = {
  id: 'SEC-SECRET-LEAK',
  severity: 'critical',
  title: 'A secret gets to a place where it is shown or kept in the clear',
  why: 'Outputs are printed in every log of a pipeline, tags and environments are read with any read-only role, files stay on the machine that ran apply, and the state keeps all of it.',
  fix: 'Hand over the ARN of the secret and let the reader fetch it with a role of its own; mark outputs that must hold it sensitive = true.',
  controls: ['CIS-EKS-1.4 4.4.2'],
  example: {
    bad: '{ "output": { "url": { "value": "postgres://app:${data.aws_secretsmanager_secret_version.db.secret_string}@…" } } }',
    good: '{ "output": { "secret": { "value": "${aws_secretsmanager_secret.db.arn}" } } }',
  },
  types: ['*'],
  *check(resource, graph) {
    yield* checkMaker(resource);
    yield* checkRandomString(resource, graph);
    for (const attribute of resource.attributes) {
      if (isOpenSomewhere(resource, attribute) && isSink(resource, attribute))
        yield* checkAttribute(resource, attribute);
    }
  },
  *checkStack(stack) {
    yield* checkOutputs(stack);
  },
};

function* checkMaker(resource: Resource): Iterable<Fault> {
  const maker = makers[resource.type];
  if (!maker || (maker.unless !== undefined && resource.get(maker.unless) !== undefined)) return;
  yield {
    attribute: resource.type,
    message: 'the secret that it makes is kept in the state, in the clear',
    fix: maker.fix,
  };
}

/** A random string is printed in every plan: as a password it is no secret. */
function* checkRandomString(resource: Resource, graph: Graph): Iterable<Fault> {
  if (!/^random_(string|id|uuid|pet|bytes|integer)$/.test(resource.type)) return;
  for (const { resource: user, attribute } of graph.usesOf(resource)) {
    if (isSensitivePath(user.type, attribute))
      yield {
        attribute: resource.type,
        message: `it is shown in every plan and is the ${attribute} of ${user.address}`,
        fix: makers.random_password?.fix ?? '',
      };
  }
}

/** Whether an attribute refers to anything: a literal is made of no other secret. */
function isOpenSomewhere(resource: Resource, attribute: string): boolean {
  return resource.stack.kind === 'plan' || hasOpenPart(resource.get(attribute));
}

function isSink(resource: Resource, attribute: string): boolean {
  if (attribute.endsWith('_wo') || isScript(resource.type, attribute)) return false;
  const key = `${resource.type}.${attribute}`;
  if (resource.type.startsWith('aws_')) return !accepted.has(key);
  return sinks.has(key);
}

function* checkAttribute(resource: Resource, attribute: string): Iterable<Fault> {
  // In a plan a secret that was read is a plain string; what it was written with says where it came from.
  if (resource.stack.kind === 'plan' && !hasSensitivePart(resource.type, attribute)) {
    for (const source of secretSources(resource.mentions(attribute)))
      yield { attribute, value: source, message: `${attribute} contains ${sourceText(source)}, a secret` };
    return;
  }
  for (const { path, source } of taintedIn(resource.get(attribute), attribute, resource.type))
    yield { attribute: path, value: source, message: `${path} contains ${sourceText(source)}, a secret` };
}

/** The leaves of a value that are made of secrets, except where the provider keeps them as such. */
function* taintedIn(
  value: Value | undefined,
  path: string,
  type: string,
  depth = 0,
): Iterable<{ readonly path: string; readonly source: SecretSource }> {
  if (value === undefined || value === null || typeof value !== 'object' || depth > 24) return;
  if (isSensitivePath(type, path.replace(/\[\d+\]/g, ''))) return;
  if (isList(value))
    for (const [index, item] of value.entries()) yield* taintedIn(item, `${path}[${index}]`, type, depth + 1);
  else if (isMap(value))
    for (const key of Object.keys(value)) yield* taintedIn(value[key], `${path}.${key}`, type, depth + 1);
  else for (const source of secretSources(value)) yield { path, source };
}

function* checkOutputs(stack: Stack): Iterable<Fault & { readonly address: string }> {
  for (const { name, value, sensitive, line } of stack.root.outputs) {
    if (sensitive) continue;
    const address = `output.${name}`;
    for (const source of secretSources(value))
      yield {
        address,
        line,
        attribute: 'value',
        value: source,
        message: `output "${name}" contains ${sourceText(source)}, a secret`,
      };
    for (const { name: key, text } of textsIn(value, ['value'])) {
      const what = secretIn(key === 'value' ? name : key, text);
      if (what)
        yield {
          address,
          line,
          attribute: 'value',
          value: 'a literal',
          secret: true,
          message: `output "${name}" holds ${what}`,
        };
    }
  }
}
