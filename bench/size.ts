/** What a user downloads and unpacks, without the two parsers. */
import { spawnSync } from 'node:child_process'

interface Packed {
  readonly size: number
  readonly unpackedSize: number
  readonly entryCount: number
}

const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
})
const [packed] = JSON.parse(stdout) as readonly Packed[]
if (!packed) throw new Error('npm packed nothing.')
const { size, unpackedSize, entryCount } = packed
console.log(`the package: ${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked, ${String(entryCount)} files`)

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`
}
