import { isBounded } from '../../iam/bound';
import { globMatches } from '../../iam/glob';
import { patternText } from '../../iam/pattern';
import { namesAction } from '../../iam/permissions';
import { nameOf, type Statement } from '../../iam/statement';
import type { ResourceRule } from '../../rule';
import { identityDocuments, identityTypes } from './identity-policies';

const reading = ['kms:decrypt', 'kms:reencryptfrom'];

/** SEC-IAM-DECRYPT */
export const decryptEverything: ResourceRule = {
  id: 'SEC-IAM-DECRYPT',
  severity: 'medium',
  title: 'A policy decrypts with every key',
  why: 'Keys of their own keep data apart only while nobody may use all of them: one identity with kms:Decrypt on everything reads whatever else it can reach.',
  fix: 'Name the ARNs of the keys, or bound the statement by kms:ViaService, kms:RequestAlias or a tag of the key.',
  controls: ['AWS-FSBP KMS.1', 'AWS-FSBP KMS.2'],
  example: {
    bad: '{ "Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*" }',
    good: '{ "Effect": "Allow", "Action": "kms:Decrypt", "Resource": "${aws_kms_key.orders.arn}" }',
  },
  types: identityTypes,
  *check(resource, graph) {
    for (const { attribute, statements, faults } of identityDocuments(resource, graph)) {
      yield* faults;
      for (const statement of statements) {
        if (statement.effect === 'Deny' || isBounded(statement) || !isOnEveryKey(statement)) continue;
        const action = reading.find((name) => namesAction(statement, name));
        if (action !== undefined)
          yield {
            attribute: `${attribute}.Statement[${statement.index}]`,
            value: statement.resources,
            message: `${nameOf(statement)} allows ${action} with every key`,
          };
      }
    }
  },
};

/** `*`, `arn:aws:kms:*:*:key/*`, in one region or account or in all. */
function isOnEveryKey(statement: Statement): boolean {
  if (statement.notResources) return true;
  return (statement.resources ?? []).some((value) => {
    const pattern = patternText(value).replace(/^arn:[^:]*:kms:[^:]*:[^:]*:/, 'arn:aws:kms:*:*:');
    return (
      globMatches(pattern, 'arn:aws:kms:*:*:key/7qz4-any') || globMatches(pattern, 'arn:aws:kms:*:*:alias/7qz4-any')
    );
  });
}
