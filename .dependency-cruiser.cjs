/** The arrows of docs/02-design/architecture.md: environments → stacks → lib/<part> → lib/core, and a policy that knows no construct. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      severity: 'error',
      comment: 'Break the cycle: move what both need into a file of its own. (Types that name each other are none.)',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'core-knows-nothing',
      severity: 'error',
      comment: 'lib/core is the bottom: what it needs of another part belongs in core.',
      from: { path: '^lib/core/' },
      to: { path: '^(lib/(?!core/)|stacks/|environments/)' },
    },
    {
      name: 'policy-knows-only-terraform-json',
      severity: 'error',
      comment: 'lib/policy reads Terraform JSON of anyone: it imports no construct and nothing else of ours.',
      from: { path: '^lib/policy/' },
      to: { path: '^(lib/(?!policy/)|stacks/|environments/)' },
    },
    {
      name: 'construct-imports-no-rule',
      severity: 'error',
      comment:
        'Types and policy are two layers of defence, each complete on its own: a construct does not lean on a rule.',
      from: { path: '^lib/(core|network|security|storage|database|cache|cluster|kubernetes|registry|dns|delivery)/' },
      to: { path: '^lib/policy/' },
    },
    {
      name: 'only-readers-see-inside-the-policy',
      severity: 'error',
      comment:
        'The estimate and the preview read the same graph as the rules; everybody else takes lib/policy/index.ts.',
      from: { path: '^lib/', pathNot: '^lib/(policy|cost|plan)/' },
      to: { path: '^lib/policy/[^/]+/' },
    },
    {
      name: 'lib-is-a-library',
      severity: 'error',
      comment: 'The library must work without this repository’s stacks and environments.',
      from: { path: '^lib/' },
      to: { path: '^(stacks|environments|sandbox|test|bench|docs)/' },
    },
    {
      name: 'environments-are-data',
      severity: 'error',
      comment: 'An environment file is data: it takes types and checks from the library, and wires nothing.',
      from: { path: '^environments/' },
      to: { path: '^stacks/' },
    },
    {
      name: 'environments-through-the-index',
      severity: 'error',
      comment: 'Import a part of the library by its index.ts.',
      from: { path: '^(environments|stacks)/' },
      to: { path: '^lib/', pathNot: '^lib/[^/]+/index\\.ts$' },
    },
    {
      name: 'through-the-index',
      severity: 'error',
      comment: 'Import another part by its index.ts: what the index does not export is private to its folder.',
      from: { path: '^lib/([^/]+)/' },
      to: {
        path: '^lib/([^/]+)/.+',
        pathNot: [
          '^lib/$1/',
          '^lib/[^/]+/index\\.ts$',
          '^lib/policy/(graph|load|secrets|net|iam)/index\\.ts$',
          // What only reads files must not load cdktf, as the constructs of lib/cost do.
          '^lib/cost/offline/index\\.ts$',
        ],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
