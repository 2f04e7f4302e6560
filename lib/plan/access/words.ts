import type { Excess } from './coverage';

/** Items of a list that are named; the rest are counted. */
const MOST = 5;

/** Actions that make whoever has them the owner of everything, or of all identities. */
const everything = new Set(['*', '*:*']);
/** Actions by which data is read, as far as their names tell. */
const reading =
  /^(\*|[\w-]+:(\*|get|list|describe|batchget|select|scan|query|receive|decrypt|download|search|connect|read|copy|restore))/;

/** What somebody may do, in words: `s3:getobject on arn:…`. */
export function actionsText({
  actions,
  resources,
  lostConditions,
}: Pick<Excess, 'actions' | 'resources' | 'lostConditions'>): string {
  const what = actions.some((action) => everything.has(action)) ? 'everything' : list(actions);
  const where = resources.includes('*') ? 'every resource' : list(resources.map(placeText));
  const condition = lostConditions.length === 0 ? '' : `, no longer only when ${lostConditions.join(' and ')}`;
  return `${what} on ${where}${condition}`;
}

/** Whether the actions show data. */
export function isReading(actions: readonly string[]): boolean {
  return actions.some((action) => reading.test(action));
}

/** A principal in words. */
export function principalText(principal: string): string {
  if (principal === '*' || principal === 'AWS *') return 'everybody';
  const [kind = '', ...rest] = principal.split(' ');
  const name = rest.join(' ');
  const account = /^arn:[^:]*:iam::(\d{12}):root$/.exec(name)?.[1];
  if (account !== undefined) return `account ${account} (whomever its IAM policies allow)`;
  if (kind === 'Service') return `the service ${name}`;
  if (kind === 'Federated') return `whoever signs in through ${name}`;
  return name === '' ? principal : placeText(name);
}

/** What a reference that only apply fills in reads like: `<prod/aws_kms_key.data.arn>` is the ARN of aws_kms_key.data. */
export function placeText(pattern: string): string {
  return pattern.replace(/<([^<>]+)>/g, (_, inner: string) =>
    inner.replace(/^[^/<>]*\//, '').replace(/\.(arn|id)$/, ''),
  );
}

/** A few items, and how many more there are. */
export function list(items: readonly string[], most = MOST): string {
  return items.length > most ? `${items.slice(0, most).join(', ')} and ${items.length - most} more` : items.join(', ');
}
