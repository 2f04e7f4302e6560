import { InputError } from '../../policy';
import { isObject, type Json, parseJson } from '../../policy/load';

/** Longer texts are no configuration that somebody reads. */
const LONGEST = 1 << 20;

/** The object or list that a text holds as JSON; undefined for any other text. */
export function decode(text: string | undefined): Json | undefined {
  if (text === undefined || text.length > LONGEST || !/^\s*[[{]/.test(text)) return undefined;
  try {
    const { value } = parseJson(text, 'text');
    return isObject(value) || Array.isArray(value) ? value : undefined;
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
