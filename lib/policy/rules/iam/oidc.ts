import { isOpen, show, Unknown, type Value } from '../../graph/value';
import { isBlank } from '../../iam/blank';
import { openSubject } from '../../iam/oidc-subject';
import { namesAction } from '../../iam/permissions';
import { principalsOf } from '../../iam/principal';
import { readDocument } from '../../iam/read-document';
import { type Condition, nameOf, readStatements, type Statement } from '../../iam/statement';
import { type Fault, type ResourceRule, unverifiable } from '../../rule';

/** Claims that say which workload asks, besides the subject. */
const scopes = /:(sub|job_workflow_ref|repository|repository_id|project_path|project_id|namespace_id|repositoryuuid)$/;
/** Claims that say for whom the token was made. */
const audiences = /:(aud|oaud|azp|app_id)$/;
/** Providers whose tokens name the application in the audience and a person in the subject: there the audience is the scope. */
const consumers = /^(cognito-identity\.amazonaws\.com|accounts\.google\.com|graph\.facebook\.com|www\.amazon\.com)$/;

const positive = /^(foranyvalue:)?(stringequals|stringequalsignorecase|stringlike)$/;

/** SEC-OIDC-SUB */
export const unscopedToken: ResourceRule = {
  id: 'SEC-OIDC-SUB',
  severity: 'critical',
  title: 'Tokens of any workload of an identity provider can assume a role',
  why: 'A shared issuer signs for everybody: without the subject every pod of the cluster, or every repository on GitHub, gets the permissions of the role.',
  fix: 'Compare both claims: StringEquals on <issuer>:aud with "sts.amazonaws.com", and on <issuer>:sub with "system:serviceaccount:<namespace>:<name>" or "repo:<org>/<repo>:ref:refs/heads/main". On EKS, Pod Identity needs neither.',
  controls: ['CIS-EKS-1.4 5.2.1'],
  example: {
    bad: '{ "Condition": { "StringLike": { "token.actions.githubusercontent.com:sub": "repo:acme/*" } } }',
    good: '{ "Condition": { "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com", "token.actions.githubusercontent.com:sub": "repo:acme/shop:ref:refs/heads/main" } } }',
  },
  types: ['aws_iam_role'],
  *check(role) {
    const policy = role.get('assume_role_policy');
    if (policy === undefined) return;
    const document = readDocument(policy);
    if (!document) {
      if (isOpen(policy))
        yield unverifiable('assume_role_policy', policy, 'whose tokens the role accepts is not known');
      return;
    }
    for (const statement of readStatements(document).statements) yield* judge(statement);
  },
};

function* judge(statement: Statement): Iterable<Fault> {
  if (statement.effect === 'Deny' || !namesAction(statement, 'sts:assumerolewithwebidentity')) return;
  const providers = principalsOf(statement.principal).filter(({ kind }) => kind === 'Federated');
  if (providers.length === 0 || providers.every(({ value }) => isSaml(value))) return;
  const attribute = `assume_role_policy.Statement[${statement.index}]`;
  if (statement.conditionsOpen) {
    yield unverifiable(
      attribute,
      new Unknown('the condition'),
      `whose tokens ${nameOf(statement)} accepts is not known`,
    );
    return;
  }
  const ofConsumers = providers.every(({ value }) => typeof value === 'string' && consumers.test(value));
  if (!ofConsumers) yield* subject(statement, attribute);
  yield* audience(statement, attribute);
}

function isSaml(value: Value): boolean {
  if (value instanceof Unknown) return /:saml-provider\//.test(value.toString());
  return isOpen(value) ? value.resource.type === 'aws_iam_saml_provider' : /:saml-provider\//.test(show(value));
}

function* subject(statement: Statement, attribute: string): Iterable<Fault> {
  const conditions = statement.conditions.filter(({ key, operator }) => scopes.test(key) && positive.test(operator));
  if (conditions.length === 0) {
    yield {
      attribute,
      value: describe(statement),
      message: `${nameOf(statement)} accepts every token of the provider: no condition compares its :sub${weak(statement)}`,
    };
    return;
  }
  const verdicts = conditions.map(verdictOf);
  if (verdicts.includes('closed')) return;
  const blank = conditions.flatMap(({ values }) => values).find(isBlank);
  if (blank) yield unverifiable(attribute, blank, `whose tokens ${nameOf(statement)} accepts is not known`);
  else
    yield {
      attribute,
      value: describe(statement),
      message: `${nameOf(statement)} accepts tokens of ${verdicts.find((verdict) => verdict !== 'open') ?? 'anybody'}`,
    };
}

/** `closed`, or who gets in. */
function verdictOf({ operator, key, values }: Condition): string {
  if (values.length === 0 || values.some(isBlank)) return 'open';
  const literal = !operator.endsWith('like');
  for (const value of values) {
    const text = textOf(value);
    // A pattern operator reads wildcards; the others compare letter by letter, and no issuer signs a star.
    if (literal && text.trim() !== '') continue;
    const whose = key.endsWith(':sub')
      ? openSubject(text)
      : /[*?]/.test(text)
        ? `any ${key.split(':').pop()}`
        : undefined;
    if (whose !== undefined) return whose;
  }
  return 'closed';
}

/** The text of a value; parts that are known later stand in it as a name without wildcards. */
function textOf(value: Value): string {
  if (value instanceof Unknown && value.parts.pieces)
    return value.parts.pieces.map((piece) => (typeof piece === 'string' ? piece : 'known-later')).join('');
  return isOpen(value) ? 'known-later' : show(value);
}

function* audience(statement: Statement, attribute: string): Iterable<Fault> {
  const compared = statement.conditions.some(
    ({ key, operator, values }) =>
      audiences.test(key) &&
      positive.test(operator) &&
      values.length > 0 &&
      values.every((value) => !/^[*?]*$/.test(textOf(value).trim())),
  );
  if (!compared)
    yield {
      attribute,
      value: describe(statement),
      message: `${nameOf(statement)} accepts tokens that were made for another audience: no condition compares the provider’s :aud`,
    };
}

/** Conditions that look like a scope and are none. */
function weak(statement: Statement): string {
  const found = statement.conditions.find(({ key }) => scopes.test(key));
  return found ? `; ${found.operator} is also true without the claim` : '';
}

function describe(statement: Statement): string {
  return statement.conditions
    .map(({ operator, key, values }) => `${operator} ${key}: ${values.map(show).join(', ')}`)
    .join('; ');
}
