import { gzipSync } from 'node:zlib';
import { hasOpenPart, isList, isMap, isOpen, referencesIn, Unknown, type Value } from '../graph/value';
import { parseJson } from '../json/parse';
import { toFlag, toNumber } from './operators';
import { asText } from './text';

type Functions = Readonly<Record<string, (args: readonly Value[]) => Value | undefined>>;

const pass = ([value]: readonly Value[]): Value | undefined => value;

/** Terraform sorts object keys and escapes `<`, `>` and `&`. */
function jsonencode([value]: readonly Value[]): Value | undefined {
  if (value === undefined) return undefined;
  if (hasOpenPart(value))
    return new Unknown('JSON with a part that is not known', { encoded: value, references: referencesIn(value) });
  return JSON.stringify(sorted(value)).replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`);
}

function sorted(value: Value): Value {
  if (isList(value)) return value.map(sorted);
  if (!isMap(value)) return value;
  return Object.assign(
    Object.create(null),
    Object.fromEntries(
      Object.keys(value)
        .sort()
        .map((key) => [key, sorted(value[key] ?? null)]),
    ),
  );
}

function jsondecode([value]: readonly Value[]): Value | undefined {
  if (value instanceof Unknown) return value.parts.encoded;
  return typeof value === 'string' ? parseJson(value, 'jsondecode').value : undefined;
}

function base64(encode: (text: string) => string): (args: readonly Value[]) => Value | undefined {
  return ([value]) => {
    const text = value === undefined ? undefined : asText(value);
    if (text !== undefined) return encode(text);
    return value instanceof Unknown
      ? new Unknown('base64 with a part that is not known', { encoded: value, references: value.references })
      : undefined;
  };
}

const encodeBase64 = base64((text) => Buffer.from(text, 'utf8').toString('base64'));

function toList([value]: readonly Value[]): Value | undefined {
  return isMap(value) ? Object.keys(value).map((key) => value[key] ?? null) : value;
}

function extremes(pick: (...numbers: number[]) => number): (args: readonly Value[]) => Value | undefined {
  return (args) => {
    const numbers = args.map(toNumber);
    return numbers.every((number) => number !== undefined) ? pick(...numbers) : undefined;
  };
}

/** Terraform's conversions, encodings and numeric functions. */
export const conversionFunctions: Functions = {
  jsonencode,
  jsondecode,
  base64encode: encodeBase64,
  base64gzip: base64((text) => gzipSync(text).toString('base64')),
  textencodebase64: ([text, encoding]) =>
    encoding === 'UTF-8' && text !== undefined ? encodeBase64([text]) : undefined,
  base64decode: base64((text) => Buffer.from(text, 'base64').toString('utf8')),
  urlencode: ([value]) => (typeof value === 'string' ? encodeURIComponent(value).replace(/%20/g, '+') : undefined),
  sensitive: pass,
  nonsensitive: pass,
  ephemeralasnull: pass,
  tolist: toList,
  toset: toList,
  tomap: pass,
  tostring: ([value]) => (value === undefined || isOpen(value) ? undefined : (asText(value) ?? value)),
  tonumber: ([value]) => toNumber(value),
  tobool: ([value]) => toFlag(value),
  max: extremes(Math.max),
  min: extremes(Math.min),
  abs: extremes(Math.abs),
  ceil: extremes(Math.ceil),
  floor: extremes(Math.floor),
  parseint: ([text, base]) =>
    typeof text === 'string' && typeof base === 'number' ? Number.parseInt(text, base) : undefined,
};
