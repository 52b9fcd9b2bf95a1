/** Links between the documents of the project lead somewhere: to a file, and to a heading in it. */
import { access, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const FOLDERS = ['.', 'docs', 'rules']

const files = await Promise.all(
  FOLDERS.map(async (folder) => (await readdir(folder)).map((name) => path.join(folder, name))),
)
const documents = new Map(
  await Promise.all(
    files
      .flat()
      .filter((file) => file.endsWith('.md'))
      .map(async (file) => [file, (await readFile(file, 'utf8')).replaceAll(/^```[^]*?^```$/gmu, '')] as const),
  ),
)

/** What a Markdown text links to in the project: `docs/a.md#part`. Links to the web are left to their readers. */
function linksOf(text: string): readonly string[] {
  const inline = [...text.matchAll(/\]\((?<target>[^()\s]+)\)/gu)]
  const defined = [...text.matchAll(/^\[[^\]]+\]: (?<target>\S+)$/gmu)]
  return [...inline, ...defined].flatMap(({ groups }) => groups?.['target'] ?? []).filter((link) => !link.includes(':'))
}

/** The anchors that GitHub gives the headings of a text. */
function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (?<title>.+)$/gmu)].map(({ groups }) =>
    (groups?.['title'] ?? '')
      .replaceAll(/\]\([^)]*\)/gu, '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

describe.each([...documents])('%s', (document, text) => {
  it('links to what exists', async () => {
    const broken: string[] = []
    for (const link of linksOf(text)) {
      const [target = '', anchor] = link.split('#')
      const file = target === '' ? document : path.join(path.dirname(document), target)
      const exists = await access(file).then(
        () => true,
        () => false,
      )
      const hasAnchor = anchor === undefined || anchorsOf(documents.get(file) ?? '').includes(anchor)
      if (!exists || !hasAnchor) broken.push(link)
    }
    expect(broken).toEqual([])
  })
})

it('finds the links and headings of every shape', () => {
  expect(linksOf('[a](b.md#c) ![d](e.svg)\n[f]: g.md\n[web](https://example.com)')).toEqual(['b.md#c', 'e.svg', 'g.md'])
  expect(anchorsOf("# What's `here`?\n## [A](b.md), and c")).toEqual(['whats-here', 'a-and-c'])
  expect([...documents.values()].flatMap(linksOf).length).toBeGreaterThan(50)
})
