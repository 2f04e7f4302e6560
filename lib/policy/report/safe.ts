/**
 * Makes text from files harmless for a terminal: escape sequences, other control characters and direction marks become
 * visible, so that a name cannot clear the screen or hide a finding.
 */
export function safe(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach the terminal
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** {@link safe}, on one line. */
export function safeLine(text: string): string {
  return safe(text.replace(/\r?\n/g, ' '));
}
