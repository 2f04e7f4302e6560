import { isOpen, type Resource, show, type Value } from '../../graph/value';
import { known } from '../values';

/** The engine of a database in lower case, what keeps it from being known, or nothing where it is left out. */
export function engineOf(database: Resource): string | Exclude<Value, string> | undefined {
  const engine = known(database.get('engine'));
  return engine === undefined || isOpen(engine) ? engine : show(engine).trim().toLowerCase();
}
