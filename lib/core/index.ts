export { Cidr, parseIpv6Cidr } from './cidr';
export { Duration } from './duration';
export { type Fault, Faults, isValidationError, ValidationError } from './faults';
export { finalSnapshotName } from './final-snapshot';
export type { Conditions, Grantee, Permission } from './grantee';
export { type RenameOptions, renamed } from './moved';
export { NAME_RULES, type NameKind, namePrefix, physicalName } from './naming';
export { ABSENT_IN_MAJOR_5, PROVIDER_MAJORS, PROVIDER_VERSION, type ProviderMajor } from './provider-major';
export {
  type CacheReservation,
  DATABASE_SAVINGS_PLAN,
  type DatabaseReservation,
  type DatabaseSavingsPlan,
  ON_DEMAND,
  type OnDemandPurchase,
  type Payment,
  type Purchase,
  recordPurchase,
  type SavingsPlanKind,
  type Term,
} from './purchase';
export { checkPurchase, describePurchase, type PurchasedService } from './purchase-offers';
export { formerPath } from './renames';
export { configureStack, type ResolvedSettings, type StackSettings, settingsOf, stageOf } from './settings';
export { Size } from './size';
export { type ByStage, STAGES, type Stage } from './stage';
export { StatefulLock, type StatefulLockOptions, type UnknownStateful } from './stateful-lock';
export { addTags, REQUIRED_TAGS, type Tags, tagsOf } from './tags';
export { type ArnOptions, accountIdOf, arnOf, once, partitionOf, regionOf } from './where';
export {
  checkWorkingHours,
  type Holiday,
  isOffHours,
  minutesOf,
  recordRunningHours,
  type TimeOfDay,
  type TimeZone,
  WEEKDAYS,
  type Weekday,
  type WorkingHours,
  workdaysOf,
  workingHoursPerMonth,
} from './working-hours';
