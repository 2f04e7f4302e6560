/**
 * Makes text from files harmless for a terminal: escape sequences, other control characters and direction marks become
 * visible, so that a name cannot clear the screen or hide a finding.
 */
export function safe(text: string): string {
  return text.replace(
    /(?!\n)\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** {@link safe}, on one line. */
export function safeLine(text: string): string {
  return safe(text.replace(/\r?\n/g, ' '));
}

/** JSON text in which no character can act on a terminal: those that JSON leaves as they are are escaped too. */
export function safeJson(value: unknown): string {
  return `${safe(JSON.stringify(value, null, 2))}\n`;
}
