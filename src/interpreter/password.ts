import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import type { Stored } from './stored.js'

/** Enough for rows that live as long as a preview. */
const COST = { N: 1024 }
const LENGTH = 32

/** What is stored in place of a password: a salt, and the hash that it gives (RFC 7914). */
export function hashPassword(password: string): string {
  const salt = randomBytes(16).toString('hex')
  return `${salt}$${derived(password, salt)}`
}

/** Whether a password is the one of a stored hash; without one it fails after the same time. */
export function isPassword(password: string, stored: Stored): boolean {
  const [salt = '', hash = ''] = typeof stored === 'string' ? stored.split('$') : ['no account']
  const [given, expected] = [Buffer.from(derived(password, salt)), Buffer.from(hash)]
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function derived(password: string, salt: string): string {
  return scryptSync(password, salt, LENGTH, COST).toString('hex')
}
