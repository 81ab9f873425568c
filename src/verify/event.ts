import type { Evidence } from './evidence.js'

/** What is going on while a backend is verified, for whoever shows it. */
export type VerificationEvent =
  /** The environment is there already; nothing is installed. */
  | { readonly kind: 'environment-found'; readonly folder: string }
  | { readonly kind: 'environment-creating'; readonly python: string; readonly installer: 'pip' | 'uv' }
  | { readonly kind: 'installing'; readonly package: string }
  | { readonly kind: 'environment-created'; readonly folder: string; readonly seconds: number }
  | { readonly kind: 'check-started'; readonly check: Evidence['check'] }
  | { readonly kind: 'check-finished'; readonly check: Evidence['check']; readonly seconds: number }
  | {
      readonly kind: 'probe-finished'
      readonly done: number
      readonly total: number
    }
  /** `total` counts tests as pytest does, one per set of parameters. */
  | {
      readonly kind: 'test-finished'
      readonly id: string
      readonly outcome: Evidence['outcome']
      readonly done: number
      readonly total: number
    }

/** Takes events as they come. */
export type VerificationListener = (event: VerificationEvent) => void
