/**
 * Every construct but those of `rampart/kubernetes`, which need the optional peer `@cdktf/provider-kubernetes`. Import
 * `rampart/network`, `rampart/storage` and the like to load only what you use.
 */
export * from './account';
export * from './cache';
export * from './cluster';
export * from './core';
export * from './cost';
export * from './database';
export * from './delivery';
export * from './dns';
export * from './network';
export * from './registry';
export * from './security';
export * from './storage';
