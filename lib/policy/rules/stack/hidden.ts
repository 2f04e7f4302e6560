import type { StackRule } from '../../rule';

/** SEC-OPAQUE-MODULE */
export const opaqueModule: StackRule = {
  id: 'SEC-OPAQUE-MODULE',
  severity: 'high',
  title: 'A module or template hides what it creates',
  why: 'What a module creates is not in these files, so no rule looks at it, and a module that is not pinned changes by itself.',
  fix: 'Write its resources as constructs, or check the plan, which shows them. If the module was reviewed: pin its version and write allow({ rule: "SEC-OPAQUE-MODULE", … }).',
  controls: [],
  noControl: 'It keeps resources visible to the other rules; no framework has a control for it.',
  example: {
    bad: '{ "module": { "vpc": { "source": "git::https://example.com/vpc" } } }',
    good: '{ "resource": { "aws_vpc": { "main": { … } } } }',
  },
  *checkStack(stack) {
    for (const { kind, address, detail, line } of stack.hidden) {
      if (kind === 'module')
        yield {
          attribute: 'source',
          value: detail,
          address,
          line,
          message: `module ${address.slice('module.'.length)} cannot be looked into`,
        };
      if (kind === 'template')
        yield {
          attribute: 'template',
          value: detail,
          address,
          line,
          message: 'it creates resources from a template, which is not looked into',
        };
    }
  },
};

/** SEC-PROVISIONER */
export const provisioner: StackRule = {
  id: 'SEC-PROVISIONER',
  severity: 'high',
  title: 'A provisioner or external data source runs commands',
  why: 'A command can create, open or leak anything with the pipeline’s credentials, and no plan shows it.',
  fix: 'Use a resource for what the command does; put what runs on a machine into its image or user data.',
  controls: [],
  noControl: 'It keeps changes visible to the other rules; no framework has a control for it.',
  example: {
    bad: '{ "terraform_data": { "seed": { "provisioner": [{ "local-exec": { "command": "…" } }] } } }',
    good: '{ "aws_ssm_document": { "seed": { … } } }',
  },
  *checkStack(stack) {
    for (const { kind, address, detail, line } of stack.hidden) {
      if (kind === 'provisioner')
        yield {
          attribute: 'provisioner',
          value: detail,
          address,
          line,
          message:
            detail === 'external'
              ? 'it runs a program whenever a plan is made'
              : `a ${detail} provisioner runs during apply`,
        };
    }
  },
};
