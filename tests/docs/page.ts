/**
 * Reads what a rule's page claims, by what its readers see:
 * - A code block behind a paragraph that starts with ❌ is an example that the rule reports, one behind ✅ an example
 *   that it does not report.
 * - A JSON block that holds nothing but `rules` configures the rule for the examples behind it, up to the next heading.
 * - A quote behind an example is one of the messages that it gets.
 */
export interface Page {
  /** The text of each section by its heading, which is one of the second level; without code and quotes. */
  readonly sections: ReadonlyMap<string, string>
  /** The options that have a heading of their own. */
  readonly options: readonly string[]
  readonly examples: readonly Example[]
  /** Targets of links to other files of the project. */
  readonly links: readonly string[]
  /** The names by which it refers to public documents, whose addresses stand at its end. */
  readonly sources: readonly string[]
}

export interface Example {
  /** Where its code begins, counted from 1. */
  readonly line: number
  readonly filename: string
  readonly code: string
  readonly isReported: boolean
  readonly options: Readonly<Record<string, unknown>>
  /** The option under whose heading it stands. */
  readonly option: string | undefined
  readonly messages: readonly string[]
}

const CLAIMS = new Map([
  ['❌', true],
  ['✅', false],
])

/**
 * @throws Error for a code block that is neither an example nor a configuration of `rule`, and for a line of nothing but
 * `---`: eslint-doc-generator takes the last one for the end of a front matter, and writes the header behind it.
 */
export function readPage(rule: string, text: string): Page {
  if (/^---$/mu.test(text)) throw new Error(`The page of ${rule} has a bare ---: put a comment behind it.`)
  const page = { sections: new Map<string, string>(), options: [] as string[], examples: [] as Example[] }
  let section = ''
  let option: string | undefined
  let options = {}
  let messages: string[] = []
  let paragraph = ''
  for (const { kind, line, body } of blocksOf(text)) {
    if (kind === 'heading') {
      const [, level = '', title = ''] = /^(#+) (.*)$/u.exec(body) ?? []
      options = {}
      option = level === '###' ? /^`(?<name>\w+)`$/u.exec(title)?.[1] : undefined
      if (level === '##') page.sections.set((section = title), '')
      if (option !== undefined) page.options.push(option)
    } else if (kind === 'code') {
      const [, language = '', code = ''] = /^```(\w*)\n(.*)\n```$/su.exec(body) ?? []
      const configured = language === 'json' ? readOptions(rule, code) : undefined
      const isReported = CLAIMS.get(paragraph.slice(0, 1))
      if (configured) options = configured
      else if (isReported === undefined) throw new Error(`Nothing is claimed of the code in line ${String(line)}.`)
      else {
        messages = []
        page.examples.push({
          line: line + 1,
          filename: `example.${language}`,
          code,
          isReported,
          options,
          option,
          messages,
        })
      }
    } else if (kind === 'quote') {
      messages.push(body.replaceAll(/^> ?/gmu, '').replaceAll('\n', ' '))
    }
    paragraph = kind === 'text' ? body : ''
    if (page.sections.has(section)) page.sections.set(section, `${page.sections.get(section) ?? ''}${paragraph}\n`)
  }
  const links = [...text.matchAll(/\]\((?<path>\.[^)#]+)/gu)].map(([, path = '']) => path)
  const sources = [...text.matchAll(/^\[(?<name>[\w-]+)\]: https:\S+$/gmu)].map(([, name = '']) => name)
  return { ...page, links, sources }
}

interface Block {
  readonly kind: 'code' | 'heading' | 'quote' | 'text'
  /** Where it begins, counted from 1. */
  readonly line: number
  readonly body: string
}

/** What stands between empty lines; a code block holds its own. */
function* blocksOf(text: string): Generator<Block> {
  for (const { 0: body, index } of text.matchAll(/^```[^]*?^```$|^\S.*(?:\n(?!```).+)*/gmu)) {
    const line = text.slice(0, index).split('\n').length
    yield { kind: kindOf(body), line, body }
  }
}

function kindOf(body: string): Block['kind'] {
  if (body.startsWith('```')) return 'code'
  if (body.startsWith('#')) return 'heading'
  return body.startsWith('>') ? 'quote' : 'text'
}

/** The options in a block of configuration; `undefined` where the code is something else. */
function readOptions(rule: string, code: string): Record<string, unknown> | undefined {
  const value = JSON.parse(code) as { rules?: Record<string, [severity: string, options: Record<string, unknown>]> }
  if (Object.keys(value).join() !== 'rules') return undefined
  const configured = value.rules?.[`security-group/${rule}`]
  if (!configured) throw new Error(`The configuration is for another rule: ${code}`)
  return configured[1]
}
