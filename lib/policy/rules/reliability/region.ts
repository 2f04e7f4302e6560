import { follow } from '../../graph/follow';
import { isList, isMap, type Resource, show, type Value } from '../../graph/value';
import { known } from '../values';

/** Where a resource is made, as far as the files say. */
export interface Place {
  readonly region: string | undefined;
  readonly accounts: ReadonlySet<string>;
  /** Equal for two resources of the same region and account; undefined when nothing is known but that it is the default provider. */
  readonly text: string | undefined;
}

/** Region and account of a resource: its own `region` (provider 6), or those of its provider. */
export function placeOf(resource: Resource): Place {
  const meta = resource.meta('provider');
  const name = typeof meta === 'string' ? meta.replace(/^\$\{(.*)\}$/, '$1') : 'aws';
  const provider = resource.stack.root.providers.find((one) => one.name === name);
  const settings = settingsOf(provider?.settings);
  const own = known(resource.get('region'));
  const region = typeof own === 'string' ? own : text(settings?.region);
  const role = settings?.assume_role;
  const account = role === undefined || role === null ? undefined : show(follow(role));
  const isKnown = region !== undefined || account !== undefined || name !== 'aws';
  return {
    region,
    accounts: resource.stack.accounts,
    text: isKnown ? [region ?? name, account ?? ''].join(' ') : undefined,
  };
}

function settingsOf(value: Value | undefined): { readonly [key: string]: Value } | undefined {
  const here = value === undefined ? undefined : follow(value);
  const one = isList(here) ? here[0] : here;
  return isMap(one) ? one : undefined;
}

function text(value: Value | undefined): string | undefined {
  const behind = known(value);
  return typeof behind === 'string' ? behind : undefined;
}
