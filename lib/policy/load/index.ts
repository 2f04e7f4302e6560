/** How the estimate and the preview come to the graph. */
export { isObject, type Json, type JsonObject, parseJson, textOf } from '../json/parse';
export { readText } from './files';
export { loadGraph, planGraph } from './load';
