import { secretIn, secretsIn } from '../../policy/secrets';

/** An address without instance keys that are secrets by their shape; `isSecret` knows of more. */
export function withoutSecretKeys(address: string, isSecret: (key: string) => boolean = () => false): string {
  if (!address.includes('["')) return address;
  return address.replace(/\["((?:[^"\\]|\\.)*)"\]/g, (whole, key: string) =>
    isSecret(key) || secretIn('key', key) !== undefined || secretsIn(key).length > 0 ? '["(hidden)"]' : whole,
  );
}
