import type { Blocks } from './blocks';
import { asBlocks } from './body';
import type { Hidden } from './stack';

/** Types that create resources from a template of another language, which these files hold as text at best. */
const templates =
  /^(aws_cloudformation_stack(_set)?|aws_cloudcontrolapi_resource|aws_servicecatalog_provisioned_product)\./;
/** Data sources that run a program whenever a plan is made. */
const programs = /^data\.external\./;

/** What a resource or data source hides by its type alone. `key` is its address without module and instance. */
export function hiddenByType(key: string, address: string, line: number | undefined): readonly Hidden[] {
  if (templates.test(key)) return [{ kind: 'template', address, detail: key.slice(0, key.indexOf('.')), line }];
  return programs.test(key) ? [{ kind: 'provisioner', address, detail: 'external', line }] : [];
}

/** What the blocks of a module hide: resources by their type, and provisioners. `prefix` is the module's address with its dot. */
export function hiddenIn(blocks: Blocks, prefix: string): readonly Hidden[] {
  const templates = [...blocks.resources].flatMap(([key, { line }]) => hiddenByType(key, prefix + key, line));
  const programs = [...blocks.data].flatMap(([key, { line }]) =>
    hiddenByType(`data.${key}`, `${prefix}data.${key}`, line),
  );
  const provisioners = [...blocks.resources].flatMap(([key, block]) =>
    asBlocks(block.body.provisioner).flatMap((labelled) =>
      Object.keys(labelled).map(
        (type): Hidden => ({ kind: 'provisioner', address: prefix + key, detail: type, line: block.line }),
      ),
    ),
  );
  return [...templates, ...programs, ...provisioners];
}
