/** The storage classes that objects can move to, in the order in which S3 moves them. */
export const StorageClass = {
  STANDARD_IA: 'STANDARD_IA',
  INTELLIGENT_TIERING: 'INTELLIGENT_TIERING',
  /** In one zone: gone when the zone is. */
  ONEZONE_IA: 'ONEZONE_IA',
  GLACIER_INSTANT_RETRIEVAL: 'GLACIER_IR',
  GLACIER_FLEXIBLE_RETRIEVAL: 'GLACIER',
  GLACIER_DEEP_ARCHIVE: 'DEEP_ARCHIVE',
} as const;

/** One of {@link StorageClass}. */
export type StorageClass = (typeof StorageClass)[keyof typeof StorageClass];

/** The classes from first to last: an object never moves back. */
export const STORAGE_CLASS_ORDER: readonly StorageClass[] = Object.values(StorageClass);
