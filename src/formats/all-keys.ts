import type { DetectionKeys } from './detection-keys.ts'
import { formats } from './list.ts'

/** The detection keys of every format. The package holds the words alone, without the formats that they come from. */
export const allKeys: DetectionKeys = formats.flatMap(({ keys }) => keys)
