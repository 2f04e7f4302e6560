const SECRET = /(^|[_.-])(PASS(WORD|WD|PHRASE)?|SECRET|TOKEN|API[_-]?KEY|PRIVATE[_-]?KEY|CREDENTIALS?)$/i;

/** Whether a variable's name says that its value is a secret; one that ends in FILE, URL or NAME only says where it is. */
export function isSecretVariable(name: string): boolean {
  return SECRET.test(name);
}
