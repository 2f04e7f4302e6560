import { isOpen, type Value } from '../../graph/value';
import { each } from '../../kubernetes/access';
import { reach } from '../../net/address-set';
import { type AddressRange, parseCidr } from '../../net/cidr';
import { type Fault, type ResourceRule, unverifiable } from '../../rule';
import { flag, isUndecided } from '../values';
import { isNarrow } from '../vpc/opening';
import { blockOf, clusterTypes, fieldOf, networkBlock } from './cluster';

/** SEC-EKS-PUBLIC */
export const publicClusterEndpoint: ResourceRule = {
  id: 'SEC-EKS-PUBLIC',
  severity: 'critical',
  title: 'The API of a cluster is reachable from the whole internet',
  why: 'A leaked kubeconfig or token, or a bug in the API server, is then enough from anywhere; with a private endpoint one has to be in the network first.',
  fix: 'Set endpoint_public_access = false and endpoint_private_access = true, or list the few networks that may come in public_access_cidrs. Left out, AWS admits everybody.',
  controls: ['AWS-FSBP EKS.1', 'CIS-EKS-1.4 5.4.1', 'CIS-EKS-1.4 5.4.2'],
  example: {
    bad: '{ "vpc_config": { "endpoint_public_access": true } }',
    good: '{ "vpc_config": { "endpoint_public_access": true, "public_access_cidrs": ["198.51.100.0/24"] } }',
  },
  types: clusterTypes,
  *check(cluster) {
    const name = networkBlock(cluster);
    const block = blockOf(cluster, name);
    const isPublic = flag(fieldOf(block, 'endpoint_public_access'));
    if (isPublic === false) return;
    if (isOpen(block)) {
      yield unverifiable(name, block, 'from where the API can be reached is not known');
      return;
    }
    const cidrs = fieldOf(block, 'public_access_cidrs');
    const attribute = `${name}.public_access_cidrs`;
    const whole = isOpen(cidrs) ? [cidrs] : each(cidrs);
    if (whole.length === 0) {
      // A plan that does not know the list yet has it written somewhere, or AWS fills it in with the world.
      if (isUndecided(isPublic))
        yield unverifiable(
          `${name}.endpoint_public_access`,
          isPublic,
          'whether the API has a public endpoint is not known',
        );
      else
        yield {
          attribute,
          value: cidrs,
          message: 'its API is reachable from 0.0.0.0/0: public_access_cidrs is left out, which admits everybody',
        };
      return;
    }
    yield* judge(attribute, whole);
  },
};

function* judge(attribute: string, cidrs: readonly Value[]): Iterable<Fault> {
  const ranges: AddressRange[] = [];
  for (const cidr of cidrs) {
    const range = typeof cidr === 'string' ? parseCidr(cidr) : undefined;
    if (range) ranges.push(range);
    else if (isOpen(cidr)) {
      if (!isNarrow(cidr)) yield unverifiable(attribute, cidr, 'a network that reaches the API is not known');
    } else
      yield {
        attribute,
        value: cidr,
        message: `${JSON.stringify(cidr)} is no CIDR block that can be read in one way only`,
        unverifiable: true,
      };
  }
  for (const family of [4, 6] as const) {
    const { world, text } = reach(ranges, family);
    if (world)
      yield {
        attribute,
        value: cidrs,
        message: `its API is reachable from ${cidrs.filter((cidr) => typeof cidr === 'string').join(' + ')}: ${text}`,
      };
  }
}
