/** Draws a file as an editor shows it, with ESLint's findings under the text, and the terminal that reports them. */

/**
 * A finding of ESLint: lines and columns count from 1, and the end is exclusive.
 * @typedef {object} Finding
 * @property {number} line
 * @property {number} column
 * @property {number | undefined} [endLine]
 * @property {number | undefined} [endColumn]
 * @property {1 | 2} severity
 * @property {string} message
 * @property {string | null} ruleId
 */

/** Pixels. Every line is stretched to its number of characters, so that the place holds in any monospaced font. */
const SIZE = { character: 7.2, font: 12, gutter: 44, line: 19, margin: 16 }
const TERMINAL_COLUMNS = 112
const COLORS = {
  background: '#1e1e1e',
  bar: '#2d2d2d',
  dim: '#8b8b8b',
  error: '#f14c4c',
  key: '#9cdcfe',
  string: '#ce9178',
  text: '#d4d4d4',
  warning: '#cca700',
}

/**
 * @param {string} name The name of the file.
 * @param {string} code
 * @param {readonly Finding[]} findings
 * @returns {string} An image of text and paths alone, readable on a light and on a dark page.
 */
export function draw(name, code, findings) {
  const lines = code.trimEnd().split('\n')
  const columns = Math.max(TERMINAL_COLUMNS, ...lines.map(({ length }) => length))
  const width = Math.ceil(SIZE.gutter + columns * SIZE.character + SIZE.margin)
  const editor = bar(0, width, name)
  const top = SIZE.line * 2.4
  lines.forEach((line, index) => {
    const y = top + index * SIZE.line
    editor.push(text(SIZE.gutter - 12, y, String(index + 1), COLORS.dim, 'end'), ...codeLine(y, line))
  })
  for (const finding of findings) editor.push(...squiggles(finding, lines, top))

  const terminalTop = top + lines.length * SIZE.line
  const terminal = bar(terminalTop, width, 'Terminal')
  const output = terminalLines(name, findings)
  output.forEach((spans, index) => {
    terminal.push(...spanLine(terminalTop + (index + 2.4) * SIZE.line, SIZE.margin, spans))
  })
  const height = terminalTop + (output.length + 2.4) * SIZE.line
  const font = `font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="${SIZE.font}"`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ${font}>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${COLORS.background}"/>`,
    ...editor,
    ...terminal,
    '</svg>\n',
  ].join('\n')
}

/**
 * @param {number} y
 * @param {number} width
 * @param {string} title
 */
function bar(y, width, title) {
  const rect = `<rect y="${y}" width="${width}" height="${SIZE.line * 1.4}" rx="8" fill="${COLORS.bar}"/>`
  return [rect, text(SIZE.margin, y + SIZE.line - 1, title, COLORS.text)]
}

/**
 * @param {number} y
 * @param {string} line
 */
function codeLine(y, line) {
  const spans = [...line.matchAll(/"[^"]*"(?<colon>:?)|[^"]+/gu)].map(({ 0: part, groups }) => {
    const color = part.startsWith('"') ? (groups?.['colon'] ? COLORS.key : COLORS.string) : COLORS.text
    return /** @type {const} */ ([part, color])
  })
  return spanLine(y, SIZE.gutter, spans)
}

/**
 * @param {number} y
 * @param {number} left
 * @param {readonly (readonly [text: string, color: string])[]} spans
 */
function spanLine(y, left, spans) {
  let column = 0
  return spans.flatMap(([part, color]) => {
    const x = left + (column + part.length - part.trimStart().length) * SIZE.character
    column += part.length
    return part.trim() === '' ? [] : [text(x, y, part.trim(), color)]
  })
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} content
 * @param {string} color
 * @param {'end' | 'start'} anchor
 */
function text(x, y, content, color, anchor = 'start') {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const length = `textLength="${round(content.length * SIZE.character)}" lengthAdjust="spacingAndGlyphs"`
  return `<text x="${round(x)}" y="${y}" fill="${color}" text-anchor="${anchor}" ${length}>${escaped}</text>`
}

/**
 * @param {Finding} finding
 * @param {readonly string[]} lines
 * @param {number} top
 */
function squiggles({ line, column, endLine = line, endColumn = column + 1, severity }, lines, top) {
  const color = severity === 2 ? COLORS.error : COLORS.warning
  return lines.slice(line - 1, endLine).map((content, index) => {
    const from = index === 0 ? column - 1 : content.length - content.trimStart().length
    const to = line + index === endLine ? endColumn - 1 : content.length
    const x = SIZE.gutter + from * SIZE.character
    const waves = Math.round(((to - from) * SIZE.character) / 6)
    const y = top + (line - 1 + index) * SIZE.line + 4
    return `<path d="M${round(x)} ${y}${'q1.5 -3 3 0t3 0'.repeat(waves)}" fill="none" stroke="${color}"/>`
  })
}

/**
 * @param {string} name
 * @param {readonly Finding[]} findings
 * @returns {(readonly [text: string, color: string])[][]}
 */
function terminalLines(name, findings) {
  const errors = findings.filter(({ severity }) => severity === 2).length
  const summary = `✖ ${findings.length} problems (${errors} errors, ${findings.length - errors} warnings)`
  return [
    [
      ['$ ', COLORS.dim],
      [`npx eslint ${name}`, COLORS.text],
    ],
    ...findings.flatMap(findingLines),
    [[summary, errors > 0 ? COLORS.error : COLORS.warning]],
  ]
}

/**
 * @param {Finding} finding
 * @returns {(readonly [text: string, color: string])[][]}
 */
function findingLines({ line, column, severity, message, ruleId }) {
  const place = `${line}:${column}`.padStart(6)
  const [word, color] = severity === 2 ? ['error  ', COLORS.error] : ['warning', COLORS.warning]
  const indent = `${place}  ${word}  `.length
  const [first = '', ...others] = wrap(message, TERMINAL_COLUMNS - indent)
  return [
    [
      [`${place}  `, COLORS.dim],
      [`${word}  `, color],
      [first, COLORS.text],
    ],
    ...others.map((part) => /** @type {[string, string][]} */ ([[' '.repeat(indent) + part, COLORS.text]])),
    [[' '.repeat(indent) + String(ruleId), COLORS.dim]],
  ]
}

/**
 * @param {string} message
 * @param {number} columns
 */
function wrap(message, columns) {
  return message.match(new RegExp(`.{1,${columns}}(?= |$)`, 'gu'))?.map((part) => part.trim()) ?? []
}

/** @param {number} value */
function round(value) {
  return Number(value.toFixed(1))
}
