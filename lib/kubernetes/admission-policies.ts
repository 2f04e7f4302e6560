import {
  ADMISSION_TARGETS,
  type AdmissionTarget,
  SYSTEM_NAMESPACES,
  ValidatingAdmissionPolicy,
} from './admission-policy';
import { Image } from './image';
import { REQUIRED_LABELS } from './names';

/** What {@link admissionPolicies} are told. */
export interface AdmissionPoliciesProps {
  /** Private registries that images may come from, as an image's name begins: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/`. */
  readonly registries: readonly [string, ...string[]];
  /** Namespaces of agents that the policies do not apply to, besides the cluster's own: `amazon-cloudwatch`. @default none */
  readonly exceptNamespaces?: readonly string[];
}

const TARGETS = Object.keys(ADMISSION_TARGETS) as AdmissionTarget[];

/**
 * The policies of a cluster: images by digest and from trusted registries, nothing privileged and nothing of the node, the labels
 * that tell whose pods are whose, and nothing in the namespace `default`. Each is there for pods, for what makes pods from a
 * template, and for CronJobs, so that whoever deploys is told, and not only a controller.
 */
export function admissionPolicies(props: AdmissionPoliciesProps): ValidatingAdmissionPolicy[] {
  const exceptNamespaces = [...SYSTEM_NAMESPACES, ...(props.exceptNamespaces ?? [])];
  return TARGETS.flatMap((target) => [
    images(target, props.registries, exceptNamespaces),
    nothingOfTheNode(target, exceptNamespaces),
    labels(target, exceptNamespaces),
    notInDefault(target),
  ]);
}

/** A CEL list of a field of every item of lists that may be missing. */
const collected = (lists: readonly string[], map: string): string =>
  lists.map((list) => `(has(${list}) ? ${list}.${map} : [])`).join(' + ');

const containerLists = (spec: string): string[] =>
  ['containers', 'initContainers', 'ephemeralContainers'].map((list) => `${spec}.${list}`);

function images(target: AdmissionTarget, registries: readonly string[], exceptNamespaces: readonly string[]) {
  const { spec } = ADMISSION_TARGETS[target];
  const trusted = [...registries, ...Image.PUBLIC_PREFIXES];
  const ofVolumes = `(has(${spec}.volumes) ? ${spec}.volumes.filter(v, has(v.image) && has(v.image.reference)).map(v, v.image.reference) : [])`;
  return new ValidatingAdmissionPolicy(`images-${target}`, {
    target,
    exceptNamespaces,
    variables: {
      images: `${collected(containerLists(spec), 'map(c, has(c.image) ? c.image : "")')} + ${ofVolumes}`,
      byTag: `variables.images.filter(i, !i.matches('^[^@]+@sha256:[a-f0-9]{64}$'))`,
      foreign: `variables.images.filter(i, !${celList(trusted)}.exists(r, i.startsWith(r)))`,
    },
    validations: [
      {
        expression: 'variables.byTag.size() == 0',
        message: 'images are named by digest: a tag is whatever was pushed last',
        messageExpression: `'images are named by digest, repository@sha256:…; this is not: ' + variables.byTag.join(', ')`,
      },
      {
        expression: 'variables.foreign.size() == 0',
        message: 'images come from a registry that is trusted',
        messageExpression: `'images come from ${trusted.join(', ')}; this does not: ' + variables.foreign.join(', ')`,
      },
    ],
  });
}

function nothingOfTheNode(target: AdmissionTarget, exceptNamespaces: readonly string[]) {
  const { spec } = ADMISSION_TARGETS[target];
  const privileged =
    'filter(c, has(c.securityContext) && has(c.securityContext.privileged) && c.securityContext.privileged).map(c, c.name)';
  const off = (field: string): string => `(!has(${spec}.${field}) || !${spec}.${field})`;
  return new ValidatingAdmissionPolicy(`no-privileges-${target}`, {
    target,
    exceptNamespaces,
    variables: { privileged: collected(containerLists(spec), privileged) },
    validations: [
      {
        expression: 'variables.privileged.size() == 0',
        message: 'no container is privileged: it would be root on the node',
        messageExpression: `'no container is privileged, which is root on the node; these are: ' + variables.privileged.join(', ')`,
      },
      {
        expression: ['hostNetwork', 'hostPID', 'hostIPC'].map(off).join(' && '),
        message: 'pods share no network, process or memory namespace with their node',
      },
      {
        expression: `!has(${spec}.volumes) || !${spec}.volumes.exists(v, has(v.hostPath))`,
        message: 'pods mount no path of their node',
      },
    ],
  });
}

function labels(target: AdmissionTarget, exceptNamespaces: readonly string[]) {
  const { metadata } = ADMISSION_TARGETS[target];
  return new ValidatingAdmissionPolicy(`labels-${target}`, {
    target,
    exceptNamespaces,
    variables: {
      missing: `${celList(REQUIRED_LABELS)}.filter(l, !has(${metadata}.labels) || !(l in ${metadata}.labels))`,
    },
    validations: [
      {
        expression: 'variables.missing.size() == 0',
        message: `pods are labelled ${REQUIRED_LABELS.join(', ')}`,
        messageExpression: `'pods say whose they are; label them ' + variables.missing.join(', ')`,
      },
    ],
  });
}

function notInDefault(target: AdmissionTarget) {
  return new ValidatingAdmissionPolicy(`not-in-default-${target}`, {
    target,
    onlyNamespaces: ['default'],
    validations: [
      { expression: 'false', message: 'the namespace default has no guard rails: take one of the environment’s' },
    ],
  });
}

const celList = (texts: readonly string[]): string => `[${texts.map((text) => `'${text}'`).join(', ')}]`;
