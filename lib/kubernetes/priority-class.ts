import { PriorityClassV1 } from '@cdktf/provider-kubernetes/lib/priority-class-v1';
import { Construct } from 'constructs';
import { Faults } from '../core';
import { labelsOf, objectName } from './names';

/** What a {@link PriorityClass} is made of. */
export interface PriorityClassProps {
  /** Higher goes first, up to 1,000,000; the cluster's own begin above 1,000,000,000. Pods without a class have 0. */
  readonly value: number;
  /** Who should use it, in a sentence. */
  readonly description: string;
  /** Whether pods of lower priority are evicted to make room. @default true */
  readonly preempts?: boolean;
}

/**
 * Which pods go first when nodes are full. It never becomes the cluster's default: what says nothing has no priority.
 *
 * See https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/.
 *
 * @throws ValidationError when the value is out of range, or the name is the cluster's own
 */
export class PriorityClass extends Construct {
  /** The `kubernetes_priority_class_v1`. */
  readonly resource: PriorityClassV1;
  /** The name, for pods. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: PriorityClassProps) {
    super(scope, id);
    this.name = objectName(this);
    validate(this, props);
    this.resource = new PriorityClassV1(this, 'class', {
      metadata: { name: this.name, labels: labelsOf(this, this.name, 'cluster') },
      value: props.value,
      description: props.description,
      globalDefault: false,
      preemptionPolicy: (props.preempts ?? true) ? 'PreemptLowerPriority' : 'Never',
    });
  }
}

function validate(scope: Construct, { value, description }: PriorityClassProps): void {
  const faults = new Faults(scope);
  faults.check(!scope.node.id.startsWith('system-'), {
    prop: 'id',
    expected: 'a name that does not begin with system-',
    got: scope.node.id,
    fix: 'Kubernetes keeps that prefix for itself.',
  });
  faults.check(Number.isInteger(value) && value >= -1_000_000 && value <= 1_000_000, {
    prop: 'value',
    expected: 'a whole number of -1000000 to 1000000',
    got: value,
    fix: 'Nothing of yours goes before the cluster’s own pods, which begin at 2000000000.',
  });
  faults.check(description.trim().length > 0, {
    prop: 'description',
    expected: 'a sentence',
    got: description,
    fix: 'Say who should use it.',
  });
  faults.throwIfAny();
}
