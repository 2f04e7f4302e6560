import { isMap, isOpen, Reference, type Resource, Unknown, type Value } from '../../graph/value';
import { chartValuesOf, walk } from '../../helm/release';
import { at, behind, each, text } from '../../kubernetes/access';
import { containersOf } from '../../kubernetes/pods';
import { type Fault, type ResourceRule, unverifiable } from '../../rule';
import { podsIn, podTypes, subject } from './support';

/** SEC-IMAGE */
export const pinnedImage: ResourceRule = {
  id: 'SEC-IMAGE',
  severity: 'high',
  title: 'A container image can change, or comes from a registry that is not trusted',
  why: 'A tag is whatever its owner last pushed: the same manifest runs other code tomorrow, on some nodes and not on others, and nobody reviewed it.',
  fix: 'Name the image by digest (repository@sha256:…) from a private ECR repository (of any account, pull-through caches included), registry.k8s.io, or the public.ecr.aws repositories of AWS and of Docker’s official images.',
  controls: ['CIS-EKS-1.4 5.1.4', 'CIS-EKS-1.4 5.1.1'],
  example: {
    bad: '{ "container": { "name": "api", "image": "nginx:latest" } }',
    good: '{ "container": { "name": "api", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/api@sha256:…" } }',
  },
  types: podTypes,
  *check(resource) {
    for (const pod of podsIn(resource)) {
      for (const { body, place, text: which } of containersOf(pod)) {
        if (!isMap(body)) continue;
        const value = at(body, 'image');
        if (value !== undefined) yield* judge(`${place}.image`, value, `${subject(pod)}: ${which}`);
      }
      for (const volume of each(at(pod.template, 'spec', 'volumes'))) {
        const value = isMap(volume) ? at(volume, 'image', 'reference') : undefined;
        if (value !== undefined) yield* judge(`${pod.place}spec.volumes`, value, `${subject(pod)}: image volume`);
      }
    }
    yield* latestInChart(resource);
  },
};

function* judge(attribute: string, value: Value, who: string): Iterable<Fault> {
  const pieces = value instanceof Unknown && value.parts.pieces ? value.parts.pieces : [value];
  const first = behind(pieces[0]);
  const pinned = isPinned(pieces);
  if (pieces.length === 1 && isOpen(first)) {
    if (!isPinnedReference(first)) yield unverifiable(attribute, first, `which image ${who} runs is not known`);
    return;
  }
  if (pinned === undefined)
    yield {
      attribute,
      value,
      unverifiable: true,
      message: `whether the image of ${who} is named by digest is not known`,
    };
  else if (!pinned)
    yield { attribute, value, message: `${who} runs ${described(value)}, which is not named by digest` };
  if (typeof first === 'string' && !isTrusted(first, pieces.length > 1))
    yield {
      attribute,
      value,
      message: `${who} runs an image from ${registryOf(first)}, which is not on the list of trusted registries`,
    };
  else if (isOpen(first) && !isRepository(first))
    yield {
      attribute,
      value,
      unverifiable: true,
      message: `from which registry the image of ${who} comes is not known`,
    };
}

/** Attributes that hold a digest, or a whole reference with one. */
const digestAttributes = new Set(['image_digest', 'digest', 'repo_digest', 'sha256_digest', 'id']);

/** Whether an image is named by digest; undefined when that is not known. */
function isPinned(pieces: readonly Value[]): boolean | undefined {
  const last = behind(pieces[pieces.length - 1]);
  if (typeof last === 'string') return /@(sha256:[0-9a-fA-F]{64}|sha512:[0-9a-fA-F]{128})$/.test(last.trim());
  const before = behind(pieces[pieces.length - 2]);
  if (typeof before !== 'string') return undefined;
  if (/@(sha256:)?$/.test(before)) return true;
  return before.endsWith(':') ? false : undefined;
}

/** A reference that is an image with its digest: `data.aws_ecr_image.x.image_uri`. */
function isPinnedReference(value: Value): boolean {
  if (!(value instanceof Reference)) return false;
  const attribute = String(value.path[value.path.length - 1] ?? '');
  const { type } = value.resource;
  return (
    (type === 'aws_ecr_image' && attribute === 'image_uri') ||
    (/^docker_/.test(type) && attribute !== 'id' && digestAttributes.has(attribute))
  );
}

/** A reference to a private repository of ECR, in whichever account. */
function isRepository(value: Value): boolean {
  return value instanceof Reference && (value.resource.type === 'aws_ecr_repository' || isOwnAccount(value));
}

function isOwnAccount(value: Reference): boolean {
  return value.resource.mode === 'data' && value.resource.type === 'aws_caller_identity';
}

const privateEcr =
  /^\d{12}\.dkr[.-]ecr(-fips)?\.[a-z0-9-]+\.(amazonaws\.com(\.cn)?|on\.(aws|amazonwebservices\.com\.cn)|[a-z0-9.-]*\.ic\.gov)$/;
/** What follows the account in a private registry's name, when the account or region is an expression. */
const restOfEcr = /^\.dkr[.-]ecr(-fips)?\./;
/** Public repositories on `public.ecr.aws` that AWS, or Docker for its official images, publishes. */
const publicAliases =
  /^(aws-[a-z0-9-]+|eks(-[a-z0-9-]+)?|amazonlinux|bottlerocket|karpenter|lambda|xray|cloudwatch-agent|amazon-ecs|amazoncorretto|docker\/library|ebs-csi-driver|efs-csi-driver|kubernetes|kubernetes-sigs)\//;

function isTrusted(start: string, goesOn: boolean): boolean {
  const registry = registryOf(start);
  if (privateEcr.test(registry) || registry === 'registry.k8s.io') return true;
  if (registry === 'public.ecr.aws') return publicAliases.test(start.slice('public.ecr.aws/'.length));
  // `123456789012.dkr.ecr.${region}.amazonaws.com/…`: the rest of the registry's name is not known.
  return goesOn && /^\d{12}\.dkr[.-]ecr(-fips)?\.$/.test(start);
}

/** The registry of an image as container runtimes read it: without a dot or port in its first part it is Docker Hub's. */
function registryOf(image: string): string {
  const [first = '', ...rest] = image.trim().split('/');
  if (restOfEcr.test(first)) return first;
  return (rest.length > 0 || first.includes('.')) && /[.:]|^localhost$/.test(first) ? first : 'docker.io';
}

function described(value: Value): string {
  const known = behind(value);
  if (typeof known !== 'string') return 'an image';
  const tag = /:([^:/@]+)$/.exec(known)?.[1];
  return tag === undefined ? `${known} (tag latest)` : known;
}

/** An explicit `latest` among a chart's values; what a chart pins by itself is not seen here. */
function* latestInChart(resource: Resource): Iterable<Fault> {
  for (const { value, path, place } of chartValuesOf(resource)) {
    for (const leaf of walk(value, path)) {
      const name = leaf.path[leaf.path.length - 1] ?? '';
      if (!/(^|_|image|[a-z])tag$/i.test(name) && name !== 'image') continue;
      const known = text(leaf.value);
      if (known === 'latest' || (name === 'image' && known?.endsWith(':latest')))
        yield {
          attribute: `${place}: ${leaf.path.join('.')}`,
          value: leaf.value,
          message: `the chart is told to run tag latest (${leaf.path.join('.')})`,
        };
    }
  }
}
