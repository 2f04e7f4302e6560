import type { SourceFile } from './blocks';

/** The folder of a module: what its expressions and calls name beside it. */
export interface Folder {
  /** What `path.module` is: relative to the root module's folder, as Terraform has it. */
  readonly path: string;
  /** The text of a file that `file()` and `templatefile()` name; undefined for one that is not there or not to be read. */
  text(path: string): string | undefined;
  /** The files of a local module (`./network`); undefined for a source that is not on this disk. */
  module(source: string): { readonly folder: Folder; readonly files: readonly SourceFile[] } | undefined;
}

/** Of a module that stands alone: a single document, a test. */
export const noFolder: Folder = { path: '.', text: () => undefined, module: () => undefined };
