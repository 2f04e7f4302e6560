/** Matches an IAM pattern (`*` any characters, `?` one) in linear time per star, without a regular expression. */
export function globMatches(pattern: string, text: string): boolean {
  let [p, t, star, mark] = [0, 0, -1, 0];
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p;
      mark = t;
      p += 1;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      p = star + 1;
      mark += 1;
      t = mark;
    } else return false;
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}

/** Whether some text is matched by both patterns. Quadratic in their lengths, which are those of ARNs. */
export function globsMeet(a: string, b: string): boolean {
  const width = b.length + 1;
  const seen = new Uint8Array((a.length + 1) * width);
  const open: number[] = [0];
  while (open.length > 0) {
    const at = open.pop() ?? 0;
    if (seen[at]) continue;
    seen[at] = 1;
    const [i, j] = [Math.floor(at / width), at % width];
    if (i === a.length && j === b.length) return true;
    const [x, y] = [a[i], b[j]];
    if (x === '*') open.push(at + width);
    if (y === '*') open.push(at + 1);
    if (x === undefined || y === undefined) continue;
    if (x === '*') open.push(at + 1);
    else if (y === '*') open.push(at + width);
    else if (x === y || x === '?' || y === '?') open.push(at + width + 1);
  }
  return false;
}
