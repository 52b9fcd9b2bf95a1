/** Answers that are remembered with the objects that they are about. */

/**
 * Makes a function answer once for each object.
 *
 * V8 takes all that a WeakMap holds for alive whenever it collects young objects, and so copies what dies young about first:
 * a third of what the questions about a policy cost. A private field dies with its object, and nobody else sees it,
 * not even where the object is spread, compared or printed.
 */
export function remembered<K extends object, V>(find: (about: K) => V): (about: K) => V {
  /** Of objects that take no fields. */
  const ofSealed = new WeakMap<K, Answer<V>>()

  class Remembering extends Itself {
    readonly #answer: Answer<V>

    private constructor(about: K, answer: Answer<V>) {
      super(about)
      this.#answer = answer
    }

    static answerOf(about: K): V {
      const known = #answer in about ? about.#answer : ofSealed.get(about)
      if (known) return known.value
      const answer = { value: find(about) }
      if (Object.isExtensible(about)) new Remembering(about, answer)
      else ofSealed.set(about, answer)
      return answer.value
    }
  }
  return (about) => Remembering.answerOf(about)
}

/** An answer may be `undefined`. */
interface Answer<V> {
  readonly value: V
}

/** Makes the fields of a class that extends it those of an object that is there already. */
const Itself = function (about: object) {
  return about
} as unknown as new (about: object) => object
