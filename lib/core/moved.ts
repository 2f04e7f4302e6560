import { App, TerraformElement, TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Faults } from './faults';
import { isBelow, pathsOf, renamesOf } from './renames';
import { once } from './where';

/** What a construct is called now, and was before: paths below the scope, such as `orders` or `shop/orders`. */
export interface RenameOptions {
  /** The id or path that it had. */
  readonly from: string;
  /** The id or path that it has now. */
  readonly to: string;
}

/**
 * Says that a construct was renamed, or moved within its stack: everything below it keeps its resources. Each gets a `moved`
 * block, from the address that its old path gave it, and names that AWS does not change stay those of the old path. Call it
 * before the construct is made. It stays for as long as the resources do, because their names come from it; a further rename
 * is a further call after it.
 *
 * See https://developer.hashicorp.com/terraform/language/modules/develop/refactoring
 *
 * @throws ValidationError when a path is malformed, when the new one is there already or the old one was given to another; at
 * synthesis when nothing has the new path, or something still has the old one
 */
export function renamed(scope: Construct, { from, to }: RenameOptions): void {
  const stack = TerraformStack.of(scope);
  const renames = renamesOf(stack);
  const [former, latter] = [from, to].map((path) => `${scope.node.path}/${path}`) as [string, string];
  const faults = new Faults(scope);
  for (const [prop, path] of Object.entries({ from, to })) {
    faults.check(/^[^/]+(\/[^/]+)*$/.test(path), {
      prop,
      expected: 'an id, or several with slashes between them',
      got: path,
      fix: `Write it as below ${scope.node.path}, without that path: orders.`,
    });
  }
  faults.check(from !== to, { prop: 'to', expected: 'another one than `from`', got: to, fix: 'Leave the call out.' });
  faults.check(find(scope, to) === undefined, {
    prop: 'to',
    expected: 'not made yet: its names come from the old path',
    got: to,
    fix: 'Call renamed() before the construct is made.',
  });
  faults.check(!renames.some((rename) => isBelow(latter, rename.from)), {
    prop: 'to',
    expected: 'a path that no other construct had before: Terraform would take both moves for one',
    got: to,
    fix: 'Deploy the first rename everywhere, or take another id.',
  });
  faults.throwIfAny();
  renames.push({ from: former, to: latter });
  once(stack, 'moved', (around, id) => new MovedBlocks(around, id));
}

/** The construct at a path below the scope. */
function find(scope: Construct, path: string): Construct | undefined {
  return path.split('/').reduce<Construct | undefined>((at, id) => at?.node.tryFindChild(id) as Construct, scope);
}

/** Writes the `moved` blocks of a stack when everything is there. */
class MovedBlocks extends TerraformElement {
  // cdktf computes addresses from paths in a stack; the old paths are built again in one that is thrown away.
  private readonly past = new TerraformStack(new App(), this.cdktfStack.node.id);

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.node.addValidation({ validate: () => this.validate() });
  }

  override toTerraform(): object {
    const moved = this.resources().flatMap((resource) => this.movesOf(resource));
    return moved.length > 0 ? { moved } : {};
  }

  /** From each address that the resource had to the next one: Terraform follows the chain from wherever a state is. */
  private movesOf(resource: TerraformResource): { from: string; to: string }[] {
    const { terraformResourceType: type, friendlyUniqueId } = resource;
    // An id that was set by hand does not follow the path.
    if (this.cdktfStack.getLogicalId(resource) !== friendlyUniqueId) return [];
    const [, ...former] = pathsOf(resource.node.path, renamesOf(this.cdktfStack));
    const addresses = [friendlyUniqueId, ...former.map((path) => this.addressAt(path))].map(
      (name) => `${type}.${name}`,
    );
    return addresses.slice(1).map((from, index) => ({ from, to: addresses[index] as string }));
  }

  private addressAt(path: string): string {
    const ids = path.split('/').slice(this.cdktfStack.node.scopes.length - 1);
    const last = ids.pop() as string;
    const parent = ids.reduce<Construct>(
      (at, id) => (at.node.tryFindChild(id) as Construct | undefined) ?? new Construct(at, id),
      this.past,
    );
    const element =
      (parent.node.tryFindChild(last) as TerraformElement | undefined) ?? new TerraformElement(parent, last);
    return this.cdktfStack.getLogicalId(element);
  }

  private resources(): TerraformResource[] {
    return this.cdktfStack.node
      .findAll()
      .filter((node) => TerraformResource.isTerraformResource(node) && TerraformStack.of(node) === this.cdktfStack)
      .map((node) => node as TerraformResource);
  }

  private validate(): string[] {
    const paths = this.resources().map(({ node }) => node.path);
    const has = (path: string): boolean => paths.some((one) => isBelow(one, path));
    const renames = renamesOf(this.cdktfStack);
    return renames.flatMap(({ from, to }, index) => {
      const later = renames.slice(index + 1);
      const problems: string[] = [];
      if (!has(to) && !later.some((rename) => isBelow(to, rename.from) || isBelow(rename.from, to))) {
        problems.push(
          `\`to\` must be the path of a construct with resources, got ${to}. Correct it, or leave the call out.`,
        );
      }
      if (has(from)) {
        problems.push(
          `\`from\` must be a path that nothing has any more, got ${from}. Rename that construct too, or leave the call out.`,
        );
      }
      return problems;
    });
  }
}
