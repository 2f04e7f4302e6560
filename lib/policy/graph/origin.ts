import type { Resource } from './value';

/** How a value got into the final JSON, as far as the JSON can tell. */
export function originOf(resource: Resource, attribute: string): string {
  const { stack } = resource;
  if (stack.kind === 'plan') return 'in the plan';
  const top = attribute.split(/[.[]/, 1)[0] ?? attribute;
  const byStack = stack.overrides.get('stack')?.has('resource') === true;
  if (resource.constructPath === null) {
    if (!stack.fromCdktf) return 'written in the file';
    return byStack ? 'injected by stack.addOverride, no construct' : 'injected, no construct';
  }
  if (stack.overrides.get(resource.type)?.has(top)) return 'addOverride';
  return byStack ? `construct props, or stack.addOverride('resource.${resource.address}…')` : 'construct props';
}
