/** The JSON Schema of one option. */
export interface OptionSchema {
  readonly type: 'array' | 'boolean' | 'integer' | 'number' | 'object' | 'string'
  readonly description: string
  readonly [keyword: string]: unknown
}

/** An option that its user may leave undefined needs no default. */
export type OptionDefinition<T> = {
  readonly schema: OptionSchema
  /** What is wrong with a value in a way that its schema cannot say; a sentence without its full stop. */
  readonly problemOf?: (value: T) => string | undefined
} & (undefined extends T ? object : { readonly default: T })
