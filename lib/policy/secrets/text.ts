import { isSecretName } from './names';
import { isPlaceholder, shapeOf } from './shapes';
import { looksLikeSecret } from './values';

/** A secret in a text, without the secret. */
export interface Hit {
  /** From 1. */
  readonly line: number;
  readonly what: string;
}

/** Longer lines are looked at in pieces of this length, which overlap by as much as a secret and its name take. */
const longestLine = 8_192;
const overlap = 512;

const value = `"([^"]{0,400})"|'([^']{0,400})'|([^\\s"',;|&}{<>]{1,400})`;
/** `NAME=value`, `name: value`, `"name": "value"`, `name => value`. */
const assignment = new RegExp(
  `([A-Za-z][A-Za-z0-9_.-]{1,80})["']?[ \\t]{0,8}(?::=|=>|=|:)[ \\t]{0,8}(?:${value})`,
  'g',
);
/** `--db-password value`. */
const option = new RegExp(`(?<=^|\\s)--?([A-Za-z][A-Za-z0-9-]{2,60})[ \\t]{1,8}(?:${value})`, 'g');
/** `aws configure set name value`, `setx NAME value`. */
const setting = new RegExp(
  `\\bsetx?[ \\t]{1,8}(?:/[Mm][ \\t]{1,8})?([A-Za-z][A-Za-z0-9_.-]{1,80})[ \\t]{1,8}(?:${value})`,
  'g',
);
/** `net user name value`, on Windows. */
const windowsPassword = /\bnet1?[ \t]{1,8}user[ \t]{1,8}["']?[\w.-]{1,64}["']?[ \t]{1,8}["']?([^\s"'/*]{3,200})/i;
/** `mysql -u root -pvalue`. */
const mysqlPassword =
  /(?:^|[\s/])(?:mysql|mysqldump|mysqladmin|mariadb|mongo|mongosh|redis-cli|sshpass)\b[^\n]{0,300}?[ \t]-(?:p|a)[ \t]?["']?([^\s"']{3,200})/;
/** `echo user:value | chpasswd`, `echo value | passwd --stdin`. */
const pipedPassword =
  /echo[ \t]{1,8}(?:-[ne]{1,2}[ \t]{1,8})?["']?(?:[\w.-]{1,64}:)?([^\s"'|]{3,200})["']?[ \t]{0,8}\|[ \t]{0,8}(?:sudo[ \t]{1,8})?(?:chpasswd|passwd[^\n]{0,80}--stdin|docker login|base64 -d >)/;
/** `curl -u user:value`. */
const curlPassword = /\bcurl\b[^\n]{0,400}?[ \t](?:-u|--user)[ \t=]{0,4}["']?[\w.@-]{1,80}:([^\s"']{3,200})/;

/** Finds secrets in a script, configuration file or JSON text, line by line. */
export function* hitsIn(text: string): Iterable<Hit> {
  let inPasswordList = 0;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    for (const piece of piecesOf(line)) {
      const what =
        shapeOf(piece) ?? assigned(piece) ?? commanded(piece) ?? (inPasswordList > 0 ? listed(piece) : undefined);
      if (what === undefined) continue;
      yield { line: index + 1, what };
      break;
    }
    // cloud-init: `chpasswd:` is followed by `user:password` lines.
    inPasswordList = /^\s*chpasswd\s*:/.test(line) ? 20 : Math.max(0, inPasswordList - 1);
  }
}

/** A line, or overlapping pieces of a long one. A quote that is escaped for a shell or a JSON text is a quote. */
function* piecesOf(line: string): Iterable<string> {
  if (line.length <= longestLine) yield line.replaceAll('\\"', '"');
  else
    for (let at = 0; at < line.length; at += longestLine - overlap)
      yield line.slice(at, at + longestLine).replaceAll('\\"', '"');
}

function assigned(line: string): string | undefined {
  for (const pattern of [assignment, option, setting]) {
    for (const match of line.matchAll(pattern)) {
      const name = match[1] ?? '';
      const given = match[2] ?? match[3] ?? match[4] ?? '';
      if (isSecretName(name) && looksLikeSecret(name, given) && !isCode(given, match[4] !== undefined))
        return `a literal for ${name}`;
    }
  }
  return undefined;
}

/** An unquoted value that is a call or a field of a program, `token = getToken(`, `password: config.password`. */
function isCode(given: string, unquoted: boolean): boolean {
  return (
    unquoted &&
    (/[()[\]]/.test(given) || /^(var|local|data|process|os|self|this|config|event|context|params?|props)\./.test(given))
  );
}

function commanded(line: string): string | undefined {
  for (const pattern of [mysqlPassword, pipedPassword, curlPassword, windowsPassword]) {
    const given = pattern.exec(line)?.[1];
    if (given !== undefined && !isPlaceholder(given)) return 'a password on a command line';
  }
  return undefined;
}

function listed(line: string): string | undefined {
  const match = /^\s+(?:- )?["']?[\w.-]{1,64}:([^\s"']{3,200})["']?$/.exec(line);
  return match?.[1] !== undefined && !isPlaceholder(match[1]) && match[1] !== 'RANDOM'
    ? 'a password of a user'
    : undefined;
}
