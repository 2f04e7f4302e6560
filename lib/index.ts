/** Every construct. Import `rampart/network`, `rampart/storage` and the like to load only what you use. */
export * from './cache';
export * from './cluster';
export * from './core';
export * from './database';
export * from './delivery';
export * from './network';
export * from './security';
export * from './storage';
