/** What repositories and certificates may not be told: `tsc` fails when one of these lines begins to compile. */
import type { CertificateProps } from '../../lib/dns';
import type { RepositoryProps } from '../../lib/registry';

export const repository: RepositoryProps = { name: 'orders/api' };

// @ts-expect-error a tag names one image for ever
export const mutable: RepositoryProps = { name: 'orders/api', imageTagMutability: 'MUTABLE' };

// @ts-expect-error each push is scanned
export const unscanned: RepositoryProps = { name: 'orders/api', scanOnPush: false };

// @ts-expect-error images are not destroyed with their repository
export const disposable: RepositoryProps = { name: 'orders/api', forceDelete: true };

// @ts-expect-error a certificate is for a name
export const nameless: CertificateProps = { zone: 'example.com', hosts: [] };

// @ts-expect-error mail to an administrator proves nothing that lasts
export const byMail: CertificateProps = { zone: 'example.com', hosts: ['example.com'], validationMethod: 'EMAIL' };
