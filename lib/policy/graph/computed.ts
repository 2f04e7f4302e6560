import { policyDocumentOf } from '../iam/policy-document-data';
import { hasOpenPart, type Resource, referencesIn, Unknown, type Value } from './value';

/** Attributes that repeat another one: a way to hand a literal on. */
const echoes: ReadonlyMap<string, string> = new Map([
  ['terraform_data.output', 'input'],
  ['data.null_data_source.outputs', 'inputs'],
  ['data.aws_s3_bucket.id', 'bucket'],
  ['data.aws_iam_role.id', 'name'],
]);

/** Attributes that follow from the configuration alone: the JSON of an `aws_iam_policy_document`, and echoes of others. */
export function computedAttribute(resource: Resource, name: string): Value | undefined {
  const key = `${resource.mode === 'data' ? 'data.' : ''}${resource.type}.${name}`;
  const echoed = echoes.get(key);
  if (echoed !== undefined) return resource.get(echoed);
  if (key !== 'data.aws_iam_policy_document.json' && key !== 'data.aws_iam_policy_document.minified_json')
    return undefined;
  const document = policyDocumentOf(resource);
  return hasOpenPart(document)
    ? new Unknown('a policy document with a part that is not known', {
        encoded: document,
        references: referencesIn(document),
      })
    : JSON.stringify(document);
}
