import { readFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { InputError } from '../../policy';

/**
 * Reads the data of an environment file: JSON, or a module that exports one object. A module is run, so that what it computes is
 * compared, and not its text.
 *
 * @throws InputError when it cannot be read, or exports none or several objects
 */
export function readEnvironmentFile(file: string): Readonly<Record<string, unknown>> {
  const value = extname(file) === '.json' ? parse(file) : exported(file);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InputError(`${file}: expected an object with the settings of an environment.`);
  return value as Readonly<Record<string, unknown>>;
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InputError(`${file}: cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function exported(file: string): unknown {
  let module: Readonly<Record<string, unknown>>;
  try {
    module = require(resolve(file));
  } catch (error) {
    throw new InputError(
      `${file}: cannot be loaded: ${error instanceof Error ? error.message.split('\n', 1)[0] : String(error)}. In a checkout run npm run -s rampart -- promote, which reads TypeScript; elsewhere pass JSON.`,
    );
  }
  const objects = Object.values(module).filter((value) => typeof value === 'object' && value !== null);
  if (objects.length !== 1)
    throw new InputError(`${file}: exports ${objects.length} objects, expected one: the settings of the environment.`);
  return objects[0];
}
