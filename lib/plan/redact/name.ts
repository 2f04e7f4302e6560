import { isObject, type Json } from '../../policy/load';

/** What a part of an object is called: `{ name: "DB_PASSWORD", value: … }` names its value itself. */
export function nameOf(owner: Json | undefined, key: string): string {
  if (!/^(value|default_value|plaintext)$/i.test(key) || !isObject(owner)) return key;
  for (const [other, text] of Object.entries(owner))
    if (/^(name|key|parameter_name|parameter_key)$/i.test(other) && typeof text === 'string') return text;
  return key;
}
