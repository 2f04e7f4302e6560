/**
 * Checks Kubernetes objects (a JSON list on standard input) against the models of kubernetes-models: enums, required fields,
 * formats. An ES module, run by node itself: the package has no CommonJS build. Prints one line a fault.
 */
import { readFileSync } from 'node:fs';

for (const object of JSON.parse(readFileSync(0, 'utf8'))) {
  const path = object.apiVersion === 'v1' ? 'v1' : object.apiVersion;
  const models = await import(`${packageOf(path)}/${path}/${object.kind}`);
  try {
    new models[object.kind](object).validate();
  } catch (error) {
    console.log(`${object.kind} ${object.metadata.name}: ${error.message}`);
  }
}

/** Karpenter's objects have a package of their own. */
function packageOf(path) {
  return path.startsWith('karpenter') ? '@kubernetes-models/karpenter' : 'kubernetes-models';
}
