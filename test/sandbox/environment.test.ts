import { emulatorEnvironment } from '../../sandbox/environment';

const terraform = { providerMajor: 5, registry: false, source: 'a mirror' } as const;

describe('the environment of a run against the emulator', () => {
  it('leaves nothing of the caller’s own AWS account', () => {
    const own = {
      AWS_PROFILE: 'prod',
      AWS_SESSION_TOKEN: 'token',
      AWS_ENDPOINT_URL_S3: 'https://s3.example.com',
      AWS_ACCESS_KEY_ID: 'AKIAOWN',
      AWS_WEB_IDENTITY_TOKEN_FILE: 'token',
      PATH: 'bin',
    };
    const env = emulatorEnvironment('http://127.0.0.1:4566', { ...terraform, env: own });
    expect(Object.keys(env).filter((name) => name.startsWith('AWS_'))).toEqual([
      'AWS_ENDPOINT_URL',
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
      'AWS_EC2_METADATA_DISABLED',
      'AWS_CONFIG_FILE',
      'AWS_SHARED_CREDENTIALS_FILE',
    ]);
    expect(env).toMatchObject({ PATH: 'bin', AWS_ACCESS_KEY_ID: 'sandbox', AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' });
  });

  it('says for which provider the stacks are synthesized', () => {
    const env = emulatorEnvironment('http://127.0.0.1:4566', { ...terraform, env: {} });
    expect(env).toMatchObject({ RAMPART_EMULATOR: 'http://127.0.0.1:4566', RAMPART_AWS_PROVIDER_MAJOR: '5' });
  });
});
