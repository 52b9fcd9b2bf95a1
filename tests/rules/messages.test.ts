import { describe, expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'

const RULE = 'alicloud_security_group_rule.web (line 120: accept tcp 8000-8080 from 203.0.113.0/24)'

/** Long yet likely words for the placeholders that hold more than a name or a number. */
const likely: Readonly<Record<string, string>> = {
  blocker: RULE,
  blockers: RULE,
  other: RULE,
  rule: RULE,
  current: '81.69.102.0/24, 106.55.203.0/24, 101.33.121.0/24 and 101.32.250.0/24',
  check: 'tcp 3389 from 203.0.113.0/24',
  names: ' (MySQL, PostgreSQL and Redis)',
  note: ', by the default of var.office_cidr',
  fields: 'verdict, protocol, ports and peer',
  packet: '203.0.113.5 → tcp 3389',
  problem: 'lists a range, but only single ports can be listed: give the range a rule of its own',
  provider: 'Tencent Cloud',
  redundant: ' 12 of its rules are redundant and can go.',
  service: 'WebShell login proxy',
  services: 'tcp 22, 3389 and udp 3389',
  smtp: 'blocks that port until asked to unblock it',
}

/** ESLint prints one line per finding: what does not fit on a few lines of a terminal is not read. */
const LONGEST = 350

describe.each(Object.entries(rules))('the messages of %s', (_name, { meta }) => {
  const messages = Object.entries(meta.messages ?? {})

  it.each(messages)('%s is of sentences, and short enough to be read', (_id, template) => {
    const message = template.replaceAll(/\{\{(?<name>\w+)\}\}/gu, (_, name: string) => likely[name] ?? 'some words')
    expect(message).not.toMatch(/[{}]| {2}|\s$/u)
    expect(message).toMatch(/\.$/u)
    expect(message.length).toBeLessThanOrEqual(LONGEST)
  })
})
