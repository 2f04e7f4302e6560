import { connectToCluster, type Digest, Image } from '../../lib/kubernetes';
import { testStack } from '../support/template';
import { templateOf } from './fixtures';

const digest: Digest = `sha256:${'a'.repeat(64)}`;

describe('an image', () => {
  it.each([
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders/api',
    '123456789012.dkr-ecr.eu-west-1.on.aws/orders',
    'registry.k8s.io/pause',
    'public.ecr.aws/docker/library/nginx',
    'public.ecr.aws/aws-observability/aws-for-fluent-bit',
  ])('is named by digest: %s', (repository) => {
    expect(Image.digest(repository, digest).reference).toBe(`${repository}@${digest}`);
  });

  it.each([
    'nginx',
    'docker.io/library/nginx',
    'registry.k8s.io.evil.example/pause',
    'evil.example/123456789012.dkr.ecr.eu-west-1.amazonaws.com/x',
    'public.ecr.aws/somebody/image',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com/api:1.0',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com/api@sha256:x',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com/',
  ])('is refused from elsewhere, or with a tag: %s', (repository) => {
    expect(() => Image.digest(repository, digest)).toThrow(/`repository` must be a repository without a tag/);
  });

  it.each(['latest', 'sha256:abc', `sha256:${'A'.repeat(64)}`])('needs a whole digest, not %s', (wrong) => {
    expect(() => Image.digest('registry.k8s.io/pause', wrong as Digest)).toThrow(/`digest` must be sha256:/);
  });
});

describe('the connection to a cluster', () => {
  const { json } = templateOf(() => undefined);

  it('looks the address up, and asks AWS for a token each time', () => {
    expect(json).toHaveProperty('data.aws_eks_cluster.connected-cluster.name', 'staging');
    expect(json).toHaveProperty('provider.kubernetes.0', {
      host: '${data.aws_eks_cluster.connected-cluster.endpoint}',
      cluster_ca_certificate: '${base64decode(data.aws_eks_cluster.connected-cluster.certificate_authority[0].data)}',
      exec: [
        {
          api_version: 'client.authentication.k8s.io/v1beta1',
          command: 'aws',
          args: ['eks', 'get-token', '--cluster-name', 'staging', '--region', 'eu-west-1', '--output', 'json'],
        },
      ],
    });
    expect(json).toHaveProperty('terraform.required_providers.kubernetes.version', '~> 2.38');
  });

  it('assumes a role where it is told to', () => {
    const stack = testStack();
    connectToCluster(stack, {
      clusterName: 'x',
      region: 'eu-central-1',
      roleArn: 'arn:aws:iam::123456789012:role/deploy',
    });
    expect(stack.toTerraform().provider.kubernetes[0].exec[0].args.slice(-6)).toEqual([
      '--region',
      'eu-central-1',
      '--output',
      'json',
      '--role-arn',
      'arn:aws:iam::123456789012:role/deploy',
    ]);
  });

  it.each(['', '${aws_eks_cluster.x.name}', 'my cluster'])('refuses the name "%s"', (clusterName) => {
    expect(() => connectToCluster(testStack(), { clusterName })).toThrow(/`clusterName` must be the literal name/);
  });
});
