import { policyDocumentOf } from '../iam/policy-document-data';
import { hasOpenPart, type Resource, referencesIn, Unknown, type Value } from './value';

/** Attributes of data sources that follow from the configuration alone: the JSON of an `aws_iam_policy_document`. */
export function computedAttribute(resource: Resource, name: string): Value | undefined {
  if (resource.mode !== 'data' || resource.type !== 'aws_iam_policy_document') return undefined;
  if (name !== 'json' && name !== 'minified_json') return undefined;
  const document = policyDocumentOf(resource);
  return hasOpenPart(document)
    ? new Unknown('a policy document with a part that is not known', {
        encoded: document,
        references: referencesIn(document),
      })
    : JSON.stringify(document);
}
