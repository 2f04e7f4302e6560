/** Attributes that hold a program: scanned line by line, decoded and unpacked first. */
export const scripts: Readonly<Record<string, readonly string[]>> = {
  aws_instance: ['user_data', 'user_data_base64'],
  aws_spot_instance_request: ['user_data', 'user_data_base64'],
  aws_launch_template: ['user_data'],
  aws_launch_configuration: ['user_data', 'user_data_base64'],
  aws_spot_fleet_request: ['launch_specification.user_data'],
  aws_lightsail_instance: ['user_data'],
  aws_opsworks_instance: ['user_data'],
  aws_imagebuilder_component: ['data'],
  aws_imagebuilder_image_recipe: ['user_data_base64'],
  aws_sagemaker_notebook_instance_lifecycle_configuration: ['on_create', 'on_start'],
  aws_sagemaker_studio_lifecycle_config: ['studio_lifecycle_config_content'],
  aws_ssm_document: ['content'],
  aws_codebuild_project: ['source.buildspec', 'secondary_sources.buildspec'],
  aws_cloudformation_stack: ['template_body'],
  aws_cloudformation_stack_set: ['template_body'],
  aws_s3_object: ['content', 'content_base64'],
  aws_s3_bucket_object: ['content', 'content_base64'],
  aws_cloudfront_function: ['code'],
  aws_gamelift_script: ['content'],
  aws_mq_configuration: ['data'],
  aws_msk_configuration: ['server_properties'],
  cloudinit_config: ['part.content'],
  'data.cloudinit_config': ['part.content'],
  'data.template_cloudinit_config': ['part.content'],
  'data.template_file': ['template'],
};

/** Types whose scripts a machine runs when it starts: there, what cannot be read is not believed. */
export const machines: ReadonlySet<string> = new Set([
  'aws_instance',
  'aws_spot_instance_request',
  'aws_launch_template',
  'aws_launch_configuration',
  'aws_spot_fleet_request',
]);

/** Whether an attribute holds a program, so that the general search for tokens leaves it to the rule that reads it. */
export function isScript(type: string, attribute: string): boolean {
  return scripts[type]?.some((path) => path.split('.')[0] === attribute && !path.includes('.')) === true;
}
