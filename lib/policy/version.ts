import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of this package, for records and reports. The file stands two folders up in the sources and in the published package. */
export function toolVersion(): string {
  const manifest = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}
