import fc from 'fast-check';
import { Address4, Address6 } from 'ip-address';
import { reach } from '../../../lib/policy/net/address-set';
import { formatCidr, parseCidr } from '../../../lib/policy/net/cidr';

const ranges = (texts: readonly string[]) =>
  texts.map((text) => {
    const range = parseCidr(text);
    if (!range) throw new Error(text);
    return range;
  });

it('agrees with ip-address on IPv4', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, prefix) => {
      const theirs = new Address4(`${address}/${prefix}`);
      const ours = parseCidr(`${address}/${prefix}`);
      expect([ours?.first, ours?.last]).toEqual([theirs.startAddress().bigInt(), theirs.endAddress().bigInt()]);
    }),
  );
});

it('agrees with ip-address on IPv6', () => {
  fc.assert(
    fc.property(fc.ipV6(), fc.integer({ min: 0, max: 128 }), (address, prefix) => {
      const theirs = new Address6(`${address}/${prefix}`);
      const ours = parseCidr(`${address}/${prefix}`);
      expect([ours?.first, ours?.last]).toEqual([theirs.startAddress().bigInt(), theirs.endAddress().bigInt()]);
    }),
  );
});

it('writes what it reads', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })),
        fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 })),
      ),
      ([address, prefix]) => {
        const range = parseCidr(`${address}/${prefix}`);
        expect(range && parseCidr(formatCidr(range))).toEqual(range);
      },
    ),
  );
});

it.each([
  '',
  '10.0.0.0/33',
  '10.0.0/8',
  '010.0.0.0/8',
  '256.0.0.0/8',
  '::/129',
  ':::/0',
  '1::2::3',
  '10.0.0.0/8/8',
  '10.0.0.0/-1',
  'fe80::1%eth0',
  '12345::/16',
  '0x0a.0.0.0/8',
])('does not read %j', (text) => {
  expect(parseCidr(text)).toBeUndefined();
});

it.each([
  ['everything', ['0.0.0.0/0'], true],
  ['two halves', ['0.0.0.0/1', '128.0.0.0/1'], true],
  ['more than a /8', ['8.0.0.0/8', '9.0.0.0/32'], true],
  ['one /8', ['8.0.0.0/8'], false],
  ['the same /8 twice', ['8.0.0.0/8', '8.0.0.0/8', '8.1.0.0/16'], false],
  ['all private space', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '127.0.0.0/8'], false],
  ['multicast and reserved', ['224.0.0.0/3'], false],
])('IPv4: %s', (_, cidrs, world) => {
  expect(reach(ranges(cidrs), 4).world).toBe(world);
});

it.each([
  ['everything', ['::/0'], true],
  ['global unicast', ['2000::/3'], true],
  ['a registry’s block', ['2600::/12'], true],
  ['a provider’s block', ['2a01::/16'], false],
  ['unique local and link-local', ['fc00::/7', 'fe80::/10'], false],
])('IPv6: %s', (_, cidrs, world) => {
  expect(reach(ranges(cidrs), 6).world).toBe(world);
});

it('says how much of the internet it is', () => {
  expect(reach(ranges(['0.0.0.0/0']), 4).text).toBe('100 % of public IPv4');
});
