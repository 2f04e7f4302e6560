/** What the preview reads of policies: the same identities, statements and public access as the rules. */
export { attachedPolicies, attachmentTypes, namedIdentities } from '../rules/iam/attachments';
export { type Identity, identitiesAt } from '../rules/iam/identities';
export { judgeShare, shareTypes } from '../rules/resource-policy/shares';
export { policyAttributes } from '../rules/resource-policy/types';
export { globMatches, globsMeet } from './glob';
export { isAdministrative, managedPolicyName } from './managed-policies';
export { patternText } from './pattern';
export { principalsOf } from './principal';
export { publicAccess } from './public-access';
export { readDocument } from './read-document';
export { readStatements, type Statement } from './statement';
