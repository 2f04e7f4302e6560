import { isSecretName } from './names';
import { isPlaceholder, shapeOf } from './shapes';

/** What a named value gives away; undefined when nothing. */
export function secretIn(name: string, value: string): string | undefined {
  const shape = shapeOf(value);
  if (shape !== undefined) return shape;
  return isSecretName(name) && looksLikeSecret(name, value) ? `a literal for ${name}` : undefined;
}

/** Whether a value of a secret's name is the secret, and not something that says where it is. */
export function looksLikeSecret(name: string, value: string): boolean {
  const text = value.trim();
  if (isPlaceholder(text) || text.length < 3) return false;
  if (namesAPlace(text)) return false;
  // `DB_SECRET=orders-db` names a secret; only a password is made of plain words.
  if (!/pass|pwd/i.test(name) && /^[a-z]+([-_.][a-z]+)+$/.test(text)) return false;
  // A lifetime, a limit, a port: only a password may be a number.
  if (/^\d+(\.\d+)?[smhd]?$/.test(text)) return /pass/i.test(name);
  return true;
}

/** An ARN, a URL without credentials, a path, the name of a secret in a store. */
function namesAPlace(text: string): boolean {
  if (/^arn:/i.test(text)) return true;
  if (/^(https?|s3|ssm|file|vault|op|secretsmanager|ref):/i.test(text)) return true;
  if (/^~?\.{0,2}\/[\w./-]+$/.test(text)) return true;
  if (/^(alias|secret|secrets|kv|prod|staging|dev|env)\/[\w./-]+$/i.test(text)) return true;
  // `orders/prod/db`: words and slashes, as names of secrets are; a generated password has capitals or digits among them.
  return /^[a-z][a-z-]*(\/[a-z][a-z0-9-]*){1,6}$/.test(text) || text.endsWith('.pem');
}
