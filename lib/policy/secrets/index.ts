/** The detector of secrets, for whoever prints or stores values of a plan. */
export { placeText, secretsIn } from './decode';
export { looksRandom } from './entropy';
export { isSecretName } from './names';
export { secretIn } from './values';
