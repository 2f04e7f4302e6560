import { NetworkAcl } from '@cdktf/provider-aws/lib/network-acl';
import { type AclRule, networkAclRules } from './network-acl-rules';
import type { Tier } from './subnets';
import { nameTags, type VpcContext } from './vpc-context';

/** One network ACL a tier, by id. Rules are inline, so that a rule added by hand shows in the next plan and goes. */
export function createNetworkAcls(context: VpcContext): Readonly<Record<Tier, string>> {
  const { addresses, props, natZones } = context.plan;
  const rules = networkAclRules({
    ipv4: {
      public: addresses.block('public').toString(),
      private: addresses.block('private').toString(),
      data: addresses.block('data').toString(),
    },
    pods: props.pods === undefined ? undefined : addresses.block('pods').toString(),
    ipv6: context.ipv6?.tiers,
    nat: natZones.length > 0,
    dataToS3: props.dataTier?.s3 === true,
  });
  const create = (tier: Tier): string =>
    new NetworkAcl(context.scope, `${tier}-acl`, {
      vpcId: context.vpcId,
      ingress: rules[tier].ingress.map(toTerraform),
      egress: rules[tier].egress.map(toTerraform),
      tags: nameTags(context, tier),
    }).id;
  return { public: create('public'), private: create('private'), data: create('data') };
}

function toTerraform({ number, protocol, ports, cidr, ipv6, icmp }: AclRule) {
  return {
    ruleNo: number,
    action: 'allow',
    protocol,
    fromPort: ports[0],
    toPort: ports[1],
    cidrBlock: cidr,
    ipv6CidrBlock: ipv6,
    icmpType: icmp?.[0],
    icmpCode: icmp?.[1],
  };
}
