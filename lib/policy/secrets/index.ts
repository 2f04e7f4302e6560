/** The detector of secrets, for whoever prints or stores values of a plan. */
export { secretsIn } from './decode';
export { looksRandom } from './entropy';
export { secretIn } from './values';
