import { isOpen } from '../../graph/value';
import type { ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { classesOf, readClass, sizedTypes } from './classes';

/**
 * Families that cost more for less than their successor, and the successor. EC2, RDS, ElastiCache, OpenSearch and Redshift share
 * the names. https://aws.amazon.com/ec2/previous-generation/, https://aws.amazon.com/rds/previous-generation/, seen 2026-11-21.
 */
const successors: Readonly<Record<string, string>> = {
  t1: 't4g',
  t2: 't4g',
  m1: 'm7g',
  m2: 'r7g',
  m3: 'm7g',
  m4: 'm7g',
  c1: 'c7g',
  c3: 'c7g',
  c4: 'c7g',
  cc2: 'c7g',
  cr1: 'r7g',
  r3: 'r7g',
  r4: 'r7g',
  i2: 'i4g',
  hs1: 'd3',
  d2: 'd3',
  g2: 'g6',
  g3: 'g6',
  g3s: 'g6',
  p2: 'g6',
  a1: 'm7g',
  dc1: 'ra3',
  dc2: 'ra3',
  ds1: 'ra3',
  ds2: 'ra3',
};

/** COST-GENERATION */
export const oldGeneration: ResourceRule = {
  id: 'COST-GENERATION',
  severity: 'low',
  title: 'An instance class of a generation that costs more for less',
  why: 'A previous generation is slower and dearer for each vCPU than its successor, and neither savings plans for databases nor new features reach it.',
  fix: 'Take the family’s successor: Graviton where the software runs on arm64, else the newest Intel or AMD one.',
  controls: [],
  noControl: 'The frameworks in use judge security and reliability; none asks for a price.',
  example: {
    bad: '{ "aws_db_instance": { "orders": { "instance_class": "db.m4.large" } } }',
    good: '{ "aws_db_instance": { "orders": { "instance_class": "db.m7g.large" } } }',
  },
  types: sizedTypes,
  *check(resource) {
    for (const { path, value } of classesOf(resource)) {
      if (isOpen(value)) {
        if (resource.stack.root.stageDeclared)
          yield unverifiable(path, value, 'of which generation it is is not known');
        continue;
      }
      const family = readClass(String(value))?.family ?? '';
      const successor = successors[family];
      if (successor !== undefined)
        yield {
          attribute: path,
          value,
          message: `${family} is a previous generation`,
          fix: `Take ${successor}, or the successor with another processor.`,
        };
    }
  },
};
