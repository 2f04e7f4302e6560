import fc from 'fast-check';
import { Cidr } from '../../lib/core';
import { AddressPlan, type Slice, ZONE_LETTERS, type ZoneSlots } from '../../lib/network/address-plan';

describe('AddressPlan', () => {
  it.each<[string, ZoneSlots, Record<'private' | 'data' | 'public', [block: string, a: string, d: string]>]>([
    [
      '10.20.0.0/16',
      4,
      {
        private: ['10.20.0.0/17', '10.20.0.0/19', '10.20.96.0/19'],
        data: ['10.20.128.0/18', '10.20.128.0/20', '10.20.176.0/20'],
        public: ['10.20.192.0/19', '10.20.192.0/21', '10.20.216.0/21'],
      },
    ],
    [
      '10.20.16.0/20',
      8,
      {
        private: ['10.20.16.0/21', '10.20.16.0/24', '10.20.19.0/24'],
        data: ['10.20.24.0/22', '10.20.24.0/25', '10.20.25.128/25'],
        public: ['10.20.28.0/23', '10.20.28.0/26', '10.20.28.192/26'],
      },
    ],
  ])(
    'keeps half of %s with %d slots for private, a quarter for data, an eighth for public',
    (cidr, slots, expected) => {
      const plan = new AddressPlan(Cidr.parse(cidr), slots);
      for (const tier of ['private', 'data', 'public'] as const) {
        expect([plan.block(tier), plan.subnet(tier, 'a'), plan.subnet(tier, 'd')].map(String)).toEqual(expected[tier]);
      }
    },
  );

  it('keeps each subnet in its tier’s block, and none over another, whatever the block', () => {
    const blocks = fc.record({
      prefix: fc.integer({ min: 16, max: 20 }),
      index: fc.nat(15),
      slots: fc.constantFrom<ZoneSlots>(4, 8),
    });
    fc.assert(
      fc.property(blocks, ({ prefix, index, slots }) => {
        const plan = new AddressPlan(
          Cidr.parse('10.0.0.0/8').subnet(prefix, index),
          slots,
          Cidr.parse('100.64.0.0/16'),
        );
        const slices: Slice[] = ['public', 'private', 'data', 'pods'];
        const zones = ZONE_LETTERS.slice(0, slots);
        const subnets = slices.flatMap((slice) => zones.map((zone) => [slice, plan.subnet(slice, zone)] as const));
        expect(subnets.every(([slice, subnet]) => plan.block(slice).contains(subnet))).toBe(true);
        const overlaps = subnets.flatMap(([, a], i) => subnets.slice(i + 1).filter(([, b]) => a.overlaps(b)));
        expect(overlaps).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('gives each slice and zone one IPv6 subnet of its own', () => {
    const plan = new AddressPlan(Cidr.parse('10.0.0.0/16'), 8);
    const slices: Slice[] = ['private', 'pods', 'data', 'public'];
    const all = slices.flatMap((slice) => ZONE_LETTERS.map((zone) => plan.ipv6Subnet(slice, zone)));
    expect(new Set(all).size).toBe(24);
    expect(Math.max(...all)).toBeLessThan(256);
  });
});
