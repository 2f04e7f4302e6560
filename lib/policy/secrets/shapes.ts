/** A secret that can be told by its shape alone, whatever it is called. */
interface Shape {
  readonly what: string;
  readonly pattern: RegExp;
}

/** Shapes of well-known tokens. Every quantifier is bounded or over one class of characters, so that matching is linear. */
const shapes: readonly Shape[] = [
  { what: 'an AWS access key id', pattern: /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/ },
  { what: 'a private key', pattern: /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/ },
  { what: 'a GitHub token', pattern: /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{30}|github_pat_[A-Za-z0-9_]{40})/ },
  { what: 'a GitLab token', pattern: /(?<![A-Za-z0-9])gl(?:pat|rt|dt)-[A-Za-z0-9_-]{20}/ },
  { what: 'a Slack token', pattern: /(?<![A-Za-z0-9])xox[abeoprs]-[A-Za-z0-9-]{10}/ },
  {
    what: 'a Slack webhook',
    pattern: /hooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9]{4,20}\/[A-Za-z0-9]{4,20}\//,
  },
  { what: 'a Stripe key', pattern: /(?<![A-Za-z0-9])[rs]k_(?:live|test)_[A-Za-z0-9]{16}/ },
  { what: 'a Google API key', pattern: /(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{35}/ },
  { what: 'an npm token', pattern: /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}/ },
  { what: 'a PyPI token', pattern: /(?<![A-Za-z0-9])pypi-[A-Za-z0-9_-]{40}/ },
  { what: 'a SendGrid key', pattern: /(?<![A-Za-z0-9])SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16}/ },
  { what: 'an API key', pattern: /(?<![A-Za-z0-9-])sk-(?:proj-|ant-|or-)?[A-Za-z0-9_-]{32}/ },
  { what: 'a Vault token', pattern: /(?<![A-Za-z0-9])hv[sbr]\.[A-Za-z0-9_-]{20}/ },
  { what: 'a Terraform Cloud token', pattern: /[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{20}/ },
  { what: 'an age key', pattern: /AGE-SECRET-KEY-1[A-Z0-9]{20}/ },
  {
    what: 'a signed token',
    pattern: /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,4000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8}/,
  },
  { what: 'an Azure storage key', pattern: /AccountKey=[A-Za-z0-9+/]{40}/ },
];

/** `scheme://user:password@host`. */
const credentialsInUrl = /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'<>]{0,80}:([^\s/@"'<>]{1,120})@[^\s/@"'<>]/i;

/** What every shape contains: most texts have none of it and are done with one search. */
const anchors =
  /AKIA|ASIA|PRIVATE KEY|gh[pousr]_|github_pat_|gl(?:pat|rt|dt)-|xox|hooks\.slack|[rs]k_|AIza|npm_|pypi-|SG\.|sk-|hv[sbr]\.|atlasv1|AGE-SECRET|eyJ|AccountKey|:\/\//;

/** Whether a text can hold one of the shapes: a quick answer before the exact one. */
export function mayHoldShape(text: string): boolean {
  return text.length >= 8 && anchors.test(text);
}

/** What a text holds by its shape; undefined when nothing is recognised. */
export function shapeOf(text: string): string | undefined {
  if (!mayHoldShape(text)) return undefined;
  for (const { what, pattern } of shapes) if (pattern.test(text)) return what;
  const password = credentialsInUrl.exec(text)?.[1];
  return password !== undefined && !isPlaceholder(password) ? 'a password in a URL' : undefined;
}

/**
 * Whether a value stands for one that is filled in elsewhere: a variable of a shell or template, a command, a dynamic
 * reference, stars, a word in angle brackets.
 */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  return (
    text === '' ||
    /^[$`%<]/.test(text) ||
    /\$\{|\$\(|\{\{|<[A-Za-z_ -]{1,40}>/.test(text) ||
    /^[*x.•_-]+$/i.test(text) ||
    /^(null|nil|none|undefined|true|false|yes|no|on|off|enabled|disabled)$/i.test(text)
  );
}
