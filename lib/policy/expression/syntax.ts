/** The part of HCL's expression syntax that Terraform JSON uses inside `${…}`, as a tree. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: null | boolean | number | string }
  | { readonly kind: 'template'; readonly parts: readonly Expression[] }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'attribute'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expression; readonly key: Expression }
  /** `of[*].a.b` or `of.*.a.b`: `each` is applied to every element, which stands for the name `*`. */
  | { readonly kind: 'splat'; readonly of: Expression; readonly each: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly spread: boolean }
  | { readonly kind: 'unary'; readonly operator: '!' | '-'; readonly of: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'condition'; readonly test: Expression; readonly then: Expression; readonly otherwise: Expression }
  | { readonly kind: 'tuple'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly items: readonly { readonly key: Expression; readonly value: Expression }[] }
  | {
      readonly kind: 'for';
      readonly keyName: string | undefined;
      readonly valueName: string;
      readonly of: Expression;
      /** Present for `{for … : key => value}`. */
      readonly key: Expression | undefined;
      readonly value: Expression;
      readonly filter: Expression | undefined;
      readonly grouped: boolean;
      /** A `%{for}` of a template: the pieces are joined to one string. */
      readonly joined: boolean;
    };

/** An expression that is not HCL, or nested deeper than {@link maximumDepth}. Its text is the reason shown in findings. */
export class SyntaxFault extends Error {}

/** Bound of nesting, for expressions and their evaluation. */
export const maximumDepth = 100;
