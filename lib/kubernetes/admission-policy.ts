import { Faults } from '../core';
import type { Manifest } from './manifests';
import { checkName } from './names';

/** Namespaces of the cluster's own parts, which need what nobody else may. */
export const SYSTEM_NAMESPACES = ['kube-system', 'kube-public', 'kube-node-lease'] as const;

/** What an admission policy looks at. */
export type AdmissionTarget = 'pods' | 'templates' | 'cronjobs';

/** How an object of a target says what its pods are. */
interface TargetShape {
  readonly rules: readonly { readonly apiGroups: string[]; readonly resources: string[] }[];
  /** Where, in CEL, the specification of its pods is. */
  readonly spec: string;
  /** Where their metadata is. */
  readonly metadata: string;
}

/** Everything that makes pods; each target has one shape, so that the API server can check the types of the expressions. */
export const ADMISSION_TARGETS: Readonly<Record<AdmissionTarget, TargetShape>> = {
  pods: {
    rules: [{ apiGroups: [''], resources: ['pods', 'pods/ephemeralcontainers'] }],
    spec: 'object.spec',
    metadata: 'object.metadata',
  },
  templates: {
    rules: [
      { apiGroups: ['apps'], resources: ['deployments', 'statefulsets', 'daemonsets', 'replicasets'] },
      { apiGroups: ['batch'], resources: ['jobs'] },
    ],
    spec: 'object.spec.template.spec',
    metadata: 'object.spec.template.metadata',
  },
  cronjobs: {
    rules: [{ apiGroups: ['batch'], resources: ['cronjobs'] }],
    spec: 'object.spec.jobTemplate.spec.template.spec',
    metadata: 'object.spec.jobTemplate.spec.template.metadata',
  },
};

/** Something that must hold. */
export interface AdmissionValidation {
  /** What must be true, in CEL: https://kubernetes.io/docs/reference/using-api/cel/ */
  readonly expression: string;
  /** What whoever is refused reads. */
  readonly message: string;
  /** The same with what was found, in CEL: text. @default `message` */
  readonly messageExpression?: string;
}

/** What a {@link ValidatingAdmissionPolicy} is made of. */
export interface ValidatingAdmissionPolicyProps {
  /** What it looks at. */
  readonly target: AdmissionTarget;
  /** What must hold. */
  readonly validations: readonly [AdmissionValidation, ...AdmissionValidation[]];
  /** Parts of the expressions, by name: `variables.images`. @default none */
  readonly variables?: Readonly<Record<string, string>>;
  /** In which namespaces it does not apply, by name: a label would be an exception that anybody can take. @default SYSTEM_NAMESPACES */
  readonly exceptNamespaces?: readonly string[];
  /** In which namespaces alone it applies. @default all but `exceptNamespaces` */
  readonly onlyNamespaces?: readonly string[];
}

/**
 * A rule that the API server itself enforces, on whatever comes in: from Terraform, Argo CD, kubectl or an operator. When it cannot
 * be evaluated, the request is refused. It is applied by Argo CD: add its manifests to {@link Manifests}.
 *
 * See https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/.
 */
export class ValidatingAdmissionPolicy {
  /**
   * @param name of the policy
   * @throws ValidationError when the name is none, or both kinds of namespaces are given
   */
  constructor(
    readonly name: string,
    private readonly props: ValidatingAdmissionPolicyProps,
  ) {
    const faults = new Faults(`admission policy ${name}`);
    checkName(faults, 'name', name);
    faults.check(props.onlyNamespaces === undefined || props.exceptNamespaces === undefined, {
      prop: 'onlyNamespaces',
      expected: 'given without `exceptNamespaces`',
      got: props.onlyNamespaces,
      fix: 'Say one of the two.',
    });
    faults.throwIfAny();
  }

  /** The policy, and the binding that puts it in force. */
  get manifests(): readonly [Manifest, Manifest] {
    const { target, validations, variables = {} } = this.props;
    const { rules } = ADMISSION_TARGETS[target];
    const metadata = { name: this.name, labels: { 'app.kubernetes.io/managed-by': 'rampart' } };
    return [
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingAdmissionPolicy',
        metadata,
        spec: {
          failurePolicy: 'Fail',
          matchConstraints: {
            resourceRules: rules.map((rule) => ({ ...rule, apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'] })),
          },
          // What was there before is still labelled, annotated and deleted: only what it runs is looked at anew.
          matchConditions: [
            {
              name: 'runs-something-new',
              expression: "request.operation == 'CREATE' || object.spec != oldObject.spec",
            },
          ],
          variables: Object.entries(variables).map(([name, expression]) => ({ name, expression })),
          validations: validations.map((validation) => ({ ...validation, reason: 'Forbidden' })),
        },
      },
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingAdmissionPolicyBinding',
        metadata,
        spec: {
          policyName: this.name,
          validationActions: ['Deny', 'Audit'],
          matchResources: { namespaceSelector: { matchExpressions: [this.namespaces()] } },
        },
      },
    ];
  }

  private namespaces() {
    const { onlyNamespaces, exceptNamespaces = SYSTEM_NAMESPACES } = this.props;
    // The API server sets this label itself: nobody can take it for another namespace.
    const key = 'kubernetes.io/metadata.name';
    return onlyNamespaces
      ? { key, operator: 'In', values: [...onlyNamespaces] }
      : { key, operator: 'NotIn', values: [...exceptNamespaces] };
  }
}
