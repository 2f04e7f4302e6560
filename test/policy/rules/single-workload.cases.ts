import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';
import { deployment, manifest, manifestSpec, metadata, podSpec } from '../support/kubernetes';

const labels = { app: 'api' };
const workload = (fields: object = {}, spec: object = podSpec(), type = 'kubernetes_deployment_v1') => ({
  [type]: { api: { metadata: metadata(), spec: { replicas: 3, template: { metadata: { labels }, spec }, ...fields } } },
});
const budget = (
  fields: object = { max_unavailable: '1' },
  selector: unknown = { match_labels: labels },
  place: object = {},
) => ({
  kubernetes_pod_disruption_budget_v1: { api: { metadata: metadata('api', place), spec: { selector, ...fields } } },
});
const autoscaler = (least: unknown) => ({
  kubernetes_horizontal_pod_autoscaler_v2: {
    api: {
      metadata: metadata(),
      spec: { min_replicas: least, max_replicas: 9, scale_target_ref: { kind: 'Deployment', name: 'api' } },
    },
  },
});
const stateful = (spec: object) => workload({}, podSpec(spec), 'kubernetes_stateful_set_v1');
const nodes = (fields: object, name = 'n') => ({ [name]: { subnet_ids: ['subnet-1', 'subnet-2'], ...fields } });
const pool = (values: string[], fields: object = {}) => ({
  kubernetes_manifest: {
    pool: {
      manifest: {
        apiVersion: 'karpenter.sh/v1',
        kind: 'NodePool',
        metadata: { name: 'data' },
        spec: {
          template: {
            metadata: fields,
            spec: { requirements: [{ key: 'karpenter.sh/capacity-type', operator: 'In', values }] },
          },
        },
      },
    },
  },
});
const affinity = (key: string, operator: string, values: string[]) => ({
  affinity: {
    node_affinity: {
      required_during_scheduling_ignored_during_execution: {
        node_selector_term: [{ match_expressions: [{ key, operator, values }] }],
      },
    },
  },
});
const rollout = (replicas: number) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: metadata(),
  spec: { replicas, template: { metadata: { labels }, spec: manifestSpec() } },
});

const workloads: RuleCases = {
  rule: 'REL-SPOF',
  failing: {
    'one replica': resources({ ...workload({ replicas: 1 }), ...budget() }),
    'one replica as text': resources({ ...workload({ replicas: '1' }), ...budget() }),
    'one replica, left out': resources({ ...workload({ replicas: undefined }), ...budget() }),
    'one replica by an expression': resources({ ...workload({ replicas: '${true ? 1 : 3}' }), ...budget() }),
    'scaled down to one': resources({ ...workload(), ...budget(), ...autoscaler(1) }),
    'no budget': resources(workload()),
    'budget of other pods': resources({ ...workload(), ...budget(undefined, { match_labels: { app: 'web' } }) }),
    'budget in another namespace': resources({
      ...workload(),
      ...budget(undefined, undefined, { namespace: 'billing' }),
    }),
    'budget that lets none go': resources({ ...workload(), ...budget({ max_unavailable: '0' }) }),
    'budget that lets 0% go': resources({ ...workload(), ...budget({ max_unavailable: '0%' }) }),
    'budget that keeps all': resources({ ...workload(), ...budget({ min_available: '100%' }) }),
    'budget that keeps as many as there are': resources({ ...workload(), ...budget({ min_available: 3 }) }),
    'nothing spreads it': resources({
      ...workload({}, podSpec({ topology_spread_constraint: undefined })),
      ...budget(),
    }),
    'stateful set without budget': resources(stateful({})),
    'Rollout with one replica': manifest(rollout(1)),
    'state on Spot by Karpenter’s label': resources({
      ...stateful({ node_selector: { 'karpenter.sh/capacity-type': 'spot' } }),
      ...budget(),
    }),
    'state on Spot by EKS’s label': resources({
      ...stateful(affinity('eks.amazonaws.com/capacityType', 'In', ['SPOT'])),
      ...budget(),
    }),
    'state on the only nodes, which are Spot': resources({
      ...stateful({}),
      ...budget(),
      aws_eks_node_group: nodes({ capacity_type: 'SPOT' }),
    }),
    'state on Spot nodes by their label': resources({
      ...stateful({ node_selector: { pool: 'cheap' } }),
      ...budget(),
      aws_eks_node_group: {
        ...nodes({ capacity_type: 'SPOT', labels: { pool: 'cheap' } }),
        ...nodes({ capacity_type: 'ON_DEMAND', labels: { pool: 'solid' } }, 'm'),
      },
    }),
    'state on a Spot pool of Karpenter': resources({
      ...stateful({ node_selector: { 'karpenter.sh/nodepool': 'data' } }),
      ...budget(),
      ...pool(['spot']),
    }),
  },
  passing: {
    'replicas, budget, spread': resources({ ...workload(), ...budget() }),
    'budget by percent': resources({ ...workload(), ...budget({ min_available: '50%' }) }),
    'budget that keeps two of three': resources({ ...workload(), ...budget({ min_available: '2' }) }),
    'budget by expression': resources({
      ...workload(),
      ...budget(undefined, { match_expressions: [{ key: 'app', operator: 'In', values: ['api', 'web'] }] }),
    }),
    'budget for the whole namespace': resources({ ...workload(), ...budget(undefined, {}) }),
    'all in the namespace of one variable': resources({
      kubernetes_deployment_v1: {
        api: {
          metadata: metadata('api', { namespace: '${var.n}' }),
          spec: { replicas: 3, template: { metadata: { labels }, spec: podSpec() } },
        },
      },
      ...budget(undefined, undefined, { namespace: '${var.n}' }),
    }),
    'scaled from three': resources({ ...workload({ replicas: 1 }), ...budget(), ...autoscaler(3) }),
    'kept apart by affinity': resources({
      ...workload(
        {},
        podSpec({
          topology_spread_constraint: undefined,
          affinity: {
            pod_anti_affinity: {
              required_during_scheduling_ignored_during_execution: [{ topology_key: 'kubernetes.io/hostname' }],
            },
          },
        }),
      ),
      ...budget(),
    }),
    'stateful set on demand': resources({
      ...stateful({ node_selector: { 'eks.amazonaws.com/capacityType': 'ON_DEMAND' } }),
      ...budget(),
      aws_eks_node_group: nodes({ capacity_type: 'SPOT' }),
    }),
    'state that keeps off Spot': resources({
      ...stateful(affinity('karpenter.sh/capacity-type', 'NotIn', ['spot'])),
      ...budget(),
      ...pool(['spot']),
    }),
    'state that fits other nodes': resources({
      ...stateful({}),
      ...budget(),
      aws_eks_node_group: { ...nodes({ capacity_type: 'SPOT' }), ...nodes({ capacity_type: 'ON_DEMAND' }, 'm') },
    }),
    'no state on Spot': resources({
      ...workload({}, podSpec({ node_selector: { 'karpenter.sh/capacity-type': 'spot' } })),
      ...budget(),
    }),
    'turned off': resources(workload({ replicas: 0 })),
  },
  notApplicable: {
    'a job': resources({ kubernetes_job_v1: { j: { metadata: metadata(), spec: { template: { spec: podSpec() } } } } }),
    'a daemon set': resources({
      kubernetes_daemon_set_v1: { d: { metadata: metadata(), spec: { template: { spec: podSpec() } } } },
    }),
    'one replica in the sandbox': {
      ...deployment(podSpec(), 'kubernetes_deployment_v1', { replicas: 1 }),
      '//': { rampart: { stage: 'sandbox' } },
    },
  },
  unknown: {
    'replicas by a variable': resources({ ...workload({ replicas: '${var.replicas}' }), ...budget() }),
    'budget in a namespace by a variable': resources({
      ...workload(),
      ...budget(undefined, undefined, { namespace: '${var.n}' }),
    }),
    'labels of the budget by a variable': resources({
      ...workload(),
      ...budget(undefined, { match_labels: { app: '${var.app}' } }),
    }),
    'how many may go by a variable': resources({ ...workload(), ...budget({ max_unavailable: '${var.most}' }) }),
  },
};

export const singleWorkloadCases: readonly RuleCases[] = [workloads];
