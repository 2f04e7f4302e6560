import sensitive from '../../data/sensitive-attributes.json';
import { follow, written } from '../../graph/follow';
import { isList, isMap, Reference, type Resource, Unknown, type Value } from '../../graph/value';
import { isSecretName } from '../../secrets/names';
import { flag, known } from '../values';
import { namedValues, notSecret } from './not-secret';

/** Attributes that AWS fills in with a secret (provider 5.100, 6.25), and those of resources that only make one. */
const computed: Readonly<Record<string, readonly string[]>> = {
  aws_appsync_api_key: ['key'],
  aws_codebuild_webhook: ['secret'],
  aws_cognito_managed_user_pool_client: ['client_secret'],
  aws_cognito_user_pool_client: ['client_secret'],
  aws_grafana_workspace_api_key: ['key'],
  aws_grafana_workspace_service_account_token: ['key'],
  aws_iam_access_key: ['secret', 'ses_smtp_password_v4'],
  aws_iam_service_specific_credential: ['service_password', 'service_credential_secret'],
  aws_iam_user_login_profile: ['password'],
  aws_iot_certificate: ['private_key'],
  aws_wafv2_api_key: ['api_key'],
  'data.aws_api_gateway_api_key': ['value'],
  'data.aws_cognito_user_pool_client': ['client_secret'],
  'data.aws_ecr_authorization_token': ['authorization_token', 'password'],
  'data.aws_ecrpublic_authorization_token': ['authorization_token', 'password'],
  'data.aws_eks_cluster_auth': ['token'],
  'data.aws_kms_secrets': ['plaintext'],
  'data.aws_redshift_cluster_credentials': ['db_password'],
  'data.aws_redshiftserverless_credentials': ['db_password'],
  'data.aws_secretsmanager_random_password': ['random_password'],
  'data.aws_secretsmanager_secret_version': ['secret_binary', 'secret_string'],
  random_password: ['result', 'bcrypt_hash'],
  tls_private_key: ['private_key_openssh', 'private_key_pem', 'private_key_pem_pkcs8'],
};

const settable = sensitive.types as Readonly<Record<string, readonly string[]>>;

/** Something that is a secret: an attribute of a resource, or a variable or output of another state that is called one. */
export type SecretSource = Reference | Unknown;

/** How a source is named in messages. */
export function sourceText(source: SecretSource): string {
  if (source instanceof Reference) return source.toString();
  const input = source.parts.input;
  return input?.kind === 'output' ? `the output ${input.name} of another state` : `var.${input?.name}`;
}

/** Secrets that a value is made of, at any depth and through attributes of other resources. */
export function secretSources(value: Value | undefined): readonly SecretSource[] {
  // Most references end at once: at an id or ARN that AWS fills in.
  if (value instanceof Reference && !isSecret(value) && written(value) === undefined) return [];
  // Most attributes are literals, which name nothing.
  if (typeof value !== 'object' || value === null || (isList(value) && value.length === 0)) return [];
  const found = new Map<string, SecretSource>();
  const seen = new Set<Value>();
  const visit = (part: Value | undefined, depth: number): void => {
    if (part === undefined || part === null || typeof part !== 'object' || depth > 32 || seen.has(part)) return;
    seen.add(part);
    if (part instanceof Reference) {
      if (isSecret(part)) found.set(part.toString(), part);
      else if (part.path.length > 0) visit(written(part), depth + 1);
    } else if (part instanceof Unknown) {
      if (isSecretInput(part)) found.set(sourceText(part), part);
      for (const reference of part.references) visit(reference, depth + 1);
      for (const inner of part.parts.pieces ?? []) visit(inner, depth + 1);
      for (const inner of part.parts.alternatives ?? []) visit(inner, depth + 1);
      visit(part.parts.encoded, depth + 1);
      visit(part.parts.entries, depth + 1);
    } else if (isList(part)) for (const item of part) visit(item, depth + 1);
    else if (isMap(part)) for (const key of Object.keys(part)) visit(part[key], depth + 1);
  };
  visit(value, 0);
  return [...found.values()];
}

function isSecretInput({ parts: { input } }: Unknown): boolean {
  return input !== undefined && (input.sensitive || isSecretName(input.name));
}

/** Whether what a reference names is a secret itself, not the name or ARN of one. */
function isSecret({ resource, path }: Reference): boolean {
  const key = resource.mode === 'data' ? `data.${resource.type}` : resource.type;
  const [attribute] = path;
  // The whole object holds every attribute, the secret one too.
  if (attribute === undefined) return computed[key] !== undefined && resource.type !== 'tls_private_key';
  const name = String(attribute);
  if (computed[key]?.includes(name)) return true;
  if (resource.type === 'aws_ssm_parameter' || resource.type === 'aws_ssm_parameters_by_path')
    return isSecretParameter(resource, name);
  if (isSensitivePath(resource.type, path.filter((step) => typeof step === 'string').join('.'))) return true;
  // Other providers: vault, onepassword, azurerm and the like name their secrets as one would.
  return !resource.type.startsWith('aws_') && isSecretName(String(path[path.length - 1]));
}

/** Whether the provider marks the attribute at the dotted path sensitive, and a value there is one. */
export function isSensitivePath(type: string, path: string): boolean {
  const paths = settable[type];
  if (!paths || notSecret.has(`${type}.${path}`) || namedValues.has(`${type}.${path}`)) return false;
  return paths.some(
    (one) =>
      (path === one || path.startsWith(`${one}.`)) &&
      !notSecret.has(`${type}.${one}`) &&
      !namedValues.has(`${type}.${one}`),
  );
}

/** Whether the provider marks the attribute, or something inside it, sensitive. */
export function hasSensitivePart(type: string, attribute: string): boolean {
  return settable[type]?.some((path) => path === attribute || path.startsWith(`${attribute}.`)) === true;
}

/** Public parameters of AWS and plain settings are none; one that is decrypted on purpose, or called a secret, is. */
function isSecretParameter(resource: Resource, attribute: string): boolean {
  if (attribute !== 'value' && attribute !== 'values' && attribute !== 'value_wo') return false;
  if (resource.mode === 'managed') return known(resource.get('type')) === 'SecureString';
  const name = follow(resource.get('name') ?? resource.get('path') ?? '');
  if (typeof name === 'string' && name.startsWith('/aws/service/')) return false;
  if (flag(resource.get('with_decryption')) === true) return true;
  return typeof name === 'string' && isSecretName(name.split('/').pop() ?? '');
}
