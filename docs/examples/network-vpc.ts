import { Construct } from 'constructs';
import { FlowLogs, Nat, Vpc } from '../../lib/network';
import { Bucket } from '../../lib/storage';

/** A dual-stack network of three zones for an EKS cluster: pods in a block of their own, AWS reached by endpoints. */
export class ShopNetwork extends Construct {
  readonly vpc: Vpc;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.vpc = new Vpc(this, 'vpc', {
      cidr: '10.20.0.0/16',
      availabilityZones: ['a', 'b', 'c'],
      nat: Nat.perZone(),
      pods: '100.64.0.0/16',
      ipv6: true,
      interfaceEndpoints: ['ecr.api', 'ecr.dkr', 'sts', 'logs'],
      clusters: ['shop'],
      karpenterDiscovery: 'shop',
      flowLogs: FlowLogs.toBucket(new Bucket(this, 'flow-logs')),
    });
    // More can be added later, also by another construct that knows the VPC.
    this.vpc.endpoints.add('kms');
  }
}
