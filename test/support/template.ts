import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack, Testing } from 'cdktf';
import { configureStack, type StackSettings } from '../../lib/core';

type Json = Record<string, unknown>;

/** The Terraform JSON of one stack, always prepared (aspects, lazy policies, cross-stack references) before it is read. */
export class Template {
  /** Synthesizes what `build` puts into a fresh stack named `stack`, configured as given (default: staging, eu-west-1). */
  static of(build: (stack: TerraformStack) => void, settings: Partial<StackSettings> = {}): Template {
    const stack = testStack(settings);
    build(stack);
    return Template.fromStack(stack);
  }

  static fromStack(stack: TerraformStack): Template {
    stack.prepareStack();
    // With `true` it runs aspects and validations, like App.synth(); but it drops `//`, which we assert on.
    Testing.synth(stack, true);
    return new Template(JSON.parse(JSON.stringify(stack.toTerraform())) as Json);
  }

  private constructor(readonly json: Json) {}

  /** Every resource of a type, by Terraform name. */
  resources(type: string): Record<string, Json> {
    return ((this.json.resource as Json | undefined)?.[type] ?? {}) as Record<string, Json>;
  }

  /** The one resource of a type; fails when there are none or several. */
  resource(type: string): Json {
    const found = Object.entries(this.resources(type));
    if (found.length !== 1 || found[0] === undefined) {
      throw new Error(`expected one ${type}, found ${found.length}: ${found.map(([name]) => name).join(', ')}`);
    }
    return found[0][1];
  }

  /** Every resource's Terraform address, sorted: what snapshots hold. */
  addresses(): string[] {
    return Object.entries((this.json.resource ?? {}) as Record<string, Json>)
      .flatMap(([type, byName]) => Object.keys(byName).map((name) => `${type}.${name}`))
      .sort();
  }
}

/** A stack for tests, configured as staging in eu-west-1 unless told otherwise. */
export function testStack(settings: Partial<StackSettings> = {}, id = 'stack'): TerraformStack {
  const stack = new TerraformStack(new App(), id);
  new AwsProvider(stack, 'aws', { region: settings.region ?? 'eu-west-1' });
  configureStack(stack, {
    stage: 'staging',
    owner: 'team',
    costCenter: 'cc-1',
    accountId: '123456789012',
    region: 'eu-west-1',
    ...settings,
  });
  return stack;
}
