import { Construct } from 'constructs';
import { PriorityClass } from '../../lib/kubernetes';

/** Two classes: what customers wait for, and what can wait itself. */
export class Priorities extends Construct {
  readonly customers: PriorityClass;
  readonly batch: PriorityClass;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.customers = new PriorityClass(this, 'customers', {
      value: 1000,
      description: 'Services that a customer waits for',
    });
    this.batch = new PriorityClass(this, 'batch', {
      value: -1000,
      preempts: false,
      description: 'Jobs that can wait for a free node',
    });
  }
}
