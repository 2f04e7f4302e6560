import controls from '../data/controls.json';

/** One control of a framework. */
export interface Control {
  /** `CIS-AWS-7.0`, `AWS-FSBP`, `CIS-EKS-1.4`, `K8S-PSS` */
  readonly framework: string;
  readonly id: string;
  /** As the framework says it: a level with automated or manual, a severity, or a Pod Security level. */
  readonly level: string;
  /** What it asks for, in Terraform's or Kubernetes' words. */
  readonly setting: string;
}

/** Every control that rules may name, sorted by framework as in the data file. */
export const allControls: readonly Control[] = controls;

/** How rules name a control, `AWS-FSBP RDS.2`. */
export function controlName({ framework, id }: Control): string {
  return `${framework} ${id}`;
}
