import { isOpen, type Value } from '../../graph/value';
import { type PublicReading, publicAccess } from '../../iam/public-access';
import { readDocument } from '../../iam/read-document';
import { readStatements } from '../../iam/statement';
import { type Fault, unverifiable } from '../../rule';

/** Whom a resource policy lets in: a fault for each statement that is open to anybody, or of which that is not known. */
export function* judgeResourcePolicy(attribute: string, policy: Value, reading: PublicReading = {}): Iterable<Fault> {
  const document = readDocument(policy);
  if (!document) {
    if (isOpen(policy)) yield unverifiable(attribute, policy, 'who the policy lets in is not known');
    return;
  }
  const { statements, open } = readStatements(document);
  for (const statement of statements) {
    const at = `${attribute}.Statement[${statement.index}]`;
    for (const access of publicAccess(statement, statements, reading)) {
      if (access.kind === 'unknown') yield unverifiable(at, access.value, access.message);
      else yield { attribute: at, value: access.who, message: access.message };
    }
  }
  for (const part of open) yield unverifiable(attribute, part, 'a statement of the policy is not known');
}
