/** What a rule is asked with: the options of a config, checked, with what the settings add to them. */
import { ConfigurationError } from './configuration-error.ts'
import type { OptionDefinition } from './option.ts'
import { type Settings, type Shared, withSettings } from './settings.ts'

interface Asked<Options> {
  readonly asked: Options & Shared
  /** Equal for equal rules, options and settings. */
  readonly key: string
  readonly settings: Settings
}

/**
 * Checks options and joins them with the settings, once for all files of a config: those come with the same objects.
 * @throws ConfigurationError for a value that its schema lets pass: a typing error must not turn a check off.
 */
export function asking<Options extends object>(
  name: string,
  options: { readonly [Name in keyof Options]-?: OptionDefinition<Options[Name]> },
): (given: Options, settings: Settings) => Asked<Options> {
  const known = new WeakMap<Options, Asked<Options>>()
  return (given, settings) => {
    const before = known.get(given)
    if (before?.settings === settings) return before
    for (const option in options) {
      const problem = options[option].problemOf?.(given[option])
      if (problem !== undefined) throw new ConfigurationError(`Option ${option}: ${problem}.`)
    }
    const asked = withSettings(given, settings)
    const result = { asked, key: JSON.stringify([name, asked]), settings }
    known.set(given, result)
    return result
  }
}
