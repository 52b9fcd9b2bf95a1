/** `settings["security-group"]`: what several rules share. ESLint does not check settings, so this does. */
import type { ProviderName } from '../model/declarations.ts'
import type { Quotas } from '../policy/quota.ts'
import { ConfigurationError } from './configuration-error.ts'
import { PROVIDER_NAMES, QUOTA_NAMES, sourcesProblem } from './options.ts'

export interface Settings {
  /** Addresses and CIDRs that belong to you, and so never count as public to any rule. */
  readonly ownNetworks?: readonly string[]
  /** Addresses and CIDRs that every rule with an option of this name takes besides its own. */
  readonly allowedSources?: readonly string[]
  /** Quotas of your account; the option of the same name goes before them. */
  readonly quotas?: Readonly<Partial<Record<ProviderName, Quotas>>>
  /** The cloud whose format reads a document that formats of several clouds recognise. */
  readonly provider?: ProviderName
}

const NONE: Settings = Object.freeze({})

type Problem = string | undefined

/** What is wrong with the value of each key. */
const PROBLEMS: ReadonlyMap<string, (value: unknown) => Problem> = new Map([
  ['ownNetworks', networksProblem],
  ['allowedSources', networksProblem],
  ['quotas', quotasProblem],
  ['provider', providerProblem],
])

const checked = new WeakSet<object>()

/**
 * The settings of the plugin, out of those of all plugins.
 * @throws ConfigurationError for an unknown key or a wrong value: a typing error must not turn a check off.
 */
export function settingsOf(all: Readonly<Record<string, unknown>>): Settings {
  const given = all['security-group']
  if (given === undefined) return NONE
  if (!isObject(given)) throw problem('must be an object')
  if (checked.has(given)) return given
  for (const [key, value] of Object.entries(given)) {
    const problemOf = PROBLEMS.get(key)
    if (!problemOf) throw problem(`\`${key}\` is not among ${[...PROBLEMS.keys()].join(', ')}`)
    const what = value === undefined ? undefined : problemOf(value)
    if (what !== undefined) throw problem(`${key}: ${what}`)
  }
  checked.add(given)
  return given
}

function problem(what: string): ConfigurationError {
  return new ConfigurationError(`Settings "security-group": ${what}.`)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function networksProblem(value: unknown): Problem {
  if (!Array.isArray(value) || !value.every((each) => typeof each === 'string')) {
    return 'must be a list of IP addresses and CIDRs, as strings'
  }
  return sourcesProblem(value)
}

function quotasProblem(value: unknown): Problem {
  if (!isObject(value)) return 'must be an object of quotas by provider'
  for (const [provider, quotas] of Object.entries(value)) {
    const unknown = providerProblem(provider)
    if (unknown !== undefined) return unknown
    if (quotas === undefined) continue
    if (!isObject(quotas)) return `${provider} must be an object of numbers by quota`
    for (const [name, limit] of Object.entries(quotas)) {
      if (!QUOTA_NAMES.includes(name)) return `\`${name}\` is not among ${QUOTA_NAMES.join(', ')}`
      if (limit !== undefined && (!Number.isInteger(limit) || Number(limit) < 0))
        return `${provider}.${name} must be a whole number, 0 or more`
    }
  }
  return undefined
}

function providerProblem(value: unknown): Problem {
  if (PROVIDER_NAMES.some((name) => name === value)) return undefined
  const names = PROVIDER_NAMES.join(', ')
  return typeof value === 'string' ? `\`${value}\` is not among ${names}` : `must be one of ${names}`
}

/** What every rule knows of the settings, besides its own options. */
export interface Shared {
  readonly ownNetworks: readonly string[]
}

interface Extended {
  readonly allowedSources?: readonly string[]
  readonly quotas?: NonNullable<Settings['quotas']>
}

/** The options of a rule with what the settings add to those of the same names. */
export function withSettings<Options extends object>(options: Options, settings: Settings): Options & Shared {
  const { ownNetworks = [], allowedSources = [], quotas = {} } = settings
  const given: Extended = options
  return {
    ...options,
    ...(given.allowedSources && { allowedSources: [...new Set([...given.allowedSources, ...allowedSources])] }),
    ...(given.quotas && { quotas: mergedQuotas(quotas, given.quotas) }),
    ownNetworks,
  }
}

function mergedQuotas(settings: NonNullable<Settings['quotas']>, options: NonNullable<Settings['quotas']>) {
  return Object.fromEntries(PROVIDER_NAMES.map((name) => [name, { ...settings[name], ...options[name] }]))
}
