import type { Resource } from '../../graph/value';
import { isObject, type Json } from '../../json/parse';

/**
 * Whether a stack says that its machines are bought as its stage asks for, `"//".rampart.purchasing = "by-stage"`. How a machine
 * is paid for stands in no argument of Terraform: without that promise nothing can be said about it.
 */
export function isBoughtByStage({ stack }: Resource): boolean {
  return stack.notes.purchasing === 'by-stage';
}

/** What stands beside a resource, `"//".rampart.<name>`; undefined when there is nothing. */
export function noteBeside(resource: Resource, name: string): Json | undefined {
  const comment = resource.meta('//');
  const rampart = isObject(comment) ? comment.rampart : undefined;
  return isObject(rampart) ? rampart[name] : undefined;
}
