import { CronJob, NetworkPeer, type Workload } from '../../lib/kubernetes';
import { manifestsOf } from '../support/manifests';
import { faultsOf } from '../support/validate-models';
import { identityOf, image, namespaceIn, objectsOf, podProps, templateOf, workloadIn } from './fixtures';

const policies = (connect: (api: Workload, web: Workload) => void) => {
  const template = templateOf((stack) => connect(workloadIn(stack, 'api'), workloadIn(stack, 'web', { port: 8081 })));
  expect(faultsOf(manifestsOf(template.json))).toEqual([]);
  const { api, web } = objectsOf(template, 'NetworkPolicy');
  return { api: api?.spec as object | undefined, web: web?.spec as object | undefined };
};

const pods = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'orders' } },
  podSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
});

describe('the connections of a workload', () => {
  it('are none until something is said', () => {
    expect(policies(() => undefined)).toEqual({ api: undefined, web: undefined });
  });

  it('are opened on both ends between two workloads, on the port of the one that listens', () => {
    expect(policies((api, web) => api.allowFrom(web))).toEqual({
      api: {
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ from: [pods('web')], ports: [{ port: 8080, protocol: 'TCP' }] }],
      },
      web: {
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
        policyTypes: ['Ingress', 'Egress'],
        egress: [{ to: [pods('api')], ports: [{ port: 8080, protocol: 'TCP' }] }],
      },
    });
  });

  it('may be those of pods that something else makes, and of private addresses', () => {
    const { api } = policies((workload) => {
      workload.allowFrom(NetworkPeer.pods('monitoring', { 'app.kubernetes.io/name': 'prometheus' }));
      workload.allowFrom(NetworkPeer.cidr('10.20.0.0/20'));
      workload.allowTo(NetworkPeer.cidr('10.20.128.0/18'), 5433);
    });
    expect(api).toMatchObject({
      ingress: [
        { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }] },
        { from: [{ ipBlock: { cidr: '10.20.0.0/20' } }] },
      ],
      egress: [{ to: [{ ipBlock: { cidr: '10.20.128.0/18' } }], ports: [{ port: 5433, protocol: 'TCP' }] }],
    });
  });

  it('to the internet leave private addresses and the metadata service out', () => {
    const { api } = policies((workload) => workload.allowTo(NetworkPeer.internet(), 443));
    expect(api).toMatchObject({
      egress: [
        {
          to: [
            { ipBlock: { cidr: '0.0.0.0/0', except: expect.arrayContaining(['169.254.0.0/16', '10.0.0.0/8']) } },
            { ipBlock: { cidr: '::/0', except: expect.arrayContaining(['fc00::/7']) } },
          ],
        },
      ],
    });
  });

  it('reach the Pod Identity agent of both address families, where there is such an identity', () => {
    const agent = {
      to: [{ ipBlock: { cidr: '169.254.170.23/32' } }, { ipBlock: { cidr: 'fd00:ec2::23/128' } }],
      ports: [{ port: 80, protocol: 'TCP' }],
    };
    const of = (identity: ReturnType<typeof identityOf>) =>
      objectsOf(
        templateOf((stack) => void workloadIn(stack, 'api', { identity })),
        'NetworkPolicy',
      ).api?.spec;
    expect(of(identityOf('api'))).toMatchObject({ egress: [agent] });
    const serviceAccountAnnotations = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/api' };
    expect(of(identityOf('api', { identity: 'irsa', serviceAccountAnnotations }))).toBeUndefined();
  });

  it('adds nothing to what is there when one more is opened', () => {
    const one = policies((api, web) => api.allowFrom(web));
    const two = policies((api, web) => {
      api.allowFrom(web);
      web.allowFrom(api);
    });
    expect(two.api).toMatchObject(one.api ?? {});
  });

  it('are refused where nothing listens, for a port that is none, and for addresses that are not private', () => {
    const worker = { port: undefined, health: { probes: {} } };
    expect(() => templateOf((stack) => workloadIn(stack, 'api', worker).allowFrom(workloadIn(stack, 'web')))).toThrow(
      /`allowFrom` must be called on pods that listen/,
    );
    expect(() => policies((api) => api.allowTo(NetworkPeer.internet(), 0))).toThrow(
      /`port` must be .* 1 to 65535, got 0/,
    );
    expect(() => NetworkPeer.cidr('8.8.8.0/24')).toThrow(/`block` must be private/);
    expect(() => NetworkPeer.pods('monitoring', {})).toThrow(/`labels` must be one label or more/);
  });
});

describe('a CronJob', () => {
  const job = (changes: object = {}) =>
    templateOf((stack) => {
      const reports = new CronJob(stack, 'reports', { ...podProps(stack), schedule: '0 3 * * *', ...changes });
      workloadIn(stack, 'api').allowFrom(reports);
    });
  const template = job();

  it('runs one at a time, in UTC, and is stopped when it takes too long', () => {
    expect(objectsOf(template, 'CronJob').reports?.spec).toMatchObject({
      schedule: '0 3 * * *',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      jobTemplate: { spec: { activeDeadlineSeconds: 3600, backoffLimit: 2, ttlSecondsAfterFinished: 86400 } },
    });
  });

  it('has pods as restricted as those of a workload', () => {
    expect(objectsOf(template, 'CronJob').reports?.spec).toMatchObject({
      jobTemplate: {
        spec: {
          template: {
            metadata: { labels: { 'app.kubernetes.io/name': 'reports', 'app.kubernetes.io/part-of': 'orders' } },
            spec: {
              restartPolicy: 'Never',
              automountServiceAccountToken: false,
              containers: [
                {
                  image: image.reference,
                  securityContext: {
                    runAsNonRoot: true,
                    readOnlyRootFilesystem: true,
                    capabilities: { drop: ['ALL'] },
                  },
                },
              ],
            },
          },
        },
      },
    });
    expect(faultsOf(manifestsOf(template.json))).toEqual([]);
  });

  it('is let in by a workload', () => {
    expect(objectsOf(template, 'NetworkPolicy').api?.spec).toMatchObject({ ingress: [{ from: [pods('reports')] }] });
    expect(objectsOf(template, 'NetworkPolicy').reports?.spec).toMatchObject({ egress: [{ to: [pods('api')] }] });
  });

  it.each([
    [{ schedule: '0 3 * *' }, /`schedule` must be five fields/],
    [{ schedule: '@daily' }, /`schedule` must be five fields/],
    [{ timeZone: 'Berlin' }, /`timeZone` must be a time zone of the IANA database, got Berlin/],
    [{ retries: 11 }, /`retries` must be 0 to 10/],
  ])('refuses %j', (changes, message) => {
    expect(() => job(changes)).toThrow(message);
  });

  it('takes names of days and months', () => {
    expect(() => job({ schedule: '*/15 8-18 * JAN,JUL mon-fri', timeZone: 'Europe/Berlin' })).not.toThrow();
  });

  it('leaves its jobs room for their number in the name', () => {
    const long = `a${'b'.repeat(52)}`;
    const make = () =>
      templateOf((stack) => {
        namespaceIn(stack);
        new CronJob(stack, long, { ...podProps(stack), schedule: '0 3 * * *' });
      });
    expect(make).toThrow(/`id` must be a name of 1 to 52/);
  });
});
