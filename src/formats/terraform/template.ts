/** Terraform's string templates: literal text with `${…}` interpolations and `%{…}` directives. */

/** Literal text, or the source of an interpolated expression. */
export type TemplatePart = string | { readonly expression: string }

const MARKER = /\$\$\{|%%\{|\$\{|%\{/gu

/**
 * Splits a string into literal text (escapes `$${` and `%%{` undone) and interpolations.
 * `undefined` where the string holds a directive or an interpolation that does not end.
 */
export function parseTemplate(text: string): readonly TemplatePart[] | undefined {
  const parts: TemplatePart[] = []
  let literal = ''
  let from = 0
  MARKER.lastIndex = 0
  for (let marker = MARKER.exec(text); marker !== null; marker = MARKER.exec(text)) {
    literal += text.slice(from, marker.index)
    from = MARKER.lastIndex
    if (marker[0] === '%{') return undefined
    if (marker[0] !== '${') {
      literal += marker[0].slice(1)
      continue
    }
    const end = endOfExpression(text, from)
    if (end === undefined) return undefined
    if (literal !== '') parts.push(literal)
    literal = ''
    parts.push({ expression: text.slice(from, end).trim() })
    from = end + 1
    MARKER.lastIndex = from
  }
  literal += text.slice(from)
  if (literal !== '') parts.push(literal)
  return parts
}

/** The offset of the brace that closes the interpolation whose expression starts at `from`. */
function endOfExpression(text: string, from: number): number | undefined {
  // Braces and quotes that are open; a quoted string may hold interpolations of its own.
  const open: ('"' | '{')[] = ['{']
  for (let at = from; at < text.length; at++) {
    const char = text[at]
    if (open.at(-1) === '"') {
      if (char === '\\') at++
      else if (char === '"') open.pop()
      else if ((char === '$' || char === '%') && text[at + 1] === '{') {
        open.push('{')
        at++
      }
    } else if (char === '"' || char === '{') open.push(char)
    else if (char === '}') {
      open.pop()
      if (open.length === 0) return at
    }
  }
  return undefined
}
