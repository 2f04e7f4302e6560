import { Cidr, Faults } from '../core';

/** How many addresses a list may hold in all: a /16, as large as a company's own network. */
const MOST_ADDRESSES = 2n ** 16n;

/**
 * From where the Kubernetes API can be reached. Inside the VPC it always can, on private addresses; there is no spelling for
 * everywhere. See https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html; AWS FSBP EKS.1, CIS EKS 5.4.1 and 5.4.2.
 */
export class ApiAccess {
  /** From inside the VPC only, and from what is connected to it. */
  static privateOnly(): ApiAccess {
    return new ApiAccess([]);
  }

  /**
   * From these public networks too, such as an office's or a runner's addresses. Nodes stay on the private way.
   *
   * @param cidrs one block or more, `203.0.113.0/24`; together a /16 at most
   * @throws ValidationError when a block is not canonical or private, or when they are too many addresses
   */
  static from(cidrs: readonly [string, ...string[]]): ApiAccess {
    const faults = new Faults('ApiAccess.from');
    const blocks = cidrs.flatMap((cidr) => faults.attempt('cidrs', () => Cidr.parse(cidr)) ?? []);
    for (const block of blocks) {
      faults.check(!block.isPrivate, {
        prop: 'cidrs',
        expected: 'public addresses',
        got: block.toString(),
        fix: 'Private networks reach the private endpoint: let them in by cluster.allowApiFrom(Peer.cidr(...), reason).',
      });
    }
    const addresses = blocks.reduce((sum, { size }) => sum + size, 0n);
    faults.check(cidrs.length > 0 && addresses <= MOST_ADDRESSES, {
      prop: 'cidrs',
      expected: 'one block or more, of 65536 addresses in all at most',
      got: cidrs,
      fix: 'Name the few networks that need it, or use ApiAccess.privateOnly().',
    });
    faults.throwIfAny();
    return new ApiAccess(blocks.map((block) => block.toString()));
  }

  private constructor(
    /** The public networks; none for a private API. */
    readonly publicCidrs: readonly string[],
  ) {}
}
