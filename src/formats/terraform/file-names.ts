/** What Terraform makes of a file by its name (`configs/parser_config_dir.go` and `command/meta_vars.go` there). */

/** Files that declare, files that are merged over those, and files that give variables their values. */
export type FileRole = 'declaration' | 'override' | 'values'

export interface FileKind {
  readonly role: FileRole
  readonly syntax: 'hcl' | 'json'
}

/** `undefined` for a name that Terraform passes over. Letter case matters to it. */
export function kindOfFile(name: string): FileKind | undefined {
  const stem = stemOf(name)
  const syntax = stem === name ? 'hcl' : 'json'
  if (isDefault(name) || stem.endsWith('.auto.tfvars')) return { role: 'values', syntax }
  // Editors leave hidden files behind.
  if (!stem.endsWith('.tf') || name.startsWith('.')) return undefined
  return { role: /(?:^|_)override\.tf$/u.test(stem) ? 'override' : 'declaration', syntax }
}

/** Whether a file with this name is part of a module, and whether its text can be parsed or only searched. */
export function partOf(name: string): 'parsed' | 'searched' | undefined {
  const kind = kindOfFile(name)
  return kind && (kind.syntax === 'json' ? 'parsed' : 'searched')
}

/** Files of values, given in the order of their names, as Terraform loads them. */
export function inLoadOrder<T extends { readonly name: string }>(files: readonly T[]): readonly T[] {
  return [...files.filter(({ name }) => isDefault(name)), ...files.filter(({ name }) => !isDefault(name))]
}

function isDefault(name: string): boolean {
  return stemOf(name) === 'terraform.tfvars'
}

function stemOf(name: string): string {
  return name.replace(/\.json$/u, '')
}
