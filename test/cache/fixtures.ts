import type { TerraformStack } from 'cdktf';
import {
  Cache,
  CacheAccess,
  type CacheProps,
  onDemandNodes,
  ServerlessCache,
  type ServerlessCacheProps,
} from '../../lib/cache';
import { Size, type Stage } from '../../lib/core';
import { Nat, Vpc } from '../../lib/network';
import { Template } from '../support/template';

/** Overrides of any shape: tests of what the types refuse go through here. */
export type Loose<P> = { [K in keyof P]?: unknown } & { topology?: unknown };

/** The VPC of a stack; its data subnets are in zones a and b. */
export function vpcIn(stack: TerraformStack, zones = ['a', 'b'], id = 'vpc'): Vpc {
  return new Vpc(stack, id, {
    cidr: '10.20.0.0/16',
    availabilityZones: zones,
    nat: Nat.none(),
    stage: zones.length > 1 ? undefined : 'staging',
  } as never);
}

/** A cache in a VPC of two zones, with one user, unless told otherwise. */
export function cacheIn(stack: TerraformStack, stage: Stage, props: Loose<CacheProps> = {}): Cache {
  const subnets = vpcIn(stack).subnets.data;
  const all = { stage, subnets, capacity: onDemandNodes('cache.m7g.large'), ...props };
  const cache = new Cache(stack, 'sessions', all as CacheProps);
  cache.addUser('api', CacheAccess.readWrite('session:*'));
  return cache;
}

/** The JSON of a stack with such a cache. */
export function cacheTemplate(stage: Stage = 'staging', props: Loose<CacheProps> = {}): Template {
  return Template.of((stack) => void cacheIn(stack, stage, props), { stage });
}

/** A serverless cache in a VPC of two zones, with one user, unless told otherwise. */
export function serverlessIn(
  stack: TerraformStack,
  stage: Stage,
  props: Loose<ServerlessCacheProps> = {},
): ServerlessCache {
  const limits = { storage: Size.gibibytes(10), ecpuPerSecond: 5000 };
  const all = { stage, subnets: vpcIn(stack).subnets.data, limits, ...props };
  const cache = new ServerlessCache(stack, 'sessions', all as ServerlessCacheProps);
  cache.addUser('api', CacheAccess.readWrite('session:*'));
  return cache;
}

/** The JSON of a stack with such a serverless cache. */
export function serverlessTemplate(stage: Stage = 'staging', props: Loose<ServerlessCacheProps> = {}): Template {
  return Template.of((stack) => void serverlessIn(stack, stage, props), { stage });
}
