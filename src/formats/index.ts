/** Every format that is read, and the one way to read a file. */
import type { Value } from '../document/value.ts'
import type { Declarations } from '../model/declarations.ts'
import { alicloudApi } from './alicloud-api.ts'
import type { FileContext, Format } from './format.ts'
import { ros } from './ros/index.ts'
import { tencentcloudApi } from './tencentcloud-api.ts'
import { terraformJson } from './terraform/index.ts'

/** In the order in which they are asked; the first that detects a document reads it. */
export const formats: readonly Format[] = [terraformJson, ros, tencentcloudApi, alicloudApi]

/** A text that holds none of these declares nothing in any format. */
export const detectionKeys: readonly string[] = formats.flatMap(({ keys }) => keys)

/** Reads the documents of one file. Those of no known format declare nothing. */
export function readDeclarations(roots: readonly Value[], file: FileContext): Declarations {
  const read = (root: Value): Declarations['groups'] =>
    formats.find((format) => format.detect(root, file))?.read(root, file).groups ?? []
  return { groups: roots.flatMap(read) }
}
