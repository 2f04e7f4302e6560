import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';

const modules: RuleCases = {
  rule: 'SEC-OPAQUE-MODULE',
  failing: {
    registry: { module: { vpc: { source: 'terraform-aws-modules/vpc/aws', version: '5.0.0' } } },
    CloudFormation: resources({ aws_cloudformation_stack: { s: { template_body: '{}' } } }),
    git: { module: [{ vpc: [{ source: 'git::https://example.com/vpc?ref=main' }] }] },
  },
  passing: { 'no module': resources({ aws_vpc: { v: {} } }) },
  notApplicable: { 'empty module table': { module: {} } },
  unknown: { source: { module: { x: { source: '${var.source}' } } } },
};

const provisioners: RuleCases = {
  rule: 'SEC-PROVISIONER',
  failing: {
    'program of a data source': { data: { external: { e: { program: ['true'] } } } },
    'local-exec': resources({ terraform_data: { t: { provisioner: [{ 'local-exec': { command: 'true' } }] } } }),
    'as one object': resources({ null_resource: { t: { provisioner: { 'remote-exec': { inline: ['true'] } } } } }),
    'on a real resource': resources({ aws_instance: { i: { provisioner: { file: { source: 'a' } } } } }),
  },
  passing: { 'data without commands': resources({ terraform_data: { t: { input: 1 } } }) },
  notApplicable: {
    'attribute of that name elsewhere': resources({ aws_ssm_parameter: { p: { name: 'provisioner' } } }),
  },
  unknown: {
    command: resources({ terraform_data: { t: { provisioner: { 'local-exec': { command: '${var.x}' } } } } }),
  },
};

export const stackCases: readonly RuleCases[] = [modules, provisioners];
