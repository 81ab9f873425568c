import type { Backend } from '../backend.js'
import { stores } from '../uploads.js'

/** What a setting of kept files is for. */
export type StorageRole =
  | 'uploads'
  | 'files'
  | 'bucket'
  | 'bucket-endpoint'
  | 'bucket-region'
  | 'bucket-key'
  | 'bucket-secret'

/** A setting of kept files, before its attribute is named. */
export interface StorageSetting {
  readonly role: StorageRole
  readonly variable: string
  readonly description: string
  readonly example: string
  readonly needed: boolean
}

/**
 * How the documents may call the settings of a bucket: `AWS_S3_BUCKET`, `S3_BUCKET_NAME`, `MINIO_ENDPOINT`. A name
 * that says neither S3 nor a service that speaks its protocol is another program's.
 */
const DOCUMENTED: readonly (readonly [StorageRole, RegExp])[] = [
  ['bucket', /^(?:AWS|S3|MINIO|R2|SPACES)_(?:[A-Z0-9]+_)?BUCKET(?:_NAME)?$/],
  ['bucket-endpoint', /^(?:AWS|S3|MINIO|R2|SPACES)_(?:[A-Z0-9]+_)?ENDPOINT(?:_URL)?$/],
  ['bucket-region', /^(?:AWS|S3|MINIO|R2|SPACES)_(?:DEFAULT_)?REGION(?:_NAME)?$/],
  ['bucket-key', /^(?:AWS|S3|MINIO|R2|SPACES)_(?:ACCESS_KEY(?:_ID)?|ROOT_USER)$/],
  ['bucket-secret', /^(?:AWS|S3|MINIO|R2|SPACES)_(?:SECRET_(?:ACCESS_)?KEY|ROOT_PASSWORD)$/],
  ['uploads', /^UPLOADS?_(?:FOLDER|DIR(?:ECTORY)?|PATH)$/],
]

/** The settings of kept files, in the order of `.env.example`; none where no operation takes any. */
export function storageSettings(backend: Backend): readonly StorageSetting[] {
  if (stores(backend).length === 0) return []
  const setting = (
    role: StorageRole,
    usual: string,
    description: string,
    example = '',
    needed = false,
  ): StorageSetting => {
    const pattern = DOCUMENTED.find(([each]) => each === role)?.[1]
    const named = backend.design.service.settings.find(({ name }) => pattern?.test(name) === true)
    return { role, variable: named?.name ?? usual, description, example, needed }
  }
  return [
    setting('uploads', 'UPLOAD_FOLDER', 'Folder of uploaded files, where no bucket is set.', 'uploads', true),
    setting(
      'files',
      'FILES_URL',
      "Address under which clients fetch uploaded files: this service's /files, or that of the bucket.",
      'http://localhost:8000/files',
      true,
    ),
    setting(
      'bucket',
      'S3_BUCKET',
      'Bucket of uploaded files, in place of the folder; needs the extra `s3` of pyproject.toml.',
    ),
    setting(
      'bucket-endpoint',
      'S3_ENDPOINT_URL',
      "Address of the bucket's service, such as MinIO; empty for Amazon S3.",
    ),
    setting('bucket-region', 'S3_REGION', 'Region of the bucket.'),
    setting(
      'bucket-key',
      'S3_ACCESS_KEY_ID',
      'Key to the bucket; empty where the machine has one of its own.',
    ),
    setting('bucket-secret', 'S3_SECRET_ACCESS_KEY', 'Secret of that key.'),
  ]
}
