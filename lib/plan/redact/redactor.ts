import { looksRandom, secretIn, secretsIn } from '../../policy/secrets';
import type { PlanDocument } from '../document';
import { withoutSecretKeys } from './address';
import { sensitiveTexts } from './collect';
import { detectedTexts } from './detect';
import { Scrubber } from './scrubber';

/** Texts that are shorter hold no secret that could be told from a word. */
const SHORTEST_TEXT = 8;
/** What has none of these is one plain word: neither assignment, nor command, nor encoded. */
const compound = /[\s:=@]|[A-Za-z0-9+/_-]{20}/;

/**
 * Decides what of a plan may be seen. Two independent reasons hide a value: Terraform marks it as sensitive, or the
 * policy's detector takes it for a secret. What is hidden once is hidden wherever else it occurs.
 */
export class Redactor {
  private readonly scrubber: Scrubber;
  private readonly seen = new Map<string, string | undefined>();

  constructor(plan: PlanDocument) {
    this.scrubber = new Scrubber([...sensitiveTexts(plan), ...detectedTexts(plan)]);
  }

  /** Why a value must not be shown; undefined when it may be. */
  whyHidden(name: string, value: string): string | undefined {
    if (this.scrubber.isSecret(value) || this.scrubber.holds(value)) return 'sensitive';
    return secretIn(name, value) ?? (looksRandom(name, value) ? 'looks like a generated secret' : this.inside(value));
  }

  /** A text made of parts of the plan, such as a finding's message, that may be printed. */
  text(text: string): string {
    const scrubbed = this.scrubber.scrub(text);
    if (this.scrubber.holds(scrubbed)) return '(hidden: it holds a sensitive value)';
    const what = this.inside(scrubbed);
    return what === undefined ? scrubbed : `(hidden: it holds ${what})`;
  }

  /** An address. Its instance key may be a secret; the rest must stay readable. */
  address(address: string): string {
    return withoutSecretKeys(this.scrubber.scrub(address), (key) => this.whyHidden('key', key) !== undefined);
  }

  private inside(text: string): string | undefined {
    if (text.length < SHORTEST_TEXT || !compound.test(text)) return undefined;
    if (!this.seen.has(text)) this.seen.set(text, secretsIn(text)[0]?.what);
    return this.seen.get(text);
  }
}
