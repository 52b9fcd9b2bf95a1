/** What stands for rules or groups that are not read: told where it stands, once, and by one of two rules. */
import { noUnresolvedValues } from '../../rules/no-unresolved-values.ts'
import { validRuleFields } from '../../rules/valid-rule-fields.ts'
import { readMarks } from '../support/marked.ts'
import { runRule, type ValidCase } from '../support/rule-tester.ts'
import { open, refused, settled } from './unread-places.ts'

function withoutMarks({ name, filename, code }: ValidCase): ValidCase {
  return { name, filename, code: readMarks(code).text }
}

runRule('no-unresolved-values', noUnresolvedValues, {
  valid: [...settled, ...refused.map(withoutMarks)],
  invalid: open.map(({ name, filename, code, text }) => ({
    name,
    filename,
    code,
    errors: [{ messageId: 'unread', data: { value: text } }],
  })),
})

runRule('valid-rule-fields', validRuleFields, {
  valid: [...settled, ...open.map(withoutMarks)],
  invalid: refused.map(({ name, filename, code, text, problem }) => ({
    name,
    filename,
    code,
    errors: [{ messageId: 'refused', data: { value: text, problem, note: '' } }],
  })),
})
