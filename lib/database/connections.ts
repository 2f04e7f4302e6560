import type { InstanceClass } from './capacity';
import { memoryGibibytes } from './capacity';
import type { EngineName } from './engine';

/**
 * How many connections an instance takes by the default of `max_connections`, which RDS computes from the class's memory;
 * a tenth less in truth, because what RDS itself uses comes off the memory first.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections and, for Aurora MySQL,
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Performance.html
 */
export function maxConnections(engine: EngineName, instanceClass: InstanceClass): number {
  return connectionsIn(engine, memoryGibibytes(instanceClass));
}

/** The same for an amount of memory in GiB: a capacity unit of Aurora Serverless has 2. */
export function connectionsIn(engine: EngineName, gibibytes: number): number {
  const bytes = gibibytes * 1024 ** 3;
  switch (engine) {
    case 'postgres':
    case 'aurora-postgresql':
      return Math.min(Math.floor(bytes / 9_531_392), 5000);
    case 'mysql':
      return Math.floor(bytes / 12_582_880);
    case 'mariadb':
      return Math.min(Math.floor(bytes / 25_165_760), 12_000);
    case 'aurora-mysql':
      return Math.floor(Math.max(Math.log2(bytes / 805_306_368) * 45, Math.log2(bytes / 8_187_281_408) * 1000));
  }
}
