import type { Size } from '../core';
import { IMAGES, type NodeImage } from './image';

/** One volume of a node. */
export interface NodeVolume {
  /** The device that the image knows it by. */
  readonly deviceName: string;
  /** Its size, in GiB. */
  readonly gibibytes: number;
}

/** The system volume of Bottlerocket, which holds nothing that grows. */
const SYSTEM_VOLUME_GIBIBYTES = 4;

/** The volumes of a node: the one that holds images and scratch data is as large as asked. */
export function volumesOf(image: NodeImage, size: Size): readonly NodeVolume[] {
  const { system, data } = IMAGES[image].volumes;
  const dataVolume = { deviceName: data, gibibytes: size.toGibibytes() };
  return system === undefined ? [dataVolume] : [{ deviceName: system, gibibytes: SYSTEM_VOLUME_GIBIBYTES }, dataVolume];
}
