import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findMirrors, type ProviderMirror } from './mirror';
import { sandboxDirectory } from './paths';

/** A tool that is not there, and how to get it. */
export interface MissingTool {
  readonly tool: string;
  readonly get: string;
}

/** How to run terraform on this machine. */
export interface TerraformEnvironment {
  /** The process environment for terraform and cdktf. */
  readonly env: NodeJS.ProcessEnv;
  /** The AWS provider major to synthesize for: what this machine's mirror has, 5 where both or the registry can be had. */
  readonly providerMajor: 5 | 6;
  /** False when the provider comes from a mirror: `terraform providers lock` and cdktf's own would ask the registry. */
  readonly registry: boolean;
  /** Where the provider comes from, for people. */
  readonly source: string;
}

const OLDEST_TERRAFORM = [1, 10] as const;
/** The versions that the stacks ask for; see lib/core/provider-major.ts. */
const WANTED = { 5: /^5\.(\d{3,})\./, 6: /^6\.(2[5-9]|[3-9]\d|\d{3,})\./ } as const;

/**
 * Finds terraform and where its AWS provider comes from: a TF_CLI_CONFIG_FILE that exists wins, then a mirror on this
 * machine, then the registry. Nothing here holds a path of a machine; a mirror is written into a CLI configuration in
 * the sandbox's own folder.
 */
export function terraformEnvironment(): TerraformEnvironment | { readonly missing: readonly MissingTool[] } {
  const missing = missingTerraform();
  if (missing) return { missing: [missing] };
  const { TF_CLI_CONFIG_FILE: given, ...inherited } = process.env;
  const env = { ...inherited, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', TF_INPUT: '0' };
  if (given && existsSync(given)) {
    return {
      env: { ...env, TF_CLI_CONFIG_FILE: given },
      providerMajor: 5,
      registry: false,
      source: `TF_CLI_CONFIG_FILE (${given})`,
    };
  }
  const found = awsMirror();
  if (!found) return fromRegistry(env);
  const file = join(sandboxDirectory(), 'terraform.rc');
  writeFileSync(file, cliConfiguration(found.mirror));
  const { path, providers } = found.mirror;
  const source = `the mirror ${path} (hashicorp/aws ${providers.get('hashicorp/aws')?.join(', ')})`;
  return { env: { ...env, TF_CLI_CONFIG_FILE: file }, providerMajor: found.major, registry: false, source };
}

/** Provider downloads are 150 MB and more: one copy for all stacks. */
function fromRegistry(env: NodeJS.ProcessEnv): TerraformEnvironment {
  const cache = env.TF_PLUGIN_CACHE_DIR || join(sandboxDirectory(), 'plugins');
  mkdirSync(cache, { recursive: true });
  return {
    env: { ...env, TF_PLUGIN_CACHE_DIR: cache },
    providerMajor: 5,
    registry: true,
    source: 'the Terraform registry',
  };
}

function awsMirror(): { mirror: ProviderMirror; major: 5 | 6 } | undefined {
  const mirrors = findMirrors();
  for (const major of [5, 6] as const) {
    const mirror = mirrors.find(({ providers }) =>
      providers.get('hashicorp/aws')?.some((version) => WANTED[major].test(version)),
    );
    if (mirror) return { mirror, major };
  }
  return undefined;
}

/** What the mirror has comes from it alone, everything else from where Terraform takes it by default. */
function cliConfiguration({ path, providers }: ProviderMirror): string {
  const sources = JSON.stringify([...providers.keys()].map((source) => `registry.terraform.io/${source}`));
  return `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(path)}
    include = ${sources}
  }
  direct {
    exclude = ${sources}
  }
}
`;
}

function missingTerraform(): MissingTool | undefined {
  const get = 'Install 1.10 or newer: https://developer.hashicorp.com/terraform/install';
  const { stdout, status } = spawnSync('terraform', ['version', '-json'], {
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: '' },
  });
  if (status !== 0) return { tool: 'terraform', get };
  const { terraform_version: version } = JSON.parse(stdout) as { terraform_version: string };
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const old = major < OLDEST_TERRAFORM[0] || (major === OLDEST_TERRAFORM[0] && minor < OLDEST_TERRAFORM[1]);
  return old ? { tool: `terraform ${version}`, get } : undefined;
}
