import type { Resource, Value } from '../graph/value';
import { isOpen } from '../graph/value';
import { deniesForGood, isBounded } from './bound';
import { globMatches } from './glob';
import { patternText } from './pattern';
import { identityPattern, matchesEvery } from './role-pattern';
import type { Statement } from './statement';

/** A statement that an identity has, and where it is written. */
export interface Granted {
  readonly statement: Statement;
  readonly source: Resource;
  /** The group through which a user has it. */
  readonly via?: string | undefined;
}

/** What an action is asked for on: everything of a kind, or one of the identity's own resources. */
export interface Aim {
  readonly kind: string;
  /** Texts of the identity's own resources of that kind, as {@link identityPattern} writes them. */
  readonly own: readonly string[];
}

const actionTexts = new WeakMap<readonly Value[], readonly string[]>();
const resourceTexts = new WeakMap<readonly Value[], readonly string[]>();

/** Everything that some statements allow together, after what they deny and what a boundary leaves. */
export class Permissions {
  private readonly literal = new Map<string, Granted[]>();
  /** Those with a wildcard or NotAction, to be asked one by one. */
  private readonly patterned: Granted[] = [];
  private readonly denies: readonly Statement[];

  constructor(
    granted: readonly Granted[],
    private readonly boundary: readonly Granted[] | undefined,
  ) {
    for (const one of granted) if (one.statement.effect !== 'Deny') this.index(one);
    this.denies = [...granted, ...(boundary ?? [])].map(({ statement }) => statement).filter(deniesForGood);
  }

  /**
   * The statement that allows an action (lower case) on something of the kind; undefined when nothing does, or only
   * within bounds. `isFree` tells whether the conditions of a statement leave the action what it is.
   */
  find(
    action: string,
    aim: Aim | undefined,
    isFree: (statement: Statement) => boolean = (statement) => !isBounded(statement),
  ): Granted | undefined {
    const isMeant = ({ statement }: Granted) => reaches(statement, aim) && isFree(statement);
    const found =
      this.literal.get(action)?.find(isMeant) ??
      this.patterned.find((granted) => namesAction(granted.statement, action) && isMeant(granted));
    if (!found || this.denies.some((deny) => namesAction(deny, action) && deniesEverywhere(deny, aim)))
      return undefined;
    const within =
      this.boundary === undefined ||
      this.boundary.some(
        ({ statement }) => statement.effect !== 'Deny' && namesAction(statement, action) && isFree(statement),
      );
    return within ? found : undefined;
  }

  private index(granted: Granted): void {
    const actions = lower(granted.statement.actions ?? []);
    if (granted.statement.notActions || actions.some((action) => /[*?]/.test(action))) this.patterned.push(granted);
    else
      for (const action of actions) {
        const list = this.literal.get(action);
        if (list) list.push(granted);
        else this.literal.set(action, [granted]);
      }
  }
}

/** Whether a statement is about an action, lower case, by `Action` or by all that `NotAction` leaves. */
export function namesAction(statement: Statement, action: string): boolean {
  if (statement.notActions) return !lower(statement.notActions).some((pattern) => globMatches(pattern, action));
  return lower(statement.actions ?? []).some((pattern) => globMatches(pattern, action));
}

/** The action patterns of a statement, lower case. */
export function lower(values: readonly Value[]): readonly string[] {
  let texts = actionTexts.get(values);
  if (!texts) {
    texts = values.map((value) => (isOpen(value) ? '' : patternText(value).trim().toLowerCase()));
    actionTexts.set(values, texts);
  }
  return texts;
}

function patterns(values: readonly Value[]): readonly string[] {
  let texts = resourceTexts.get(values);
  if (!texts) {
    texts = values.map(identityPattern);
    resourceTexts.set(values, texts);
  }
  return texts;
}

function reaches(statement: Statement, aim: Aim | undefined): boolean {
  if (!aim) return true;
  if (statement.notResources) return true;
  return patterns(statement.resources ?? []).some(
    (pattern) => matchesEvery(aim.kind, pattern) || aim.own.some((own) => pattern === own || globMatches(pattern, own)),
  );
}

function deniesEverywhere(deny: Statement, aim: Aim | undefined): boolean {
  if (deny.notResources) return false;
  return patterns(deny.resources ?? []).some(
    (pattern) => /^\*+$/.test(pattern) || (aim !== undefined && matchesEvery(aim.kind, pattern)),
  );
}
