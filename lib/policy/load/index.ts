/** How the estimate and the preview come to the graph. */
export { type LoadOptions, loadGraph } from './load';
