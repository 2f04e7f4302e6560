import type { Duration, Faults } from '../core';

/** A method that a browser may call a bucket with. */
export type CorsMethod = 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';

/** Which web pages may call the bucket from a browser. It gives nobody access: each call still needs its signature. */
export interface CorsRule {
  /** Exact origins such as `https://app.example.com`; a wildcard is refused. */
  readonly origins: readonly [string, ...string[]];
  /** What they may do. */
  readonly methods: readonly [CorsMethod, ...CorsMethod[]];
  /** Exact request headers beyond the ones that are always allowed. @default none */
  readonly headers?: readonly string[];
  /** Exact response headers that scripts may read, such as `ETag`. @default none */
  readonly exposedHeaders?: readonly string[];
  /** How long a browser remembers the answer. @default the browser's own, some seconds */
  readonly maxAge?: Duration;
}

/** Adds a fault for every origin or header that is not exact. */
export function validateCors(faults: Faults, rules: readonly CorsRule[]): void {
  for (const { origins, headers = [], exposedHeaders = [] } of rules) {
    for (const origin of origins) {
      faults.check(/^https:\/\/[a-z0-9.-]+(:\d{1,5})?$/.test(origin), {
        prop: 'cors.origins',
        expected: 'exact https origins, without a wildcard or a path',
        got: origin,
        fix: 'Write https://app.example.com, one by one.',
      });
    }
    for (const header of [...headers, ...exposedHeaders]) {
      faults.check(/^[\w-]+$/.test(header), {
        prop: 'cors.headers',
        expected: 'exact headers, without a wildcard',
        got: header,
        fix: 'Write for example content-md5.',
      });
    }
  }
}
