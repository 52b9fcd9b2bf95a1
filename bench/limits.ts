/** What is promised, each as a ratio in one run; the README says the same. */
export const LIMITS = {
  /** ESLint over real declarations, to ESLint with the same parsers and no rules. */
  corpus: 1.1,
  /** ESLint over JSON and YAML without any security group, to ESLint with the same parsers and no rules. */
  otherFiles: 0.5,
  /** Importing the plugin in a new process, to importing its two parsers. */
  import: 1.15,
} as const
