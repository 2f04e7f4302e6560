import { isOpen, type Resource, Unknown, type Value } from '../../graph/value';
import type { Fault, ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { isSecretName } from '../../secrets/names';
import { shapeOf } from '../../secrets/shapes';
import { looksLikeSecret } from '../../secrets/values';
import { textsIn } from '../paths';
import { known } from '../values';
import { secretSources, sourceText } from './sources';

/** SEC-SSM-PLAIN */
export const plainParameter: ResourceRule = {
  id: 'SEC-SSM-PLAIN',
  severity: 'high',
  title: 'A parameter keeps a secret in plaintext, or its value in the state',
  why: 'A String parameter is not encrypted and everybody with ssm:GetParameter reads it; the value of a SecureString that is written here stands in the JSON, the plan and the state.',
  fix: 'Use type = "SecureString" with value_wo (from an ephemeral resource), or a Secrets Manager secret with rotation; set the value outside Terraform.',
  controls: ['CIS-EKS-1.4 4.4.2'],
  example: {
    bad: '{ "aws_ssm_parameter": { "db": { "name": "/orders/db_password", "type": "String", "value": "hunter2" } } }',
    good: '{ "aws_ssm_parameter": { "db": { "name": "/orders/db_password", "type": "SecureString", "value_wo": "${ephemeral.random_password.db.result}", "value_wo_version": 1 } } }',
  },
  types: ['aws_ssm_parameter'],
  *check(parameter) {
    const type = known(parameter.get('type'));
    if (type === 'SecureString') yield* checkSecure(parameter);
    else yield* checkPlain(parameter, type);
  },
};

function* checkSecure(parameter: Resource): Iterable<Fault> {
  for (const attribute of ['value', 'insecure_value']) {
    const value = known(parameter.get(attribute));
    if (value === undefined || parameter.isSupplied([attribute])) continue;
    const literal =
      typeof value === 'string'
        ? value !== ''
        : [...textsIn(value, [attribute])].some(({ text }) => !/^\$\{…\}$/.test(text));
    if (literal && !isFilledInLater(parameter, value))
      yield { attribute, value: 'a literal', secret: true, message: `${attribute} is a literal, and it is a secret` };
    else if (attribute === 'insecure_value')
      yield { attribute, value, message: 'insecure_value is shown in every plan', secret: true };
  }
}

/** `value = "set by hand"` with `ignore_changes = [value]`: the real one is set outside. */
function isFilledInLater(parameter: Resource, value: Value): boolean {
  const lifecycle = JSON.stringify(parameter.meta('lifecycle') ?? null);
  return (
    /ignore_changes[^\]]*"(value|all)"|ignore_changes":"all"/.test(lifecycle) &&
    typeof value === 'string' &&
    /^(change|replace|placeholder|todo|dummy|initial|set|unset|tbd|fixme|example|none|x+)\b/i.test(value.trim())
  );
}

function* checkPlain(parameter: Resource, type: Value | undefined): Iterable<Fault> {
  const name = known(parameter.get('name'));
  const last = typeof name === 'string' ? (name.split('/').pop() ?? '') : '';
  for (const attribute of ['value', 'insecure_value']) {
    const value = parameter.get(attribute);
    if (value === undefined) continue;
    const [source] = secretSources(value);
    const secret = [...textsIn(known(value), [attribute])].some(
      ({ text }) => shapeOf(text) !== undefined || (isSecretName(last) && looksLikeSecret(last, text)),
    );
    const behind = known(value);
    if (source || secret) {
      const what = source ? `${sourceText(source)}, a secret,` : 'a secret';
      if (isOpen(type)) yield unverifiable('type', type, `whether ${what} is encrypted is not known`);
      else yield { attribute, value: source ?? 'a literal', secret: true, message: `it keeps ${what} in plaintext` };
    } else if (behind instanceof Unknown && isSecretName(last))
      yield unverifiable(
        attribute,
        behind,
        `whether the parameter called ${last} keeps a secret in plaintext is not known`,
      );
  }
}
