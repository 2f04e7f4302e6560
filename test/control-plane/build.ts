/** Builds what the tests of the GitOps tree need, ahead of them: minutes on a new machine, nothing on one that has it. */
import { controlPlaneBinary, gatewayApi, missingGo } from './binary';
import { kubeScoreBinary } from './kube-score';

const missing = missingGo();
if (missing) {
  console.error(missing);
  process.exitCode = 1;
} else {
  for (const path of [controlPlaneBinary(), kubeScoreBinary(), gatewayApi()]) console.log(path);
}
