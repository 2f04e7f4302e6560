import { Fn, TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * A name for the snapshot that a database or cache leaves when it is deleted. AWS keeps such snapshots after their source and
 * takes each name once: under a fixed name, whatever is made anew and deleted again could not be. Here the name ends in
 * a part of an id that Terraform makes once a life, so it is the same in each plan, and another one after the next creation.
 *
 * @param replacedBy what replaces the resource when it changes: then its successor gets another name too
 */
export function finalSnapshotName(
  scope: Construct,
  name: string,
  replacedBy: Readonly<Record<string, string | undefined>>,
): string {
  const given = Object.entries(replacedBy).filter(([, value]) => value !== undefined);
  // Not cdktf's DataResource: that one asks for `terraform version` at each synth, and a synth needs no terraform.
  const life = new TerraformResource(scope, 'life', { terraformResourceType: 'terraform_data' });
  life.addOverride('triggers_replace', Object.fromEntries(given));
  return `${name}-${Fn.substr(life.getStringAttribute('id'), 0, 8)}`;
}
