import { pendingPreview, renderPreview } from '../../lib/plan';

const why = 'the cluster prod does not exist yet. Apply the stack that makes it; then this one is planned.';
const page = { previews: [pendingPreview({ environment: 'prod-workloads', stage: 'prod', why })], revision: {} };

describe('a stack that cannot be planned yet', () => {
  it.each(['markdown', 'text', 'html'] as const)(
    'says what it waits for, and nothing of findings or access: %s',
    (format) => {
      const text = renderPreview(page, format);
      expect(text).toContain('prod-workloads');
      expect(text).toContain('the cluster prod does not exist yet');
      expect(text).not.toMatch(/nothing new|nobody reaches|Planned/);
    },
  );

  it('is an orange light in the table of several', () => {
    const two = [...page.previews, pendingPreview({ environment: 'staging-workloads', stage: 'staging', why })];
    expect(renderPreview({ previews: two, revision: {} }, 'markdown')).toContain('| ⚠️ **prod-workloads** |');
  });
});
