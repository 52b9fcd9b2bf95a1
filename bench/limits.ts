/** What is promised, each as a ratio in one run; the README says the same. */
export const LIMITS = {
  /** ESLint over real declarations, to ESLint with the same parsers and no rules. */
  corpus: 1.1,
  /** ESLint over JSON and YAML without any security group, to ESLint with the same parsers and no rules. */
  otherFiles: 0.5,
  /** Importing the plugin in a new process, to importing its two parsers. */
  import: 1.15,
  /** All questions to the evaluator about 1,000 rules like real ones, to parsing them. */
  questions: 0.1,
  /** The same for 1,000 rules of which no two have a bound in common, and for 5,000 that all overlap. */
  questionsOfDistinct: 0.3,
  questionsOfOverlapping: 1,
  /** Questions about rules with unknown parts, to those about known ones. */
  unknownParts: 3,
  /** The exponent with which questions and what they keep grow, from 100 to 50,000 rules like real ones. */
  growth: 1.2,
} as const
