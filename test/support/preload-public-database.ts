/** Loaded before main.ts by a test: puts a raw database into a public subnet of staging, by `stack.addOverride` alone. */
import { App, type TerraformElement } from 'cdktf';
import type { PlatformStack } from '../../stacks/platform';

const { synth } = App.prototype;
App.prototype.synth = function synthWithPublicDatabase(this: App): void {
  const staging = this.node.findChild('staging') as PlatformStack;
  const elements = staging.vpc.node.findAll() as (TerraformElement & { terraformResourceType?: string })[];
  const subnets = elements.filter((element) => element.terraformResourceType === 'aws_subnet');
  const ids = subnets
    .filter(({ node }) => node.path.includes('public'))
    .map(({ friendlyUniqueId }) => `\${aws_subnet.${friendlyUniqueId}.id}`);
  staging.addOverride('resource.aws_db_subnet_group.evil', { name: 'evil', subnet_ids: ids });
  staging.addOverride('resource.aws_db_instance.evil', {
    engine: 'postgres',
    instance_class: 'db.t4g.micro',
    db_subnet_group_name: '${aws_db_subnet_group.evil.name}',
  });
  synth.call(this);
};
