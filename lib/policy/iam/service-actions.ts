import { globMatches } from './glob';

/** From this share of its changing actions on, a service is handed over as a whole. */
const wholeShare = 0.9;

let names: Readonly<Record<string, string>> | undefined;
const lists = new Map<string, readonly string[]>();

/** Services by prefix, each with its changing actions in one string. Read when the first wildcard is met. */
function services(): Readonly<Record<string, string>> {
  names ??= (require('../data/iam-actions.json') as { readonly services: Readonly<Record<string, string>> }).services;
  return names;
}

/** The actions of a service that change something, lower case, without the prefix. Empty for a service that is not known. */
function changesOf(service: string): readonly string[] {
  let list = lists.get(service);
  if (!list) {
    list = services()[service]?.toLowerCase().split(' ') ?? [];
    lists.set(service, list);
  }
  return list;
}

/** Services whose prefix a pattern matches, `i?m` or `*`. */
export function servicesMatching(pattern: string): readonly string[] {
  return Object.keys(services()).filter((service) => globMatches(pattern, service));
}

/** How much of each service some action patterns allow, of those whose prefix is written out and that have a wildcard. */
export function wholeServices(patterns: readonly string[]): readonly string[] {
  const byService = new Map<string, string[]>();
  for (const pattern of patterns) {
    const [service = '', action] = pattern.toLowerCase().split(':', 2);
    if (action === undefined || /[*?]/.test(service)) continue;
    const list = byService.get(service);
    if (list) list.push(action);
    else byService.set(service, [action]);
  }
  return [...byService].flatMap(([service, actions]) => (isWhole(service, actions) ? [service] : []));
}

const verdicts = new Map<string, boolean>();

function isWhole(service: string, actions: readonly string[]): boolean {
  const key = `${service}:${actions.join(' ')}`;
  let verdict = verdicts.get(key);
  if (verdict === undefined) {
    verdict = covers(service, actions);
    verdicts.set(key, verdict);
  }
  return verdict;
}

function covers(service: string, actions: readonly string[]): boolean {
  if (!actions.some((action) => /[*?]/.test(action))) return false;
  if (actions.some((action) => /^\*+$/.test(action))) return true;
  const all = changesOf(service);
  let misses = 0;
  for (const change of all) {
    if (actions.some((action) => globMatches(action, change))) continue;
    misses += 1;
    if (misses > all.length * (1 - wholeShare)) return false;
  }
  return all.length > 0;
}
