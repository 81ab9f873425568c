import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Diagnostic, Workspace } from '@astral-sh/ruff-wasm-nodejs'
import type { Evidence } from './evidence.js'
import { isIgnored, readRuffSettings, type RuffSettings } from './ruff-settings.js'

/** Subject of the evidence that all files passed. */
const ALL = 'ruff'

/**
 * Checks the lint and the format of Python files with ruff, under the backend's own settings.
 *
 * @param folder the backend
 * @param paths its Python files to look at, relative to it
 * @param python an interpreter that reads the settings
 * @param temporary a folder for what that interpreter writes
 * @returns one failed evidence for each finding, or a single passed one
 */
export async function runRuff(
  folder: string,
  paths: readonly string[],
  python: string,
  temporary: string,
): Promise<readonly Evidence[]> {
  const settings = await readRuffSettings(python, folder, temporary)
  if ('reason' in settings) return [finding(`${settings.file}:1`, settings.reason)]
  // Loaded only here: other commands need not wait for its 10 MB.
  const ruff = await import('@astral-sh/ruff-wasm-nodejs')
  let workspace: Workspace
  try {
    workspace = new ruff.Workspace(settings.options, ruff.PositionEncoding.Utf16)
  } catch (error) {
    return [finding(`${settings.file}:1`, `The settings of ruff cannot be used: ${String(error)}`)]
  }
  try {
    const findings: Evidence[] = []
    for (const path of paths) findings.push(...(await checkFile(workspace, settings, folder, path)))
    return findings.length > 0
      ? findings
      : [{ check: 'ruff', subject: ALL, outcome: 'passed', message: '', seconds: null }]
  } finally {
    workspace.free()
  }
}

async function checkFile(
  workspace: Workspace,
  settings: RuffSettings,
  folder: string,
  path: string,
): Promise<readonly Evidence[]> {
  let text: string
  try {
    text = await readFile(join(folder, path), 'utf8')
  } catch {
    return [finding(`${path}:1`, 'The file is not there.')]
  }
  const findings: Evidence[] = []
  const diagnostics: readonly Diagnostic[] = workspace.check(text)
  for (const { code, message, start_location: start } of diagnostics) {
    if (code !== null && isIgnored(settings, path, code)) continue
    findings.push(finding(`${path}:${String(start.row)}`, code === null ? message : `${code} ${message}`))
  }
  try {
    const formatted = workspace.format(text)
    if (formatted !== text) {
      findings.push(
        finding(`${path}:${String(firstDifference(text, formatted))}`, 'Not formatted as ruff does.'),
      )
    }
  } catch (error) {
    // A syntax error is a finding of the check already.
    if (findings.length === 0) findings.push(finding(`${path}:1`, String(error)))
  }
  return findings
}

/** The first line, from 1, in which two texts differ. */
function firstDifference(left: string, right: string): number {
  const rightLines = right.split('\n')
  const index = left.split('\n').findIndex((line, at) => line !== rightLines[at])
  return index === -1 ? 1 : index + 1
}

function finding(subject: string, message: string): Evidence {
  return { check: 'ruff', subject, outcome: 'failed', message, seconds: null }
}
