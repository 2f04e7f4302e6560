import type { Excess } from './coverage';

/** Items of a list that are named; the rest are counted. */
const MOST = 5;

/** What an action does, by the verb that its name begins with; the first that fits. */
const verbs: readonly (readonly [RegExp, string])[] = [
  [/^(\*|[\w-]+:\*)$/, 'do anything with'],
  [/^(iam:passrole)/, 'pass'],
  [/^sts:assumerole/, 'become'],
  [/policy|acl|permission|grant|publicaccessblock/, 'change who may use'],
  [/:(decrypt|encrypt|generatedatakey|reencrypt|sign|verify)/, 'use'],
  [/:(get|list|describe|batchget|select|scan|query|receive|download|search|read|restore|filter|startquery)/, 'read'],
  [
    /:(put|create|update|write|send|publish|upload|modify|set|tag|untag|batchwrite|start|run|copy|import|register)/,
    'write',
  ],
  [/:(delete|remove|terminate|purge|deregister|stop|disable|schedulekeydeletion)/, 'delete'],
  [/:(connect|executestatement|openchannel)/, 'connect to'],
  [/:(invoke|execute)/, 'invoke'],
];

/** What some actions come to, in words: `read and write`. */
export function verbsText(actions: readonly string[]): string {
  const found = new Set(
    actions.map((action) => verbs.find(([pattern]) => pattern.test(action.toLowerCase()))?.[1] ?? 'act on'),
  );
  const words = found.has('do anything with') ? ['do anything with'] : [...found];
  const last = words.pop() ?? 'act on';
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`;
}

/** What somebody may do, in words: `read arn:… (s3:GetObject)`. */
export function actionsText({ actions, resources, lostConditions }: Omit<Excess, 'principals'>): string {
  const where = resources.includes('*') ? 'every resource' : list(resources.map(placeText));
  return `${verbsText(actions)} ${where} (${list(actions)})${conditionText(lostConditions)}`;
}

/** The conditions that are gone, as the end of a sentence. */
export function conditionText(lost: readonly string[]): string {
  return lost.length === 0 ? '' : `, no longer only when ${lost.join(' and ')}`;
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

/** A sentence begins with a capital; an ARN or address does not. */
export function capital(text: string): string {
  return /^(account|the|everything|whoever|role|user|group|policy|new) /.test(text)
    ? text.charAt(0).toUpperCase() + text.slice(1)
    : text;
}

/** A few items, and how many more there are. */
export function list(items: readonly string[], most = MOST): string {
  return items.length > most ? `${items.slice(0, most).join(', ')} and ${items.length - most} more` : items.join(', ');
}
