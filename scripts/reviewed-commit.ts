/**
 * Says which commit was reviewed for a commit of the deployed branch, as `commit=<sha>` for GITHUB_OUTPUT: the head of the pull
 * request that was merged. A commit that was pushed directly has none.
 *
 *   node -r @swc-node/register scripts/reviewed-commit.ts <merged sha>
 */
import { main } from './pipeline/command';
import { commitNamed } from './pipeline/flags';
import { Github } from './pipeline/github';

main(() => {
  const merged = commitNamed(process.argv[2] ?? '');
  console.log(`commit=${new Github().reviewedCommit(merged) ?? ''}`);
  return 0;
});
