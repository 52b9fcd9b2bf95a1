import { alicloudApi } from './alicloud-api.ts'
import { ansible } from './ansible/index.ts'
import { crossplane } from './crossplane/index.ts'
import type { Format } from './format.ts'
import { pulumi } from './pulumi/index.ts'
import { ramPolicy } from './ram/index.ts'
import { ros } from './ros/index.ts'
import { tencentcloudApi } from './tencentcloud-api.ts'
import { terraformJson } from './terraform/index.ts'
import { terraformPlan, terraformState, terraformStateFile } from './terraform-plan/index.ts'

/** Every format that is read, in the order in which they are asked; the first that detects a document reads it. */
export const formats: readonly Format[] = [
  terraformPlan,
  terraformState,
  terraformStateFile,
  terraformJson,
  ros,
  crossplane,
  pulumi,
  ansible,
  tencentcloudApi,
  alicloudApi,
  ramPolicy,
]
