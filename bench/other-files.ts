/** A thousand files that declare no security group: they are not parsed, so the config may be added anywhere. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { LIMITS } from './limits.ts'
import { compareLinting } from './lint.ts'

const COUNT = 1000

const folder = mkdtempSync(path.join(tmpdir(), 'security-group-bench-'))
try {
  for (let index = 0; index < COUNT; index++) {
    const file = path.join(
      folder,
      `service-${String(index >> 1)}`,
      index % 2 === 0 ? 'package.json' : 'deployment.yaml',
    )
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, index % 2 === 0 ? manifest(index) : deployment(index))
  }
  compareLinting(`lint ${COUNT.toLocaleString('en')} other files`, folder, LIMITS.otherFiles)
} finally {
  rmSync(folder, { recursive: true })
}

/** The manifest of a package, of about two kilobytes. */
function manifest(index: number): string {
  const dependencies = Object.fromEntries(
    Array.from({ length: 40 }, (_, other) => [
      `@company/library-${String(other)}`,
      `^${String(other)}.${String(index)}.0`,
    ]),
  )
  const scripts = { build: 'tsc', lint: 'eslint .', start: `node service-${String(index)}.js`, test: 'vitest run' }
  return JSON.stringify(
    { name: `@company/service-${String(index)}`, version: '1.0.0', scripts, dependencies },
    undefined,
    2,
  )
}

/** Kubernetes objects of about two kilobytes, with addresses and ports as declarations of groups have them. */
function deployment(index: number): string {
  const containers = Array.from(
    { length: 10 },
    (_, other) => `
        - name: container-${String(other)}
          image: registry.example.com/service-${String(index)}/part:${String(other)}
          args: ['--listen', '0.0.0.0', '--peer', '10.0.${String(other)}.0/24']
          ports:
            - containerPort: ${String(8000 + other)}
              protocol: TCP`,
  )
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-${String(index)}
spec:
  template:
    spec:
      containers:${containers.join('')}
`
}
