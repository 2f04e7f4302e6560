import { Construct } from 'constructs';
import { GithubOidc } from '../../lib/delivery';
import { PolicyDocument } from '../../lib/security';

/** A trust policy for one job: that of `release.yml` on main, in the environment `release`. */
export class ReleaseTrust extends Construct {
  readonly policy: PolicyDocument;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const repository = { owner: 'acme', ownerId: '1000001', name: 'shop', id: '2000002' };
    const github = new GithubOidc(this, 'github', { repository });
    this.policy = new PolicyDocument(this, 'trust').add(
      github.trust({ environment: 'release', workflows: ['release.yml'] }),
    );
  }
}
