/** How the subject of a token is built, by its start: which parts must be written out, and what they are called. */
interface Shape {
  readonly start: string;
  readonly parts: readonly { readonly name: string; readonly separator: RegExp }[];
}

const colon = /:/;
const slash = /\//;

const shapes: readonly Shape[] = [
  {
    start: 'system:serviceaccount:',
    parts: [
      { name: 'namespace', separator: colon },
      { name: 'service account', separator: colon },
    ],
  },
  {
    start: 'repo:',
    parts: [
      { name: 'organization', separator: slash },
      { name: 'repository', separator: colon },
    ],
  },
  // GitLab: everything up to the type of the reference is the path of the project.
  { start: 'project_path:', parts: [{ name: 'project', separator: colon }] },
  // Terraform Cloud `organization:…:project:…`, Buildkite `organization:…:pipeline:…`: the word between is a part too.
  {
    start: 'organization:',
    parts: [
      { name: 'organization', separator: colon },
      { name: 'project', separator: colon },
      { name: 'project', separator: colon },
    ],
  },
  {
    start: 'org/',
    parts: [
      { name: 'organization', separator: /\/project\// },
      { name: 'project', separator: slash },
    ],
  },
];

/**
 * What a subject pattern leaves open, in words; undefined when it names one workload or one project. Wildcards after the
 * parts that matter (branch, run phase, user) are accepted.
 */
export function openSubject(pattern: string): string | undefined {
  const text = pattern.trim();
  if (!/[*?]/.test(text)) return text === '' ? 'nobody' : undefined;
  const shape = shapes.find(({ start }) => text.startsWith(start));
  if (!shape) return openUnknownShape(text);
  let rest = text.slice(shape.start.length);
  for (const [index, { name, separator }] of shape.parts.entries()) {
    const found = separator.exec(rest);
    const part = found ? rest.slice(0, found.index) : rest;
    if (isOpenPart(part, name)) return `any ${name}`;
    const last = index === shape.parts.length - 1;
    if (!found && !last) return `any ${shape.parts[index + 1]?.name}`;
    rest = found ? rest.slice(found.index + found[0].length) : '';
  }
  return undefined;
}

/** A service account may be one of several with a common start; organizations and repositories may not: others can take such names. */
function isOpenPart(part: string, name: string): boolean {
  return name === 'service account' ? /^[*?]/.test(part) || part === '' : /[*?]/.test(part) || part === '';
}

/** A subject of another issuer: two parts must be written out before the first wildcard. */
function openUnknownShape(text: string): string | undefined {
  const literal = text.split(/[*?]/, 1)[0] ?? '';
  const parts = literal.split(/[:/|]/).filter((part) => part !== '');
  const whole = /[:/|]$/.test(literal) ? parts.length : parts.length - 1;
  return whole >= 2 ? undefined : 'any subject';
}
