import type { Span } from '../language/fold.ts'

/** Something a text mentions, where it stands, and what it stands for. A suggestion for a form; an officer decides. */
export type Entity = Span & { readonly text: string } & (
  | { readonly kind: 'amount'; /** Fen; null where the text gives a range. */ readonly fen: number | null; /** 多, 余, 近, 约. */ readonly isApproximate: boolean }
  | { readonly kind: 'date'; readonly year: number | null; readonly month: number | null; readonly day: number | null }
  | { readonly kind: 'phone' | 'id-number' | 'bank-card' | 'plate' | 'case-number' | 'email' }
  | { readonly kind: 'place'; /** Codes of divisions of that name; empty for learned names. */ readonly codes: readonly string[] }
  | { readonly kind: 'organisation' | 'person' }
)
export type EntityKind = Entity['kind']
