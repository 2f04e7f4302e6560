import { type AddressRange, formatAddress, formatCidr, parseCidr } from '../../net/cidr';
import type { Fault, ResourceRule } from '../../rule';
import { pathText, textsIn } from '../paths';

/** Attributes and blocks that hold CIDR blocks, by type; of a block every entry whose name says so. */
const places: Readonly<Record<string, readonly string[]>> = {
  aws_security_group: ['ingress', 'egress'],
  aws_default_security_group: ['ingress', 'egress'],
  aws_security_group_rule: ['cidr_blocks', 'ipv6_cidr_blocks'],
  aws_vpc_security_group_ingress_rule: ['cidr_ipv4', 'cidr_ipv6'],
  aws_vpc_security_group_egress_rule: ['cidr_ipv4', 'cidr_ipv6'],
  aws_network_acl: ['ingress', 'egress'],
  aws_default_network_acl: ['ingress', 'egress'],
  aws_network_acl_rule: ['cidr_block', 'ipv6_cidr_block'],
  aws_route: ['destination_cidr_block', 'destination_ipv6_cidr_block'],
  aws_route_table: ['route'],
  aws_default_route_table: ['route'],
  aws_ec2_managed_prefix_list: ['entry'],
  aws_ec2_managed_prefix_list_entry: ['cidr'],
  aws_ec2_transit_gateway_route: ['destination_cidr_block'],
  aws_ec2_client_vpn_authorization_rule: ['target_network_cidr'],
  aws_ec2_client_vpn_route: ['destination_cidr_block'],
  aws_ec2_client_vpn_endpoint: ['client_cidr_block'],
  aws_vpn_connection_route: ['destination_cidr_block'],
  aws_vpc: ['cidr_block', 'ipv6_cidr_block'],
  aws_subnet: ['cidr_block', 'ipv6_cidr_block'],
  aws_vpc_ipv4_cidr_block_association: ['cidr_block'],
  aws_eks_cluster: ['vpc_config', 'kubernetes_network_config', 'remote_network_config'],
  aws_wafv2_ip_set: ['addresses'],
  aws_wafregional_ipset: ['ip_set_descriptor'],
  aws_waf_ipset: ['ip_set_descriptors'],
  aws_redshift_security_group: ['ingress'],
  aws_db_security_group: ['ingress'],
  aws_lightsail_instance_public_ports: ['port_info'],
  aws_workspaces_ip_group: ['rules'],
  kubernetes_network_policy: ['spec'],
  kubernetes_network_policy_v1: ['spec'],
};

/** Entries of a block that hold addresses. */
const cidrName =
  /^(cidr|cidrs|cidr_blocks?|ipv6_cidr_blocks?|cidr_ipv[46]|addresses|public_access_cidrs|service_ipv[46]_cidr|source|except|ipv6_cidrs|value|destination_(ipv6_)?cidr_block|target_network_cidr|client_cidr_block)$/;

/** SEC-CIDR */
export const canonicalCidr: ResourceRule = {
  id: 'SEC-CIDR',
  severity: 'high',
  title: 'A CIDR block is written in a way that hides what it admits',
  why: '0.0.0.0/00 and 1.2.3.4/0 are the whole internet, but neither a reviewer nor a search for 0.0.0.0/0 sees it, and tools read an octet such as 010 differently.',
  fix: 'Write the first address of the block and its length without leading zeros or blanks.',
  controls: [],
  noControl:
    'It keeps addresses readable for the rules and people that look for open ones; no framework has a control for spelling.',
  example: { bad: '{ "cidr_ipv4": "0.0.0.0/00" }', good: '{ "cidr_ipv4": "10.20.0.0/16" }' },
  types: Object.keys(places),
  *check(resource) {
    for (const attribute of places[resource.type] ?? []) {
      for (const { keys, name, text } of textsIn(resource.get(attribute), [attribute])) {
        if (!cidrName.test(name) || text.includes('${…}') || text === '') continue;
        const fault = judge(pathText(keys), text);
        if (fault) yield fault;
      }
    }
  },
};

function judge(attribute: string, text: string): Fault | undefined {
  const range = parseCidr(text);
  // A group or prefix list id may stand where a CIDR could: another rule reads those.
  if (!range)
    return looksLikeCidr(text)
      ? {
          attribute,
          value: text,
          message: `${JSON.stringify(text)} is no CIDR block that every tool reads in the same way`,
        }
      : undefined;
  const canonical = formatCidr(range);
  if (isCanonical(text, range, canonical)) return undefined;
  return {
    attribute,
    value: text,
    message: `${JSON.stringify(text)} is not canonical: it is ${canonical}`,
    fix: `Write ${JSON.stringify(canonical)}, if that is what is meant.`,
  };
}

/** IPv6 has several right spellings of an address: there only blanks, the length and bits beyond it are looked at. */
function isCanonical(text: string, range: AddressRange, canonical: string): boolean {
  if (text === canonical) return true;
  const [address = '', length] = text.split('/');
  if (length === undefined) return address === address.trim() && range.first === range.last;
  if (range.family === 4 || /^0\d|\s/.test(length) || address !== address.trim() || address.includes('.')) return false;
  const alone = parseCidr(address);
  return alone !== undefined && formatAddress(6, alone.first) === formatAddress(6, range.first);
}

function looksLikeCidr(text: string): boolean {
  return (
    /^(?=.*[./])[\s\d.xa-f]+(\/[\s\d.]*)?$|^[\s0-9a-f:.]*:[\s0-9a-f:.]*(\/\s*\d*\s*)?$/i.test(text.slice(0, 100)) &&
    /\d/.test(text)
  );
}
