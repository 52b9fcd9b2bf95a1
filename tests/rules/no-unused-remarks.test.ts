import { rules } from '../../rules/index.ts'
import { noUnusedRemarks } from '../../rules/no-unused-remarks.ts'
import { runRule, type InvalidCase, type ValidCase } from '../support/rule-tester.ts'
import { alicloudRule, alicloudRules, json, permission, ros, ruleSet, setRule } from './declarations.ts'

const ID = 'security-group/no-public-admin-ports'
const SMTP = 'security-group/no-smtp-port-25'
const others = { 'no-public-admin-ports': rules['no-public-admin-ports'], 'no-smtp-port-25': rules['no-smtp-port-25'] }

const closed = (remark?: unknown): Readonly<Record<string, unknown>> =>
  setRule({ cidr_block: '10.0.0.0/8', ...(remark !== undefined && { '//': remark }) })

function silent(name: string, code: string, filename = 'main.tf.json'): ValidCase {
  return { name, filename, code, others }
}

/** A finding at the mark of `code`, and the text without what it is about. */
function loud(
  name: string,
  code: string,
  messageId: string,
  data: Record<string, string>,
  fixed: { readonly what: string; readonly output: string } | undefined,
  filename = 'main.tf.json',
): InvalidCase {
  const suggestions = fixed ? [{ messageId: 'remove', data: { what: fixed.what }, output: fixed.output }] : []
  return { name, filename, code, others, errors: [{ messageId, data, suggestions }] }
}

const of = (remark: string): string => ruleSet([closed(`⟦${remark}⟧`)])
const gone = { what: 'it', output: ruleSet([closed()]) }

const template = (metadata: string): string => `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  App:
    Type: ALIYUN::ECS::SecurityGroup
${metadata}    Properties:
      VpcId: vpc-1
`

runRule('no-unused-remarks', noUnusedRemarks, {
  valid: [
    silent('a remark that suppresses a finding', ruleSet([setRule({ '//': `eslint-disable ${ID}` })])),
    silent('one that suppresses any finding', ruleSet([setRule({ '//': 'eslint-disable' })])),
    silent(
      'two findings of one rule',
      ruleSet([setRule(), setRule({ port: '3389' })], [], { '//': `eslint-disable ${ID}` }),
    ),
    silent('two rules', ruleSet([setRule({ port: '22,25', '//': `eslint-disable ${ID}, ${SMTP}` })])),
    silent('a rule that is off', ruleSet([closed('eslint-disable security-group/no-shadowed-rules')])),
    silent('no directive', ruleSet([closed('the office')])),
    silent('an empty remark', ruleSet([closed('')])),
    silent('metadata', ros([permission({ SourceCidrIp: '10.0.0.0/8' })], [], { Metadata: { a: 'eslint' } }), 'a.json'),
    { ...silent('nothing else is on', ruleSet([closed('eslint-disable')])), others: {} },
  ],
  invalid: [
    loud('nothing to report', of(`eslint-disable ${ID}`), 'unused', { rules: `\`${ID}\`` }, gone),
    loud('a reason', of(`eslint-disable ${ID} -- honeypot`), 'unused', { rules: `\`${ID}\`` }, gone),
    loud('no finding of any rule', of('eslint-disable'), 'unused', { rules: 'every rule' }, gone),
    loud(
      'one name of two',
      ruleSet([setRule({ '//': `⟦eslint-disable ${SMTP}, ${ID} -- honeypot, until 2999-12-31⟧` })]),
      'unused',
      { rules: `\`${SMTP}\`` },
      {
        what: `\`${SMTP}\``,
        output: ruleSet([setRule({ '//': `eslint-disable ${ID} -- honeypot, until 2999-12-31` })]),
      },
    ),
    loud('two names', of(`eslint-disable ${SMTP}, ${ID}`), 'unused', { rules: `\`${SMTP}\` and \`${ID}\`` }, gone),
    loud(
      'the outer one of two',
      ruleSet([setRule({ '//': `eslint-disable ${ID}` })], undefined, { '//': `⟦eslint-disable ${ID}⟧` }),
      'unused',
      { rules: `\`${ID}\`` },
      { what: 'it', output: ruleSet([setRule({ '//': `eslint-disable ${ID}` })]) },
    ),
    loud(
      'itself, which no remark suppresses',
      of('eslint-disable security-group/no-unused-remarks'),
      'unused',
      { rules: '`security-group/no-unused-remarks`' },
      gone,
    ),
    loud(
      'a name that no rule has',
      of('eslint-disable security-group/no-admin-ports'),
      'unknown',
      { rules: '`security-group/no-admin-ports`' },
      gone,
    ),
    loud(
      'a name without its prefix',
      of('eslint-disable no-shadowed-rules'),
      'unknown',
      { rules: '`no-shadowed-rules`' },
      gone,
    ),
    loud(
      'a rule of another plugin beside one of ours',
      ruleSet([setRule({ '//': `⟦eslint-disable ${ID}, jsonc/no-dupe-keys⟧` })]),
      'unknown',
      { rules: '`jsonc/no-dupe-keys`' },
      { what: '`jsonc/no-dupe-keys`', output: ruleSet([setRule({ '//': `eslint-disable ${ID}` })]) },
    ),
    loud('no commas', of(`eslint-disable ${ID} ${SMTP}`), 'unknown', { rules: `\`${ID} ${SMTP}\`` }, gone),
    {
      ...loud(
        'expired',
        of(`eslint-disable ${ID} -- until 2020-02-29: honeypot`),
        'expired',
        { until: '2020-02-29' },
        gone,
      ),
      others: {},
    },
    loud('no day', of(`eslint-disable ${ID} until 2999-02-29`), 'noDay', { until: '2999-02-29' }, gone),
    loud('a directive for a line', of(`eslint-disable-line ${ID}`), 'word', { word: 'eslint-disable-line' }, gone),
    loud('the end of nothing', of('eslint-enable'), 'word', { word: 'eslint-enable' }, gone),
    {
      name: 'an unknown name, and one that has nothing to report',
      filename: 'main.tf.json',
      code: ruleSet([closed(`⟦⟦eslint-disable ${ID}, no-such-rule⟧⟧`)])
        .replaceAll('"⟦', '⟦"')
        .replaceAll('⟧"', '"⟧'),
      others,
      errors: [
        {
          messageId: 'unknown',
          data: { rules: '`no-such-rule`' },
          suggestions: [
            {
              messageId: 'remove',
              data: { what: '`no-such-rule`' },
              output: ruleSet([closed(`eslint-disable ${ID}`)]),
            },
          ],
        },
        {
          messageId: 'unused',
          data: { rules: `\`${ID}\`` },
          suggestions: [
            {
              messageId: 'remove',
              data: { what: `\`${ID}\`` },
              output: ruleSet([closed('eslint-disable no-such-rule')]),
            },
          ],
        },
      ],
    },
    loud(
      'an item of a list',
      json({ '//': ['a', `⟦eslint-disable ${ID}⟧`], locals: {}, resource: { alicloud_security_group: {} } }),
      'unused',
      { rules: `\`${ID}\`` },
      {
        what: 'it',
        output: json({ '//': ['a'], locals: {}, resource: { alicloud_security_group: {} } }).replace('"a"', '"a"'),
      },
    ),
    loud(
      'the only item of a list',
      alicloudRules({ a: alicloudRule({ cidr_ip: '10.0.0.0/8', '//': [`⟦eslint-disable ${ID}⟧`] }) }),
      'unused',
      { rules: `\`${ID}\`` },
      { what: 'it', output: alicloudRules({ a: alicloudRule({ cidr_ip: '10.0.0.0/8' }) }) },
    ),
    loud(
      'metadata in YAML',
      template(`    Metadata:\n      eslint: ⟦eslint-disable ${ID}⟧ # why\n`),
      'unused',
      { rules: `\`${ID}\`` },
      { what: 'it', output: template('') },
      'a.yaml',
    ),
    loud(
      'one of the members of metadata in YAML',
      template(`    Metadata:\n      owner: me\n      eslint: ⟦eslint-disable ${ID}⟧\n`),
      'unused',
      { rules: `\`${ID}\`` },
      { what: 'it', output: template('    Metadata:\n      owner: me\n') },
      'a.yaml',
    ),
  ],
})
