import { follow } from '../../graph/follow';
import type { Stack } from '../../graph/stack';
import { isList, isMap, type Value } from '../../graph/value';
import type { Fault } from '../../rule';
import { isSecretName } from '../../secrets/names';
import { shapeOf } from '../../secrets/shapes';
import { looksLikeSecret, secretIn } from '../../secrets/values';
import { pathText, textsIn } from '../paths';

type StackFault = Fault & { readonly address: string };

/** Literals in provider and backend blocks, and in the defaults of variables. */
export function* literalsOfStack(stack: Stack): Iterable<StackFault> {
  for (const { name, settings } of stack.root.providers) {
    if (isEmulator(settings)) continue;
    yield* inSettings(
      settings,
      `provider.${name}`,
      'Leave it out: the pipeline’s role gives credentials (OIDC, an instance profile, SSO).',
    );
  }
  for (const { name, settings } of stack.root.backends)
    yield* inSettings(settings, `terraform.backend.${name}`, 'Leave it out: the pipeline’s role gives credentials.');
  for (const { name, value, line } of stack.root.variables) {
    const what = typeof value === 'string' ? secretIn(name, value) : undefined;
    if (what)
      yield {
        ...fault(`var.${name}`, 'default', what),
        fix: 'Remove the default: whoever applies hands the value over, or better its ARN.',
        line,
      };
  }
}

function* inSettings(settings: Value, address: string, fix: string): Iterable<StackFault> {
  for (const { keys, name, text } of textsIn(follow(settings), [])) {
    const isKey = /^(access_key|secret_key)$/.test(name);
    const what =
      shapeOf(text) ??
      (isKey || isSecretName(name) ? (looksLikeSecret(name, text) ? `a literal for ${name}` : undefined) : undefined);
    if (what) yield { ...fault(address, pathText(keys), what), fix };
  }
}

function fault(address: string, attribute: string, what: string): StackFault {
  return { address, attribute, value: 'a literal', secret: true, message: `${attribute} holds ${what}` };
}

/** A provider whose every endpoint is this machine talks to an emulator, which takes any key. */
function isEmulator(settings: Value): boolean {
  const [provider] = isList(settings) ? settings : [settings];
  const endpoints = isMap(provider) ? follow(provider.endpoints ?? null) : null;
  const all = [...textsIn(endpoints, [])];
  return (
    all.length > 0 && all.every(({ text }) => /^https?:\/\/(127\.\d+\.\d+\.\d+|localhost|\[::1\])([:/]|$)/.test(text))
  );
}
