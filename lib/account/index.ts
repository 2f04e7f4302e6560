export { AccountDefaults } from './account-defaults';
export { AccountGuard, type AccountGuardProps } from './account-guard';
export { ConfigurationRecorder } from './configuration-recorder';
export { Detectors } from './detectors';
export { MONITORED_EVENTS, type MonitoredEvent } from './monitored-events';
export { Trail, type TrailProps } from './trail';
export { TrailAlarms, type TrailAlarmsProps } from './trail-alarms';
