import { Faults } from '../core';

/**
 * A role that this app does not manage. It is no `Grantee`: nothing can be added to its own policy. It can be named in a
 * resource policy: `bucket.addToPolicy({ principals: { aws: [role.roleArn] }, ... })`.
 */
export class ImportedRole {
  /**
   * @param roleArn such as `arn:aws:iam::123456789012:role/ci`
   * @throws ValidationError when it is not the ARN of one role
   */
  constructor(readonly roleArn: string) {
    const faults = new Faults('Role.fromArn');
    faults.check(/^arn:[a-z-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(roleArn) || roleArn.startsWith('${'), {
      prop: 'arn',
      expected: 'the ARN of one role, such as arn:aws:iam::123456789012:role/ci',
      got: roleArn,
      fix: 'Take it from `aws iam get-role`.',
    });
    faults.throwIfAny();
  }
}
