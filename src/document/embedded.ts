/** JSON in a string: values of their own, which stand where the string does and rewrite it as a whole. */
import { parseJSON } from 'jsonc-eslint-parser'
import type { Edit, Origin } from '../model/reading.ts'
import { shapeOfJson } from './json-tree.ts'
import { readJson } from './json.ts'
import { LocatedEntry, LocatedMap, LocatedOpaque, LocatedScalar, LocatedSequence, type Spot } from './located.ts'
import type { MapValue, ScalarValue, Value } from './value.ts'

/** What a string holds; `undefined` if that is no JSON. */
export function embeddedJson(scalar: ScalarValue): Value | undefined {
  const text = String(scalar.value)
  try {
    const [statement] = parseJSON(text).body
    return new Embedding(scalar, text).value(readJson({ text }, statement.expression, shapeOfJson))
  } catch {
    // Its syntax is not JSON's, or it is nested deeper than the parser's stack.
    return undefined
  }
}

class Embedding {
  readonly #scalar: ScalarValue
  readonly #text: string

  constructor(scalar: ScalarValue, text: string) {
    this.#scalar = scalar
    this.#text = text
  }

  value(inner: Value): Value {
    const spot = this.#spot(inner, inner.source)
    switch (inner.kind) {
      case 'map':
        return new LocatedMap(
          spot,
          () => ({ own: this.#entries(inner), merged: [] }),
          (key, value) => this.#outer(inner.slot(key).rewrite(value)),
        )
      case 'sequence':
        return new LocatedSequence(
          spot,
          () => inner.items.map((item) => this.value(item)),
          (texts) => this.#outer(inner.append(texts)),
        )
      case 'scalar':
        return new LocatedScalar(spot, inner.value, (texts) => this.#outer(inner.listWith(texts)))
      case 'opaque':
      case 'tagged':
        return new LocatedOpaque(spot)
    }
  }

  #entries({ entries }: MapValue): readonly LocatedEntry[] {
    return entries.map(
      ({ key, label, value }) => new LocatedEntry(key, this.#spot(label, key), () => this.value(value)),
    )
  }

  #spot(inner: Origin, source: string): Spot {
    return {
      place: this.#scalar.place,
      source,
      rewrite: (value) => this.#outer(inner.rewrite(value)),
      remove: () => this.#outer(inner.remove()),
      moveBefore: () => undefined,
    }
  }

  /** What edits of the text make of the string. */
  #outer(edits: readonly Edit[] | undefined): readonly Edit[] | undefined {
    if (!edits) return undefined
    let text = this.#text
    for (const { range, text: replacement } of [...edits].sort((a, b) => b.range[0] - a.range[0])) {
      text = text.slice(0, range[0]) + replacement + text.slice(range[1])
    }
    return this.#scalar.rewrite(text)
  }
}
