import { Cidr, parseIpv6Cidr } from '../../lib/core';

describe('Cidr', () => {
  it.each([
    ['10.0.0.1/16', 'Did you mean 10.0.0.0/16?'],
    ['0.0.0.0/00', 'Did you mean 0.0.0.0/0?'],
    ['10.0.0.0/33', 'prefix length'],
    ['10.0.0/8', 'four numbers'],
    ['10.0.0.0', 'a slash'],
    [' 10.0.0.0/8', 'four numbers'],
    ['256.0.0.0/8', '0 to 255'],
    ['10.0.0.0/8 ', 'four numbers'],
    ['::/0', 'four numbers'],
  ])('refuses %j and says how to write it', (text, fix) => {
    expect(() => Cidr.parse(text)).toThrow(fix);
  });

  it.each(['0.0.0.0/0', '10.20.0.0/16', '255.255.255.255/32'])('reads %s back as it was written', (text) => {
    expect(Cidr.parse(text).toString()).toBe(text);
  });

  it('numbers subnets as Terraform’s cidrsubnet does', () => {
    const block = Cidr.parse('10.20.0.0/16');
    expect([0, 1, 15].map((index) => block.subnet(20, index).toString())).toEqual([
      '10.20.0.0/20',
      '10.20.16.0/20',
      '10.20.240.0/20',
    ]);
  });

  it.each([
    [20, 16],
    [20, -1],
    [20, 0.5],
    [15, 0],
    [33, 0],
  ])('has no /%d block number %d', (prefix, index) => {
    expect(() => Cidr.parse('10.20.0.0/16').subnet(prefix, index)).toThrow('Use a larger block.');
  });

  it('compares blocks', () => {
    const vpc = Cidr.parse('10.20.0.0/16');
    expect(vpc.contains(Cidr.parse('10.20.240.0/20'))).toBe(true);
    expect(vpc.contains(Cidr.parse('10.0.0.0/8'))).toBe(false);
    expect(vpc.overlaps(Cidr.parse('10.0.0.0/8'))).toBe(true);
    expect(vpc.overlaps(Cidr.parse('10.21.0.0/16'))).toBe(false);
  });

  it.each([
    ['10.0.0.0/8', true],
    ['100.64.0.0/10', true],
    ['172.32.0.0/16', false],
    ['0.0.0.0/0', false],
    ['8.0.0.0/6', false],
  ])('knows whether %s is private: %s', (text, expected) => {
    expect(Cidr.parse(text).isPrivate).toBe(expected);
  });
});

describe('parseIpv6Cidr', () => {
  it('compresses', () => {
    expect(parseIpv6Cidr('2001:0DB8:0:0::/56')).toBe('2001:db8::/56');
  });

  it.each(['2001:db8::1/56', '2001:db8::', '10.0.0.0/8', 'x/3'])('refuses %s', (text) => {
    expect(() => parseIpv6Cidr(text)).toThrow('an IPv6 block');
  });
});
