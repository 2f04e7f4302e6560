export type { ZoneLetter, ZoneSlots } from './address-plan';
export type { AwsInterfaceService, InterfaceService, OtherInterfaceService } from './endpoint-services';
export { Endpoints } from './endpoints';
export { type CloudWatchFlowLogsOptions, type FlowLogBucket, FlowLogs } from './flow-logs';
export { type ImportedSubnets, ImportedVpc, type SubnetIds, type VpcAttributes } from './imported-vpc';
export { Nat, type NatKind } from './nat';
export { type AwsPrefixList, Peer, type PeerKind } from './peer';
export { Port, type PortKind, type WebPort } from './port';
export {
  type Connectable,
  type Exposure,
  SecurityGroup,
  SecurityGroupBase,
  type SecurityGroupProps,
} from './security-group';
export type { Subnet, Subnets, Tier, VpcReference } from './subnets';
export type { VpcSubnets } from './tier-subnets';
export { Vpc } from './vpc';
export type { DataTierProps, EndpointAccess, LowerStageVpcProps, ProdVpcProps, VpcProps } from './vpc-props';
