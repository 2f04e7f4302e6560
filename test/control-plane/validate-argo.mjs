/** Validates objects from standard input against Argo CD's models; the models are ES modules, which Jest does not load. */
import { readFileSync } from 'node:fs';
import { Application, ApplicationSet, AppProject } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1';

const models = { Application, ApplicationSet, AppProject };

for (const object of JSON.parse(readFileSync(0, 'utf8'))) {
  const Model = models[object.kind];
  if (Model === undefined) throw new Error(`Argo CD has no kind ${object.kind}`);
  try {
    new Model(object).validate();
  } catch (error) {
    console.log(`${object.kind} ${object.metadata.name}: ${error.message}`);
  }
}
