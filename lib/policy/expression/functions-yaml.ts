import { referencesIn, Unknown, type Value } from '../graph/value';
import { parseYaml } from '../yaml/parse';

type Functions = Readonly<Record<string, (args: readonly Value[]) => Value | undefined>>;

/** Its exact text is Terraform's; what it holds is what readers of YAML ask for. */
function yamlencode([value]: readonly Value[]): Value | undefined {
  return value === undefined
    ? undefined
    : new Unknown('the text of yamlencode()', { encoded: value, references: referencesIn(value) });
}

function yamldecode([text]: readonly Value[]): Value | undefined {
  if (text instanceof Unknown) return text.parts.encoded;
  const documents = typeof text === 'string' ? parseYaml(text) : undefined;
  return documents?.length === 1 ? documents[0] : undefined;
}

/** Terraform's functions for YAML. */
export const yamlFunctions: Functions = { yamlencode, yamldecode };
