import { isMap, isOpen, type Resource, type Value } from '../../graph/value';
import { behind, text } from '../../kubernetes/access';
import type { KubernetesObject } from '../../kubernetes/object';
import type { Fault } from '../../rule';
import { isPlaceholder } from '../../secrets/shapes';
import { literalInside } from './named-secret';

/** Keys whose values are no secret: names, addresses, certificates. */
const publicKeys =
  /^(user|username|user[_-]?name|db[_-]?user(name)?|host|hostname|port|dbname|database|db[_-]?(name|host|port)|engine|endpoint|region|namespace|name|type|url|issuer|ca\.crt|tls\.crt|ca\.pem|cert\.pem|client[_-]?id)$/i;
/** Where a Secret keeps its values, and whether they are base64. */
const parts: readonly {
  readonly name: string;
  readonly attribute: string;
  readonly base64: 'never' | 'in manifests' | 'always';
}[] = [
  { name: 'data', attribute: 'data', base64: 'in manifests' },
  { name: 'stringData', attribute: 'string_data', base64: 'never' },
  { name: 'binaryData', attribute: 'binary_data', base64: 'always' },
  { name: 'dataWo', attribute: 'data_wo', base64: 'never' },
  { name: 'binaryDataWo', attribute: 'binary_data_wo', base64: 'always' },
];

/** Literals in a Kubernetes Secret: whoever reads the configuration, the plan or the state has them. */
export function* literalInSecret(object: KubernetesObject, resource: Resource): Iterable<Fault> {
  for (const { name, attribute, base64 } of parts) {
    const data = behind(object.body[name]);
    if (!isMap(data)) continue;
    const decode = base64 === 'always' || (base64 === 'in manifests' && object.place !== '');
    for (const key of Object.keys(data)) {
      if (object.place === '' && resource.isSupplied([attribute, key])) continue;
      if (isLiteral(key, data[key], decode))
        yield {
          attribute: `${object.place}${name}.${key}`,
          value: 'a literal',
          secret: true,
          message: `a Secret holds a literal (${key})`,
        };
    }
  }
}

function isLiteral(key: string, value: Value | undefined, decode: boolean): boolean {
  const known = behind(value);
  if (known === undefined) return false;
  if (isOpen(known)) return literalInside(key, known) !== undefined;
  const given = text(known) ?? '';
  const plain = decode ? Buffer.from(given, 'base64').toString('utf8') : given;
  if (plain.trim() === '' || /^-----BEGIN CERTIFICATE/.test(plain)) return false;
  if (publicKeys.test(key) && !/:\/\/[^\s:/@]{0,80}:[^\s@]{1,200}@/.test(plain)) return false;
  // `true` is a setting; a password may be any other word.
  return !isPlaceholder(plain);
}
