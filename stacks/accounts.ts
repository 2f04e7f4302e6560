import { type App, TerraformStack } from 'cdktf';
import type { AccountEnvironment, Environment } from '../environments/environment';
import type { StateLocation } from '../lib/delivery';
import { AccountStack } from './account';
import type { AccountPipelines } from './account-pipelines';
import { AccountReplicaStack } from './account-replica';
import type { Run } from './deployment';
import { EnvironmentAccountStack } from './environment-account';

/** The accounts of this repository: the one that holds the state, and those that only environments are in. */
export class Accounts {
  /** Where every stack keeps its state. */
  readonly state: StateLocation;
  /** The pipelines of each account, by its id. */
  private readonly pipelines = new Map<string, AccountPipelines | undefined>();
  private readonly deployed: readonly Environment[];

  constructor(
    private readonly app: App,
    account: AccountEnvironment,
    environments: readonly Environment[],
    run: Run,
  ) {
    const home = new AccountStack(app, account, environments, run);
    this.state = home.state;
    const { replica } = account.state;
    if (replica) {
      const { bucketName } = new AccountReplicaStack(app, account, replica.region, this.state, run);
      home.copyStateTo({ ...replica, bucketName });
    }
    this.pipelines.set(account.accountId, home.pipelines);
    // Nobody deploys the sandbox by a pipeline: it is made and thrown away at will.
    this.deployed = environments.filter(({ stage }) => stage !== 'sandbox');
    for (const { accountId } of this.deployed) {
      if (this.pipelines.has(accountId)) continue;
      const [first, ...others] = this.deployed.filter((other) => other.accountId === accountId);
      if (first === undefined) continue;
      const stack = new EnvironmentAccountStack(app, [first, ...others], account, home.storage, run);
      this.pipelines.set(accountId, stack.pipelines);
    }
  }

  /** An environment whose roles carry the boundary that the pipelines of its account ask for. */
  bound<E extends Environment>(environment: E): E {
    const boundary = this.pipelines.get(environment.accountId)?.workloadBoundaryArn;
    if (boundary === undefined || !this.deployed.some(({ stage }) => stage === environment.stage)) return environment;
    return { permissionsBoundary: boundary, ...environment };
  }

  /** Gives each environment the roles that plan and apply it, made of what its stacks hold: call it when they are complete. */
  addPipelineRoles(): void {
    const stacks = this.app.node.children.filter(TerraformStack.isStack);
    for (const environment of this.deployed) {
      const { stage, accountId } = environment;
      const [first, ...others] = stacks.filter(({ node: { id } }) => id === stage || id.startsWith(`${stage}-`));
      if (first !== undefined) this.pipelines.get(accountId)?.addRoles(environment, [first, ...others]);
    }
  }
}
