/**
 * A value that a fork may set without editing the file: the environment variable where it is set, else the given one.
 * It is checked like any other.
 */
export function fromProcess(variable: string, otherwise: string): string {
  return process.env[variable] || otherwise;
}
