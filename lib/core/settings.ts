import { Aspects, TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { Faults } from './faults';
import { ABSENT_IN_MAJOR_5, PROVIDER_MAJORS, type ProviderMajor } from './provider-major';
import { STAGES, type Stage } from './stage';

/** What every construct of a stack shares. */
export interface StackSettings {
  /** How much the stack may lose. */
  readonly stage: Stage;
  /** The team that answers for the stack: the tag `owner`. @default the stack's id */
  readonly owner?: string;
  /** Who pays: the tag `cost-center`. @default the stack's id */
  readonly costCenter?: string;
  /** The account that the stack is deployed to, 12 digits. @default looked up at plan by `data.aws_caller_identity` */
  readonly accountId?: string;
  /** The region that the stack is deployed to. @default looked up at plan by `data.aws_region` */
  readonly region?: string;
  /** The ARN of the permissions boundary that every role of the stack gets. @default none */
  readonly permissionsBoundary?: string;
  /** The major of the AWS provider that the JSON is for. @default 6 */
  readonly providerMajor?: ProviderMajor;
}

/** {@link StackSettings} with the defaults filled in. */
export interface ResolvedSettings extends StackSettings {
  /** The tag `owner`. */
  readonly owner: string;
  /** The tag `cost-center`. */
  readonly costCenter: string;
  /** The major of the AWS provider that the JSON is for. */
  readonly providerMajor: ProviderMajor;
}

// A registered symbol, not a WeakMap or a class: a consumer may have two copies of this library in one app.
const SETTINGS = Symbol.for('rampart.settings');
type Configured = TerraformStack & { [SETTINGS]?: ResolvedSettings };

/**
 * Says once, for all constructs of a stack, which stage it is, who owns and pays for it and where it goes; the stage is
 * written into the stack's JSON. Call it right after the stack is made.
 *
 * @throws ValidationError when a value is malformed, or when the stack was configured before
 */
export function configureStack(stack: TerraformStack, settings: StackSettings): void {
  validate(stack, settings);
  const resolved = resolve(stack, settings);
  Object.defineProperty(stack, SETTINGS, { value: resolved });
  stack.addOverride('//.rampart', { stage: resolved.stage, providerMajor: resolved.providerMajor });
  if (resolved.providerMajor === 5) Aspects.of(stack).add({ visit: leaveOutAbsentArguments });
}

/** The settings of the stack around a construct; a stack that was never configured counts as prod. */
export function settingsOf(scope: Construct): ResolvedSettings {
  const stack = TerraformStack.of(scope) as Configured;
  return stack[SETTINGS] ?? resolve(stack, { stage: 'prod' });
}

/**
 * The stage of the stack around a construct.
 *
 * @param given what the construct's own `stage` prop says, if anything
 * @throws ValidationError when the two differ
 */
export function stageOf(scope: Construct, given?: Stage): Stage {
  const { stage } = settingsOf(scope);
  const faults = new Faults(scope);
  faults.check(given === undefined || given === stage, {
    prop: 'stage',
    expected: `the stage of its stack, ${stage}`,
    got: given,
    fix: `Leave \`stage\` out, or configureStack(stack, { stage: '${given}' }) if the stack is meant to be ${given}; a stack that says nothing is prod.`,
  });
  faults.throwIfAny();
  return stage;
}

function resolve(stack: TerraformStack, settings: StackSettings): ResolvedSettings {
  return {
    ...settings,
    owner: settings.owner ?? stack.node.id,
    costCenter: settings.costCenter ?? stack.node.id,
    providerMajor: settings.providerMajor ?? 6,
  };
}

function validate(stack: Configured, settings: StackSettings): void {
  const { stage, accountId, region, permissionsBoundary, providerMajor = 6 } = settings;
  const faults = new Faults(stack);
  faults.check(stack[SETTINGS] === undefined, {
    prop: 'settings',
    expected: 'set once',
    got: stack[SETTINGS],
    fix: 'Call configureStack only where the stack is made.',
  });
  faults.check(STAGES.includes(stage), {
    prop: 'stage',
    expected: STAGES.join(', '),
    got: stage,
    fix: 'Write one of these.',
  });
  faults.check(accountId === undefined || /^\d{12}$/.test(accountId), {
    prop: 'accountId',
    expected: '12 digits',
    got: accountId,
    fix: 'Take it from `aws sts get-caller-identity`.',
  });
  faults.check(region === undefined || /^[a-z]{2}(-[a-z]+)+-\d$/.test(region), {
    prop: 'region',
    expected: 'an AWS region such as eu-west-1',
    got: region,
    fix: 'Take it from `aws ec2 describe-regions`; a zone has one letter more.',
  });
  faults.check(
    permissionsBoundary === undefined || permissionsBoundary.startsWith('arn:') || permissionsBoundary.includes('${'),
    {
      prop: 'permissionsBoundary',
      expected: 'the ARN of a managed policy',
      got: permissionsBoundary,
      fix: 'Write arn:aws:iam::<account>:policy/<name>.',
    },
  );
  faults.check(PROVIDER_MAJORS.includes(providerMajor), {
    prop: 'providerMajor',
    expected: PROVIDER_MAJORS.join(' or '),
    got: providerMajor,
    fix: 'Leave it out for 6.',
  });
  faults.throwIfAny();
}

function leaveOutAbsentArguments(node: IConstruct): void {
  const element = node as { terraformResourceType?: string; addOverride?: (path: string, value: unknown) => void };
  for (const argument of ABSENT_IN_MAJOR_5[element.terraformResourceType ?? ''] ?? []) {
    element.addOverride?.(argument, undefined);
  }
}
