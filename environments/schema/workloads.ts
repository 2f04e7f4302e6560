import { z } from 'zod';
import type { Bytes, Cpu, Digest, Replicas } from '../../lib/kubernetes';
import { mustBeDeclared } from './services';
import { must, name, text } from './words';

const cpu = z.custom<Cpu>(
  (value) => /^\d+(\.\d+)?m?$/.test(String(value)),
  must('processor time such as 250m or 2', 'Write thousandths of a core, or cores, as text.'),
);
const bytes = z.custom<Bytes>(
  (value) => /^\d+(Mi|Gi)$/.test(String(value)),
  must('memory such as 256Mi or 2Gi', 'Write MiB or GiB as text.'),
);
const count = z.int(must('a whole number', 'Write for example 50.')).min(1, must('1 or more', 'Write for example 50.'));

/** The section `namespaces`: a namespace of the cluster a team or product, by name. */
export const namespaces = z
  .record(
    name,
    z.strictObject(
      {
        /** Processor time that all pods in it may ask for together. */
        cpu,
        /** Memory that all pods in it may ask for together. */
        memory: bytes,
        /** How many pods, at most. */
        pods: count,
      },
      must('a quota', "Write { cpu: '8', memory: '16Gi', pods: 50 }."),
    ),
  )
  .optional();

/** The section `deployments`: what Argo CD deploys, by name. Terraform makes its service account and tells it its addresses. */
export const deployments = z
  .record(
    name,
    z.strictObject(
      {
        /** The namespace, by the name in `namespaces`. */
        namespace: name,
      },
      must('a namespace', "Write { namespace: 'backend' }."),
    ),
  )
  .optional();

const image = z.strictObject(
  {
    /** The repository in the registry of `environments/account.ts`, such as `orders/api`. */
    repository: text(
      /^[a-z0-9]+([._/-]+[a-z0-9]+)*$/,
      'a repository without a tag, such as orders/api',
      'Declare it in environments/account.ts.',
    ),
    /** What `docker push` or `aws ecr describe-images` prints. */
    digest: z.custom<Digest>(
      (value) => /^sha256:[0-9a-f]{64}$/.test(String(value)),
      must('sha256: and 64 hexadecimal digits', 'A tag is whatever was pushed last: take the digest.'),
    ),
  },
  must('a repository and a digest', "Write { repository: 'orders/api', digest: 'sha256:…' }."),
);

const pod = {
  /** The namespace, by the name in `namespaces`. */
  namespace: name,
  /** What it runs. */
  image,
  /** Processor time that is kept for a pod. */
  cpu,
  /** Memory of a pod. */
  memory: bytes,
  /** Settings, by variable. Secrets are those of the service of the same name. @default none */
  environment: z.record(z.string(), z.string()).optional(),
};

/** A service of the same name in `services` is its identity: what it uses, it reaches. */
const service = <R extends z.ZodType>(replicas: R) =>
  z.strictObject({
    ...pod,
    /** The port that it listens on. */
    port: z.int(must('a port', 'Write 8080.')).min(1024, must('a port above 1023', 'Pods are not root.')).max(65_535),
    /** How many pods: `Replicas.fixed(2)`, `Replicas.between(2, 6)`. @default Replicas.fixed(2) */
    replicas: replicas.optional(),
    /** Other workloads and jobs that may connect to it. @default none */
    allowFrom: z.array(name).readonly().optional(),
  });

const job = z.strictObject({
  ...pod,
  /** When it runs, such as `0 3 * * *`, in UTC. */
  schedule: z.string(must('five fields such as 0 3 * * *', 'See https://crontab.guru.')),
});

const isReplicas = (value: unknown): value is Replicas => typeof (value as Replicas | undefined)?.least === 'number';
const anyReplicas = z.custom<Replicas>(isReplicas, must('how many pods', 'Write Replicas.fixed(2).'));
const redundant = z.custom<Replicas<'redundant'>>(
  (value) => isReplicas(value) && value.kind === 'redundant',
  must('two pods or more', 'One pod is down while its node is drained: write Replicas.fixed(2).'),
);

/** The section `workloads` of each stage: what runs in the cluster and listens, by name. */
export const workloads = {
  staging: z.record(name, service(anyReplicas)).optional(),
  prod: z.record(name, service(redundant)).optional(),
};

/** The section `jobs`: what runs in the cluster by the clock, by name. */
export const jobs = z.record(name, job).optional();

/** What of an environment {@link checkWorkloads} looks at; the sandbox has none of it. */
interface Sections {
  readonly stage: string;
  readonly namespaces?: z.output<typeof namespaces>;
  readonly deployments?: z.output<typeof deployments>;
  readonly workloads?: z.output<typeof workloads.staging>;
  readonly jobs?: z.output<typeof jobs>;
}

/** Adds a fault for each namespace and peer that is named and not declared, and for a name that is used twice. */
export function checkWorkloads(environment: Sections, context: z.RefinementCtx): void {
  const {
    namespaces: declared = {},
    deployments: others = {},
    workloads: services = {},
    jobs: timed = {},
  } = environment;
  const sections = { deployments: others, workloads: services, jobs: timed };
  const peers = Object.values(sections).flatMap((entries) => Object.keys(entries));
  for (const [section, entries] of Object.entries(sections)) {
    for (const [entry, { namespace }] of Object.entries(entries)) {
      if (namespace in declared) continue;
      context.addIssue({
        code: 'custom',
        path: [section, entry, 'namespace'],
        message: `one of \`namespaces\`: ${Object.keys(declared).join(', ')}\nDeclare it there with its quota, or mend its spelling.`,
      });
    }
  }
  for (const [entry, { allowFrom = [] }] of Object.entries(services))
    mustBeDeclared(context, ['workloads', entry, 'allowFrom'], allowFrom, peers, 'workloads');
  for (const entry of new Set(peers.filter((peer, index) => peers.indexOf(peer) !== index)))
    context.addIssue({
      code: 'custom',
      path: [entry],
      message: 'in one of `deployments`, `workloads` and `jobs` only\nTwo of one name would have one identity.',
    });
}
