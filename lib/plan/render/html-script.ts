/** The page's script: a filter over changes, and all of them opened or closed at once. Without it everything can still be read. */
export const SCRIPT = `
for (const tools of document.querySelectorAll('.tools')) {
  const scope = tools.closest('.environment');
  const groups = [...scope.querySelectorAll('.changes > details')];
  const [input] = tools.getElementsByTagName('input');
  const [button] = tools.getElementsByTagName('button');
  const [status] = tools.getElementsByTagName('output');
  const label = () => { button.textContent = groups.every((group) => group.open || group.hidden) ? 'Close all' : 'Open all'; };
  for (const group of groups) group.addEventListener('toggle', label);
  tools.hidden = false;
  input.addEventListener('input', () => {
    const wanted = input.value.trim().toLowerCase();
    let shown = 0;
    for (const group of groups) {
      let any = false;
      for (const change of group.querySelectorAll('.change')) {
        const fits = change.textContent.toLowerCase().includes(wanted);
        change.hidden = !fits;
        any = any || fits;
        if (fits) shown += 1;
      }
      group.hidden = !any;
      group.open = wanted !== '' && any;
    }
    status.textContent = wanted === '' ? '' : shown + ' shown';
  });
  button.addEventListener('click', () => {
    const open = groups.some((group) => !group.open && !group.hidden);
    for (const group of groups) group.open = open;
  });
}
addEventListener('beforeprint', () => { for (const group of document.querySelectorAll('details')) group.open = true; });
`;
