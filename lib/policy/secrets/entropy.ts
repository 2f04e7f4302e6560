/** Shorter strings are words and ids, longer ones documents. */
const shortest = 24;
const longest = 128;
/** Bits a character: English text has about 4 with blanks, hex at most 4, base64 of random bytes about 5 at this length. */
const randomBits = 4.2;
/** Names of values that are random and public. */
const publicName = /public|cert|fingerprint|thumbprint|digest|sha\d*|hash|checksum|etag|(^|[^a-z])ca([^a-z]|$)|id$/i;

/** Whether a value looks like a generated secret whatever it is called: one word of mixed case and digits, without pattern. */
export function looksRandom(name: string, value: string): boolean {
  const text = value.trim();
  if (text.length < shortest || text.length > longest || publicName.test(name)) return false;
  if (!/^[A-Za-z0-9+/=_~!-]+$/.test(text) || /^(AQICA|arn|sha)/.test(text)) return false;
  if (!/[a-z]/.test(text) || !/[A-Z]/.test(text) || !/\d/.test(text)) return false;
  // Words with separators, `MyService-eu-West-1-blue`, are made by people.
  if (text.split(/[-_/]/).every((word) => /^[A-Za-z]*\d{0,3}$/.test(word))) return false;
  return bits(text) >= randomBits && !isText(text);
}

/** Shannon entropy a character. */
function bits(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let sum = 0;
  for (const count of counts.values()) sum -= (count / text.length) * Math.log2(count / text.length);
  return sum;
}

/** Base64 of plain text is looked at as that text, not as a random word. */
function isText(text: string): boolean {
  const decoded = Buffer.from(text, 'base64').toString('latin1');
  return decoded.length > 8 && /^[\s!-~]+$/.test(decoded);
}
