import type { Stack } from '../../graph/stack';
import { isList, isMap, type Value, type ValueMap } from '../../graph/value';
import type { Fault, StackRule } from '../../rule';
import { flag, known } from '../values';

/** REL-STATE */
export const stateBackend: StackRule = {
  id: 'REL-STATE',
  severity: 'high',
  title: 'The state is kept on one machine, unencrypted, or without a lock',
  why: 'The state holds secrets in the clear and is the only memory of what exists: a lost file orphans every resource, two applies at once break it.',
  fix: 'Use the s3 backend with encrypt = true and use_lockfile = true, in a versioned bucket of its own.',
  controls: [],
  noControl: 'The frameworks look at accounts, not at the tool that changes them.',
  stages: ['staging', 'prod'],
  example: {
    bad: '{ "terraform": { "backend": { "s3": { "bucket": "state", "key": "prod" } } } }',
    good: '{ "terraform": { "backend": { "s3": { "bucket": "state", "key": "prod", "region": "eu-west-1", "encrypt": true, "use_lockfile": true } } } }',
  },
  *checkStack(stack) {
    for (const { name, settings } of stack.root.backends) {
      const [first] = isList(settings) ? settings : [settings];
      for (const fault of checkBackend(stack, name, isMap(first) ? first : {}))
        yield { ...fault, address: `terraform.backend.${name}` };
    }
  },
};

function* checkBackend(stack: Stack, name: string, settings: ValueMap): Iterable<Fault> {
  switch (name) {
    case 'local':
      // cdktf writes a local backend into every stack that has none: only one that names its stage means it.
      if (stack.root.stageDeclared || !stack.fromCdktf)
        yield {
          attribute: 'local',
          value: settings.path ?? undefined,
          message: 'the state is a file on the machine that applies',
        };
      return;
    case 's3':
      yield* mustBeTrue(settings, 'encrypt', 'the state is written without encryption');
      if (!isSet(settings.dynamodb_table))
        yield* mustBeTrue(settings, 'use_lockfile', 'two applies may write the state at once: there is no lock');
      return;
    case 'http':
      yield* checkHttp(settings);
  }
}

function* mustBeTrue(settings: ValueMap, attribute: string, message: string): Iterable<Fault> {
  const value = settings[attribute] ?? undefined;
  if (flag(value) !== true) yield { attribute, value, message, fix: `Set ${attribute} = true.` };
}

function* checkHttp(settings: ValueMap): Iterable<Fault> {
  const address = known(settings.address ?? undefined);
  if (typeof address === 'string' && address.startsWith('http:'))
    yield {
      attribute: 'address',
      value: address,
      message: 'the state crosses the network in plaintext',
      fix: 'Use an https address.',
    };
  if (flag(settings.skip_cert_verification ?? undefined) === true)
    yield {
      attribute: 'skip_cert_verification',
      value: true,
      message: 'whoever stands between may read and change the state',
    };
  if (!isSet(settings.lock_address))
    yield {
      attribute: 'lock_address',
      message: 'two applies may write the state at once: there is no lock',
      fix: 'Set lock_address and unlock_address.',
    };
}

function isSet(value: Value | undefined): boolean {
  const behind = known(value);
  return behind !== undefined && behind !== '';
}
