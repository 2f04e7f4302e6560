import { closeSync, openSync, writeSync } from 'node:fs';

/**
 * Writes a file of the shape of AWS's own (AmazonEC2, one region): products with the attributes that they really have, of which
 * most are traps (other systems, tenancies, unused reservations), then on-demand terms, then reservations.
 *
 * @param megabytes the least size
 * @returns the number of products
 */
export function writePriceList(path: string, megabytes: number): number {
  const file = openSync(path, 'w');
  let pending = '';
  let bytes = 0;
  const write = (text: string): void => {
    pending += text;
    if (pending.length < 1 << 20) return;
    bytes += writeSync(file, pending);
    pending = '';
  };
  write(
    '{\n  "formatVersion" : "v1.0",\n  "disclaimer" : "This pricing list is for informational purposes only. \\"Quoted\\" {braces} and [lists] in a string.",\n  "offerCode" : "AmazonEC2",\n  "version" : "20261118201122",\n  "publicationDate" : "2026-11-18T20:11:22Z",\n  "products" : {',
  );
  const skus = productsOf(Math.ceil((megabytes * 1_000_000) / 3_000));
  skus.forEach((sku, index) => {
    write(`${index === 0 ? '' : ','}\n    "${sku.id}" : ${JSON.stringify(productOf(sku), null, 2)}`);
  });
  write('\n  },\n  "terms" : {\n    "OnDemand" : {');
  skus.forEach(({ id, hourly }, index) => {
    write(
      `${index === 0 ? '' : ','}\n      "${id}" : ${JSON.stringify({ [`${id}.JRTCKXETXF`]: termOf(id, hourly) }, null, 2)}`,
    );
  });
  write('\n    },\n    "Reserved" : {');
  skus.forEach(({ id, hourly }, index) => {
    write(`${index === 0 ? '' : ','}\n      "${id}" : ${JSON.stringify(reservedOf(id, hourly), null, 2)}`);
  });
  write('\n    }\n  },\n  "attributesList" : { }\n}\n');
  bytes += writeSync(file, pending);
  closeSync(file);
  if (bytes < megabytes * 1_000_000) throw new Error(`only ${bytes} bytes were written`);
  return skus.length;
}

interface Sku {
  readonly id: string;
  readonly type: string;
  readonly hourly: string;
  readonly system: string;
  readonly tenancy: string;
  readonly capacity: string;
}

const SYSTEMS = ['Linux', 'RHEL', 'SUSE', 'Windows', 'Ubuntu Pro'];
const TENANCIES = ['Dedicated', 'Host', 'Shared'];
const CAPACITIES = ['AllocatedCapacityReservation', 'UnusedCapacityReservation', 'Used'];

/** The real one of a type comes neither first nor last. */
function productsOf(count: number): Sku[] {
  return Array.from({ length: count }, (_, index) => {
    const variant = index % 45;
    const system = SYSTEMS[variant % 5] ?? '';
    const tenancy = TENANCIES[Math.floor(variant / 5) % 3] ?? '';
    const capacity = CAPACITIES[Math.floor(variant / 15)] ?? '';
    const family = Math.floor(index / 45);
    const base = 0.05 + family / 10_000;
    const hourly = (base * (tenancy === 'Shared' ? 1 : 1.06) * (system === 'Linux' ? 1 : 1.5)).toFixed(10);
    return {
      id: `SKU${String(index).padStart(12, '0')}`,
      type: `m${family}g.large`,
      hourly,
      system,
      tenancy,
      capacity,
    };
  });
}

function productOf({ id, type, system, tenancy, capacity }: Sku): object {
  const box = capacity === 'Used' ? 'BoxUsage' : capacity === 'UnusedCapacityReservation' ? 'UnusedBox' : 'Reservation';
  return {
    sku: id,
    productFamily: 'Compute Instance',
    attributes: {
      servicecode: 'AmazonEC2',
      location: 'EU (Ireland)',
      locationType: 'AWS Region',
      instanceType: type,
      currentGeneration: 'Yes',
      instanceFamily: 'General purpose',
      vcpu: '2',
      physicalProcessor: 'AWS Graviton3 Processor',
      memory: '8 GiB',
      storage: 'EBS only',
      networkPerformance: 'Up to 12500 Megabit',
      processorArchitecture: '64-bit',
      tenancy,
      operatingSystem: system,
      licenseModel: 'No License required',
      usagetype: `EU-${tenancy === 'Shared' ? '' : tenancy}${box}:${type}`,
      operation: system === 'Linux' ? 'RunInstances' : 'RunInstances:0002',
      availabilityzone: 'NA',
      capacitystatus: capacity,
      classicnetworkingsupport: 'false',
      dedicatedEbsThroughput: 'Up to 10000 Mbps',
      marketoption: 'OnDemand',
      normalizationSizeFactor: '4',
      preInstalledSw: 'NA',
      regionCode: 'eu-west-1',
      servicename: 'Amazon Elastic Compute Cloud',
    },
  };
}

function termOf(id: string, usd: string): object {
  return {
    offerTermCode: 'JRTCKXETXF',
    sku: id,
    effectiveDate: '2026-11-01T00:00:00Z',
    priceDimensions: {
      [`${id}.JRTCKXETXF.6YS6EN2CT7`]: dimension(`${id}.JRTCKXETXF.6YS6EN2CT7`, 'Hrs', usd),
    },
    termAttributes: {},
  };
}

function reservedOf(id: string, hourly: string): object {
  const half = Number(hourly) * 0.3;
  return {
    [`${id}.4NA7Y494T4`]: {
      offerTermCode: '4NA7Y494T4',
      sku: id,
      priceDimensions: { [`${id}.4NA7Y494T4.6YS6EN2CT7`]: dimension(id, 'Hrs', (half * 2).toFixed(10)) },
      termAttributes: { LeaseContractLength: '1yr', OfferingClass: 'standard', PurchaseOption: 'No Upfront' },
    },
    [`${id}.HU7G6KETJZ`]: {
      offerTermCode: 'HU7G6KETJZ',
      sku: id,
      priceDimensions: {
        [`${id}.HU7G6KETJZ.6YS6EN2CT7`]: dimension(id, 'Hrs', half.toFixed(10)),
        [`${id}.HU7G6KETJZ.2TG2D8R56U`]: dimension(id, 'Quantity', (half * 8760).toFixed(10)),
      },
      termAttributes: { LeaseContractLength: '1yr', OfferingClass: 'standard', PurchaseOption: 'Partial Upfront' },
    },
  };
}

function dimension(rateCode: string, unit: string, usd: string): object {
  return {
    rateCode,
    description: `USD ${usd} per ${unit}`,
    beginRange: '0',
    endRange: 'Inf',
    unit,
    pricePerUnit: { USD: usd },
    appliesTo: [],
  };
}
