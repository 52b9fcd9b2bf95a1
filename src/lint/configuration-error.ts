/** A mistake in the user's configuration. ESLint prints the stack of an error: the message is all there is to know. */
export class ConfigurationError extends Error {
  constructor(message: string) {
    super(message)
    Object.defineProperty(this, 'stack', { get: () => this.message })
  }
}
