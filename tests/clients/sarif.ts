/** A SARIF log, as far as the tests ask for it, and the schema of the format. */
import { createRequire } from 'node:module'
import Ajv from 'ajv'

export interface SarifLog {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly SarifRule[] } }
      readonly results: readonly SarifResult[]
      readonly invocations?: readonly { readonly toolConfigurationNotifications: readonly object[] }[]
    },
  ]
}

interface SarifRule {
  readonly id: string
  readonly helpUri: string
  readonly shortDescription: { readonly text: string }
}

interface SarifRegion {
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
}

interface SarifResult {
  readonly ruleId: string
  readonly level: string
  readonly message: { readonly text: string }
  readonly suppressions?: readonly object[]
  readonly locations: readonly [
    {
      readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: SarifRegion }
    },
  ]
}

const require = createRequire(import.meta.url)
const ajv = new Ajv({ schemaId: 'id', logger: false })
ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json') as object)
const fitsSarif = ajv.compile(require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as object)

/** @throws Error for a text that does not fit the schema of SARIF 2.1.0. */
export function parseSarif(text: string): SarifLog {
  const log: unknown = JSON.parse(text)
  if (fitsSarif(log) !== true) throw new Error(JSON.stringify(fitsSarif.errors))
  return log as SarifLog
}
