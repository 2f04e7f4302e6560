/** What an action is done to, when that decides whether it raises the caller's own permissions. */
type Target = 'role' | 'user' | 'group' | 'policy' | 'permission set' | 'function' | 'instance';

/** One action, or several together, that give an identity more than it was given. */
export interface Escalation {
  /** Actions that are all needed, in AWS's own spelling. */
  readonly actions: readonly string[];
  /** What the actions are done to: they count when they may be done to any of these, or to the identity itself. */
  readonly target?: Target;
  /** Service that runs the passed role: the combination needs iam:PassRole to it. */
  readonly passedTo?: string;
  /** Whether doing it to oneself counts. @default false */
  readonly onItself?: true;
}

/** Changes of identities that are power on their own. See https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
const alone: readonly Escalation[] = [
  { actions: ['iam:CreatePolicyVersion'], target: 'policy', onItself: true },
  { actions: ['iam:SetDefaultPolicyVersion'], target: 'policy', onItself: true },
  { actions: ['iam:AttachRolePolicy'], target: 'role', onItself: true },
  { actions: ['iam:AttachUserPolicy'], target: 'user', onItself: true },
  { actions: ['iam:AttachGroupPolicy'], target: 'group', onItself: true },
  { actions: ['iam:PutRolePolicy'], target: 'role', onItself: true },
  { actions: ['iam:PutUserPolicy'], target: 'user', onItself: true },
  { actions: ['iam:PutGroupPolicy'], target: 'group', onItself: true },
  { actions: ['iam:AddUserToGroup'], target: 'group' },
  { actions: ['iam:UpdateAssumeRolePolicy'], target: 'role' },
  { actions: ['iam:CreateAccessKey'], target: 'user' },
  { actions: ['iam:CreateLoginProfile'], target: 'user' },
  { actions: ['iam:UpdateLoginProfile'], target: 'user' },
  { actions: ['iam:DeleteRolePermissionsBoundary'], target: 'role', onItself: true },
  { actions: ['iam:PutRolePermissionsBoundary'], target: 'role', onItself: true },
  { actions: ['iam:DeleteUserPermissionsBoundary'], target: 'user', onItself: true },
  { actions: ['iam:PutUserPermissionsBoundary'], target: 'user', onItself: true },
  { actions: ['sts:AssumeRole'], target: 'role' },
  // What runs already runs with a role: whoever changes its code, or commands it, has that role.
  { actions: ['lambda:UpdateFunctionCode'], target: 'function' },
  { actions: ['ssm:SendCommand'], target: 'instance' },
  { actions: ['sso:PutInlinePolicyToPermissionSet'], target: 'permission set' },
  { actions: ['sso:AttachManagedPolicyToPermissionSet'], target: 'permission set' },
  { actions: ['sso:CreateAccountAssignment'], target: 'permission set' },
];

/** Services that run code or templates of the caller with the role that they are passed. */
const runners: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'ec2.amazonaws.com': [
    ['ec2:RunInstances'],
    ['ec2:RequestSpotInstances'],
    ['ec2:RequestSpotFleet'],
    ['ec2:CreateFleet'],
    ['ec2:AssociateIamInstanceProfile'],
    ['ec2:ReplaceIamInstanceProfileAssociation'],
    ['autoscaling:CreateLaunchConfiguration'],
    ['eks:CreateNodegroup'],
    ['autoscaling:CreateAutoScalingGroup', 'ec2:CreateLaunchTemplate'],
  ],
  'lambda.amazonaws.com': [
    ['lambda:CreateFunction'],
    ['lambda:UpdateFunctionConfiguration', 'lambda:UpdateFunctionCode'],
  ],
  'pods.eks.amazonaws.com': [['eks:CreatePodIdentityAssociation'], ['eks:UpdatePodIdentityAssociation']],
  'eks.amazonaws.com': [['eks:CreateAddon', 'eks:CreatePodIdentityAssociation']],
  'ecs-tasks.amazonaws.com': [
    ['ecs:RegisterTaskDefinition', 'ecs:RunTask'],
    ['ecs:RegisterTaskDefinition', 'ecs:StartTask'],
    ['ecs:RegisterTaskDefinition', 'ecs:CreateService'],
    ['ecs:RegisterTaskDefinition', 'ecs:UpdateService'],
    ['batch:RegisterJobDefinition', 'batch:SubmitJob'],
  ],
  'cloudformation.amazonaws.com': [
    ['cloudformation:CreateStack'],
    ['cloudformation:UpdateStack'],
    ['cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet'],
    ['cloudformation:CreateStackSet', 'cloudformation:CreateStackInstances'],
  ],
  'codebuild.amazonaws.com': [
    ['codebuild:CreateProject', 'codebuild:StartBuild'],
    ['codebuild:UpdateProject', 'codebuild:StartBuild'],
  ],
  'codepipeline.amazonaws.com': [['codepipeline:CreatePipeline'], ['codepipeline:UpdatePipeline']],
  'glue.amazonaws.com': [
    ['glue:CreateDevEndpoint'],
    ['glue:CreateJob', 'glue:StartJobRun'],
    ['glue:CreateJob', 'glue:CreateTrigger'],
    ['glue:UpdateJob', 'glue:StartJobRun'],
    ['glue:CreateSession'],
  ],
  'sagemaker.amazonaws.com': [
    ['sagemaker:CreateNotebookInstance', 'sagemaker:CreatePresignedNotebookInstanceUrl'],
    ['sagemaker:CreateTrainingJob'],
    ['sagemaker:CreateProcessingJob'],
    ['sagemaker:CreateUserProfile', 'sagemaker:CreatePresignedDomainUrl'],
  ],
  'states.amazonaws.com': [['states:CreateStateMachine', 'states:StartExecution'], ['states:UpdateStateMachine']],
  'scheduler.amazonaws.com': [['scheduler:CreateSchedule']],
  'ssm.amazonaws.com': [['ssm:StartAutomationExecution'], ['ssm:CreateAssociation']],
  'tasks.apprunner.amazonaws.com': [['apprunner:CreateService']],
  'elasticmapreduce.amazonaws.com': [['elasticmapreduce:RunJobFlow']],
  'emr-serverless.amazonaws.com': [['emr-serverless:CreateApplication', 'emr-serverless:StartJobRun']],
  'airflow-env.amazonaws.com': [['airflow:CreateEnvironment']],
  'datapipeline.amazonaws.com': [['datapipeline:CreatePipeline', 'datapipeline:PutPipelineDefinition']],
  'imagebuilder.amazonaws.com': [['imagebuilder:CreateInfrastructureConfiguration', 'imagebuilder:CreateImage']],
  'bedrock-agentcore.amazonaws.com': [['bedrock-agentcore:CreateCodeInterpreter']],
  'amplify.amazonaws.com': [['amplify:CreateApp', 'amplify:StartJob']],
  'proton.amazonaws.com': [['proton:CreateService']],
};

/** Every known way from some permissions to more. */
export const escalations: readonly Escalation[] = [
  ...alone,
  ...Object.entries(runners).flatMap(([passedTo, ways]) =>
    ways.map((actions): Escalation => ({ actions: ['iam:PassRole', ...actions], passedTo })),
  ),
];

/** Actions on IAM that a wildcard must not carry along unnamed, lower case. */
export const identityChanges: readonly string[] = [
  'iam:passrole',
  ...alone
    .flatMap(({ actions }) => actions.map((action) => action.toLowerCase()))
    .filter((action) => action.startsWith('iam:')),
];
