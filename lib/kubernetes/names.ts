import type { Construct } from 'constructs';
import { Faults, settingsOf } from '../core';

/** The label that tells whose pods are whose: selectors are made of it. */
export const NAME_LABEL = 'app.kubernetes.io/name';

/** What every pod is labelled with: admission policies ask for it. */
export const REQUIRED_LABELS = [NAME_LABEL, 'app.kubernetes.io/part-of'] as const;

/**
 * The labels of an object.
 *
 * @param name the value of `app.kubernetes.io/name`
 * @param partOf what it belongs to: its namespace
 */
export function labelsOf(scope: Construct, name: string, partOf: string): Record<string, string> {
  const { owner, stage } = settingsOf(scope);
  return {
    [NAME_LABEL]: name,
    'app.kubernetes.io/part-of': partOf,
    'app.kubernetes.io/managed-by': 'rampart',
    environment: stage,
    owner: labelValue(owner),
  };
}

/** A tag's value as a label's: what a label may not hold becomes a hyphen. */
function labelValue(text: string): string {
  const kept = text.replace(/[^A-Za-z0-9_.-]+/g, '-').slice(0, 63);
  return kept.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '') || 'unknown';
}

/**
 * The name of an object: the id of its construct, which must be a DNS label.
 * See https://kubernetes.io/docs/concepts/overview/working-with-objects/names/.
 *
 * @param max characters; a CronJob leaves 11 to its jobs
 * @throws ValidationError when the id is none
 */
export function objectName(scope: Construct, max = 63): string {
  const { id } = scope.node;
  const faults = new Faults(scope);
  checkName(faults, 'id', id, max);
  faults.throwIfAny();
  return id;
}

/** Adds a fault unless the text is a DNS label. */
export function checkName(faults: Faults, prop: string, name: string, max = 63): void {
  faults.check(/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name) && name.length <= max, {
    prop,
    expected: `a name of 1 to ${max} lower-case letters, digits and hyphens that starts with a letter`,
    got: name,
    fix: 'It becomes the name of the Kubernetes object: write for example orders-api.',
  });
}
