/** Loaded before main.ts by a test: a waiver without a proper reason, in environments/waivers.ts. */
import Module from 'node:module';
import { allow } from '../../lib/policy';

const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
const { _load: load } = loader;
loader._load = (request, ...rest) =>
  request === './environments/waivers'
    ? {
        waivers: () => [
          allow({ rule: 'SEC-ENCRYPT', address: 'aws_x.y', reason: 'because', owner: 'me', expires: '2027-01-01' }),
        ],
      }
    : load(request, ...rest);
