/** Data flows one way: what each room may import of the others. */
const rooms = {
  'src/model/': [],
  'src/document/': ['src/model/'],
  'src/providers/': ['src/model/'],
  'src/formats/': ['src/document/', 'src/model/', 'src/providers/'],
  'src/workspace/': ['src/document/', 'src/formats/', 'src/model/'],
  'src/evaluator/': ['src/model/'],
  'src/policy/': ['src/evaluator/', 'src/model/', 'src/providers/'],
  'src/lint/': [
    ...['src/document/', 'src/evaluator/', 'src/formats/', 'src/model/', 'src/policy/', 'src/providers/'],
    'src/workspace/',
  ],
  'src/parsers/': ['src/formats/detection.ts'],
  'rules/': ['src/evaluator/', 'src/lint/', 'src/model/', 'src/policy/'],
  'src/configs.ts': ['src/lint/', 'src/parsers/'],
  'src/deferred/': ['rules/', 'src/lint/', 'src/workspace/'],
  'src/rule-options.ts': ['rules/'],
  'src/index.ts': ['src/configs.ts', 'src/deferred/', 'src/lint/settings.ts', 'src/rule-options.ts'],
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(rooms).map(([room, others]) => ({
      name: `flow-of-${room}`,
      comment: `${room} may import ${others.join(', ') || 'no other room'}.`,
      severity: /** @type {const} */ ('error'),
      from: { path: `^${room}` },
      to: { path: '^(?:src|rules)/', pathNot: [room, ...others].map((path) => `^${path}`) },
    })),
    {
      name: 'no-cycle',
      severity: 'error',
      from: { path: '^(?:src|rules)/' },
      to: { circular: true },
    },
    {
      name: 'no-syntax-tree',
      comment: 'Only the document room knows a syntax tree.',
      severity: 'error',
      from: { path: '^(?:src|rules)/', pathNot: '^src/(?:document|parsers)/' },
      to: { path: '/(?:jsonc|yaml)-eslint-parser/' },
    },
    {
      name: 'no-file-system',
      comment: 'Only the workspace room reads files: everybody else judges what is handed to it.',
      severity: 'error',
      from: { path: '^(?:src|rules)/', pathNot: '^src/workspace/' },
      to: { path: '^(?:node:)?fs$' },
    },
    {
      name: 'no-eslint',
      comment: 'What a file declares, and what follows from it, does not depend on ESLint.',
      severity: 'error',
      from: { path: '^src/(?:document|evaluator|formats|model|policy|providers|workspace)/' },
      to: { path: '/eslint/' },
    },
    {
      name: 'no-undeclared-package',
      comment: 'At run time there are only the packages that a user installs with this one.',
      severity: 'error',
      from: { path: '^(?:src|rules)/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown'],
        dependencyTypesNot: ['type-only'],
        // The build packs it into the plugin.
        pathNot: '/ipaddr\\.js/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { conditionNames: ['types', 'import', 'node', 'default'], exportsFields: ['exports'] },
    tsPreCompilationDeps: true,
  },
}
