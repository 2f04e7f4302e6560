import { App, type TerraformStack } from 'cdktf';
import { inventoryOf, type StackInventory } from '../../lib/delivery';
import { addStacks } from '../../stacks/app';

type Json = Readonly<Record<string, unknown>>;

let made: ReadonlyMap<string, TerraformStack> | undefined;

/** The stacks of this repository. */
function stacks(): ReadonlyMap<string, TerraformStack> {
  if (made === undefined) {
    const app = new App();
    addStacks(app);
    made = new Map(app.node.children.map((child) => [child.node.id, child as TerraformStack]));
    for (const stack of made.values()) stack.prepareStack();
  }
  return made;
}

const read = new Map<string, Json>();

/** A stack of this repository as Terraform would read it. */
export function stackJson(id: string): Json {
  const known = read.get(id);
  if (known) return known;
  const stack = stacks().get(id);
  if (stack === undefined) throw new Error(`there is no stack ${id}: ${[...stacks().keys()].join(', ')}`);
  const json = JSON.parse(JSON.stringify(stack.toTerraform())) as Json;
  read.set(id, json);
  return json;
}

/** What the platform of an environment holds. */
export function platforms(id: string): StackInventory {
  const stack = stacks().get(id);
  if (stack === undefined) throw new Error(`there is no stack ${id}`);
  return inventoryOf(stack);
}
