import { defineEnvironment, type Environment } from '../../environments/environment';
import { staging } from '../../environments/staging';
import { Replicas } from '../../lib/kubernetes';

type Staging = Extract<Environment, { readonly stage: 'staging' }>;
type Workload = NonNullable<Staging['workloads']>[string];

const documents = (staging as Staging).workloads?.documents as Workload;
const define = (changes: Record<string, unknown>): Environment =>
  defineEnvironment('environments/staging.ts', { ...staging, ...changes } as Environment);
const withWorkload = (changes: Record<string, unknown>): Environment =>
  define({ workloads: { documents: { ...documents, ...changes } } });

describe('the workloads of an environment file', () => {
  it.each<[string, Record<string, unknown>, RegExp]>([
    [
      'a namespace that is not declared',
      { namespace: 'shop' },
      /documents\.namespace` must be one of `namespaces`: ingress, frontend.*got shop/,
    ],
    [
      'a peer that is not declared',
      { allowFrom: ['web'] },
      /documents\.allowFrom\.0` must be one of frontend, api.*got web/,
    ],
    [
      'a tag instead of a digest',
      { image: { repository: 'documents', digest: '1.0' } },
      /image\.digest` must be sha256:/,
    ],
    [
      'a repository with a tag',
      { image: { ...documents.image, repository: 'a:1' } },
      /image\.repository` must be a repository without a tag/,
    ],
    ['a privileged port', { port: 80 }, /port` must be a port above 1023, got 80/],
    ['memory without a unit', { memory: '512' }, /memory` must be memory such as 256Mi/],
    [
      'replicas that are a number',
      { replicas: 2 },
      /replicas` must be how many pods, got 2\. Write Replicas\.fixed\(2\)/,
    ],
    ['a setting that there is none of', { privileged: true }, /documents\.privileged` must be a known setting/],
  ])('refuses %s', (_, changes, message) => {
    expect(() => withWorkload(changes)).toThrow(message);
  });

  it('takes one pod in staging, and never in prod', () => {
    expect(() => withWorkload({ replicas: Replicas.single() })).not.toThrow();
    const workloads = { documents: { ...documents, replicas: Replicas.single() } };
    const prod = {
      ...staging,
      stage: 'prod',
      databases: {},
      caches: {},
      network: { ...staging.network, nat: 'perZone' },
      workloads,
    };
    expect(() => defineEnvironment('environments/prod.ts', prod as unknown as Environment)).toThrow(
      /documents\.replicas` must be two pods or more/,
    );
  });

  it('refuses one name in two sections: both would be one identity', () => {
    expect(() => define({ deployments: { documents: { namespace: 'backend' } } })).toThrow(
      /`documents` must be in one of `deployments`, `workloads` and `jobs` only/,
    );
  });

  it.each([
    [{ backend: { cpu: '8', memory: '16 GB', pods: 10 } }, /namespaces\.backend\.memory/],
    [{ backend: { cpu: '8', memory: '16Gi', pods: 0 } }, /namespaces\.backend\.pods/],
    [{ Backend: { cpu: '8', memory: '16Gi', pods: 1 } }, /namespaces\.Backend/],
  ])('refuses the namespaces %j', (namespaces, message) => {
    expect(() => define({ namespaces })).toThrow(message);
  });

  it.each([
    [{ zone: 'https://example.com', hosts: ['shop.example.com'] }, /certificates\.shop\.zone/],
    [{ zone: 'example.com', hosts: [] }, /certificates\.shop\.hosts/],
    [{ zone: 'example.com', hosts: ['shop.example.com/'] }, /certificates\.shop\.hosts\.0/],
  ])('refuses the certificate %j', (shop, message) => {
    expect(() => define({ certificates: { shop } })).toThrow(message);
  });
});
