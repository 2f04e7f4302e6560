export { AccountGuard, type AccountGuardProps } from './account-guard';
export { MONITORED_EVENTS, type MonitoredEvent } from './monitored-events';
export type { TrailProps } from './trail';
