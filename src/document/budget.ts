/** How many values a file may unfold through its aliases before they stop being read. */
export class Budget {
  static readonly #least = 1000
  #left: number

  /** One value per character, so that unfolding costs no more than reading the text did. */
  constructor(text: string) {
    this.#left = Math.max(Budget.#least, text.length)
  }

  /** Takes `count` values; `false` if not so many are left. */
  take(count: number): boolean {
    if (count > this.#left) return false
    this.#left -= count
    return true
  }
}
