import { python } from '../../python/nodes/quotation.js'
import type { Statement } from '../../python/nodes/statement.js'
import type { Expression } from '../../python/nodes/expression.js'
import { call } from '../../python/nodes/call.js'
import { attribute, name } from '../../python/nodes/name.js'
import { own, type Backend } from '../backend.js'
import type { StorageRole } from './storage-settings.js'
import { settingWith } from './settings.js'

/** Statements of the module that keeps files in a bucket: a service that speaks the protocol of Amazon S3. */
export function bucketModule(backend: Backend): readonly Statement[] {
  const setting = (role: StorageRole): Expression =>
    attribute(name('settings'), settingWith(backend, role)?.attribute ?? role)
  const settings = call(own(backend, 'settings', 'get_settings'))
  const keptName = own(backend, 'storage', 'KEPT_NAME')
  return [
    python`
      from functools import lru_cache
      from typing import Any
      import boto3
      from botocore.config import Config
      from botocore.exceptions import BotoCoreError, ClientError


      class BucketStorage:
          """Files in a bucket, which its service hands out at a public address."""

          def __init__(self, client: Any, bucket: str, base_address: str) -> None:
              """Keep files in \`bucket\`, of which clients know only the address."""
              self.client = client
              self.bucket = bucket
              self.base_address = base_address.rstrip("/")

          def save(self, name: str, content: bytes, media_type: str) -> str:
              """Put a file into the bucket."""
              try:
                  self.client.put_object(
                      Bucket=self.bucket, Key=name, Body=content, ContentType=media_type
                  )
              except (BotoCoreError, ClientError) as error:
                  raise OSError("the bucket does not take a file") from error
              return f"{self.base_address}/{name}"

          def remove(self, address: str) -> None:
              """Remove a file that this storage keeps; other addresses are left alone."""
              name = address.removeprefix(f"{self.base_address}/")
              if not ${keptName}.fullmatch(name):
                  return
              try:
                  self.client.delete_object(Bucket=self.bucket, Key=name)
              except (BotoCoreError, ClientError) as error:
                  raise OSError("the bucket does not remove a file") from error


      @lru_cache
      def open_bucket() -> BucketStorage:
          """Return the bucket of the settings; its client may be used by many threads."""
          settings = ${settings}
          client = boto3.client(
              "s3",
              endpoint_url=${setting('bucket-endpoint')} or None,
              region_name=${setting('bucket-region')} or None,
              aws_access_key_id=${setting('bucket-key')} or None,
              aws_secret_access_key=${setting('bucket-secret')}.get_secret_value() or None,
              config=Config(
                  connect_timeout=5,
                  read_timeout=30,
                  # Other services than Amazon's know no checksums after a body.
                  request_checksum_calculation="when_required",
                  response_checksum_validation="when_required",
              ),
          )
          return BucketStorage(client, ${setting('bucket')}, ${setting('files')})
    `,
  ]
}
