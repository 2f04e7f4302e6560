/** Words that, as the end of a name, say that the value is the secret itself. */
const secretWords = new Set([
  'password',
  'passwords',
  'passwd',
  'passphrase',
  'pwd',
  'pass',
  'secret',
  'secrets',
  'token',
  'tokens',
  'credential',
  'credentials',
  'apikey',
  'apikeys',
  'authkey',
  'privatekey',
  'secretkey',
  'accesskey',
  'authtoken',
  'accesstoken',
  'clientsecret',
  'connectionstring',
  'dsn',
]);
/** `PGPASSWORD`, `dbpasswd`: written without a gap. */
const secretEndings =
  /.(password|passwd|passphrase|secret|apikey|authtoken|accesstoken)$|^(db|my|root|user|admin|mysql|pg|ssh)pass$/;
/** Words before `key` that make it a secret one. */
const keyWords = new Set([
  'api',
  'private',
  'secret',
  'access',
  'auth',
  'encryption',
  'signing',
  'master',
  'session',
  'ssh',
  'license',
  'account',
  'shared',
  'service',
  'app',
]);
/** Words that may follow a secret one without changing what the value is: `SECRET_KEY_BASE`, `TOKEN_1`, `PASSWORD_OLD`. */
const tailWords = new Set([
  'base',
  'value',
  'plaintext',
  'plain',
  'raw',
  'text',
  'string',
  'old',
  'new',
  'prod',
  'production',
  'staging',
  'dev',
]);

/** Whether a variable, key or tag of this name holds a secret: `DB_PASSWORD` does, `DB_PASSWORD_ARN` names one. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  while (words.length > 1 && isTail(words[words.length - 1])) words.pop();
  const last = words[words.length - 1];
  const before = words[words.length - 2];
  if (last === undefined) return false;
  // `PWD` alone is the shell's working directory; `pass` alone is a verb.
  if ((last === 'pwd' || last === 'pass') && before === undefined) return false;
  if (secretEndings.test(last)) return true;
  if (secretWords.has(last)) return !(last === 'token' && before === 'next');
  // `PGPASSWORD`, `rootpassword`: words that nothing separates.
  if (/.(password|passwd|passphrase|apikey|clientsecret|accesskey|secretkey|authtoken|accesstoken)$/.test(last))
    return true;
  if (last === 'key') return before !== undefined && keyWords.has(before);
  return last === 'id' && before === 'key' && words[words.length - 3] === 'access';
}

function isTail(word: string | undefined): boolean {
  return word !== undefined && (tailWords.has(word) || /^\d{1,3}$/.test(word));
}

/** `dbPassword`, `DB_PASSWORD`, `db-password` and `DB.Password` are all `db`, `password`. */
function wordsOf(name: string): string[] {
  return name
    .slice(-120)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
