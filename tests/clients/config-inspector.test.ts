/** What ESLint's config inspector shows of the plugin: by it people look up what a config turns on. */
import { createRequire } from 'node:module'
import plugin from 'eslint-plugin-security-group'
import { expect, it } from 'vitest'
import { createProject } from './project.ts'
import { OPEN_SSH } from './groups.ts'

const PAYLOAD = 'dist/__eslint-config-inspector/__rpc-dump/eslint-config-inspector~get-payload.fallback.json'

const require = createRequire(import.meta.url)
const { deserialize } = require('@ungap/structured-clone') as {
  deserialize: (records: unknown) => unknown
}

/** What the inspector's pages are made of. */
interface Payload {
  readonly output: {
    readonly configs: readonly { readonly name: string; readonly rules?: Readonly<Record<string, unknown>> }[]
    readonly rules: Readonly<
      Record<string, { readonly docs?: object; readonly defaultOptions?: unknown; readonly plugin: string }>
    >
    readonly files: readonly { readonly filepath: string; readonly configs: readonly number[] }[]
  }
}

it('shows every rule with its page and options, and every config by its name', async () => {
  const project = await createProject({ 'web.tf.json': OPEN_SSH }, ['@eslint/config-inspector'])
  expect(await project.run('eslint-config-inspector build')).toMatchObject({ status: 0 })
  const { output } = deserialize(JSON.parse(await project.read(PAYLOAD))) as Payload
  for (const [name, { meta }] of Object.entries(plugin.rules)) {
    expect(output.rules[`security-group/${name}`]).toMatchObject({
      plugin: 'security-group',
      docs: { description: meta.docs?.description, url: expect.stringContaining(`/rules/${name}.md`) as string },
      ...(meta.defaultOptions && { defaultOptions: meta.defaultOptions }),
    })
  }
  const own = output.configs.filter(({ rules }) => rules)
  expect(own.map(({ name, rules }) => [name, rules])).toEqual(
    plugin.configs.recommended.map(({ name, rules }) => [name, rules]),
  )
  const linted = output.files.find(({ filepath }) => filepath === 'web.tf.json')
  expect(linted?.configs.map((index) => output.configs[index]?.name)).toEqual(['security-group/recommended/json'])
})
