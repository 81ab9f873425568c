import { python } from '../../python/nodes/quotation.js'
import { comment, type Statement } from '../../python/nodes/statement.js'
import type { Expression } from '../../python/nodes/expression.js'
import { attribute, name } from '../../python/nodes/name.js'
import { call } from '../../python/nodes/call.js'
import { number, string } from '../../python/nodes/literal.js'
import { tuple } from '../../python/nodes/collection.js'
import { moduleName, own, type Backend } from '../backend.js'
import type { FileType } from '../../design/file-rules.js'
import { settingWith } from './settings.js'
import type { StorageRole } from './storage-settings.js'

/** The path under which kept files are served. */
export const FILES_PATH = '/files'

/**
 * Beginnings of files by their type (the registrations of the formats), the ending of their names and, for archives, the
 * part that tells what they are (ECMA-376, part 2).
 */
const SIGNATURES: { readonly [T in FileType]: readonly [string, string, string?] } = {
  'image/jpeg': ['ffd8ff', '.jpg'],
  'image/png': ['89504e470d0a1a0a', '.png'],
  'image/gif': ['47494638(37|39)61', '.gif'],
  'image/webp': ['52494646........57454250', '.webp'],
  'application/pdf': ['255044462d', '.pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': [
    '504b0304',
    '.docx',
    'word/document.xml',
  ],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': [
    '504b0304',
    '.xlsx',
    'xl/workbook.xml',
  ],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': [
    '504b0304',
    '.pptx',
    'ppt/presentation.xml',
  ],
}

/** Statements of the module that checks and keeps uploaded files. */
export function storageModule(backend: Backend): readonly Statement[] {
  return [...places(backend), ...checks(backend)]
}

/** Where files are kept. */
function places(backend: Backend): readonly Statement[] {
  const settings = call(own(backend, 'settings', 'get_settings'))
  const bucketModule =
    moduleName(backend.paths.bucket)
      .split('.')
      .reduce<Expression | null>(
        (outer, each) => (outer === null ? name(each) : attribute(outer, each)),
        null,
      ) ?? name('bucket')
  const setting = (role: StorageRole): Expression =>
    attribute(name('settings'), settingWith(backend, role)?.attribute ?? role)
  return [
    python`
      import logging
      import re
      from pathlib import Path
      from typing import Annotated, Protocol
      from fastapi import Depends
      from fastapi.staticfiles import StaticFiles
      from starlette.responses import Response
      from starlette.types import Scope

      logger = logging.getLogger(__name__)

      KEPT_NAME = re.compile(r"[0-9a-f]{32}\.[a-z]{3,4}")


      class Storage(Protocol):
          """A place for files: a folder here, or a service elsewhere that does the same."""

          def save(self, name: str, content: bytes, media_type: str) -> str:
              """Keep a file and return the address at which it can be fetched; else \`OSError\`."""
              ...

          def remove(self, address: str) -> None:
              """Remove the file at an address, if it is there; else \`OSError\`."""
              ...


      class FolderStorage:
          """Files in a folder, served by the application itself."""

          def __init__(self, folder: Path, base_address: str) -> None:
              """Keep files in \`folder\`, which is made when it is needed."""
              self.folder = folder
              self.base_address = base_address.rstrip("/")

          def save(self, name: str, content: bytes, media_type: str) -> str:
              """Write a file, whole or not at all."""
              self.folder.mkdir(parents=True, exist_ok=True)
              partial = self.folder / f"{name}.part"
              partial.write_bytes(content)
              partial.replace(self.folder / name)
              return f"{self.base_address}/{name}"

          def remove(self, address: str) -> None:
              """Remove a file that this storage keeps; other addresses are left alone."""
              name = address.removeprefix(f"{self.base_address}/")
              if KEPT_NAME.fullmatch(name):
                  (self.folder / name).unlink(missing_ok=True)


      class KeptFiles(StaticFiles):
          """The files of the folder, each taken by browsers for what it was checked to be."""

          async def get_response(self, path: str, scope: Scope) -> Response:
              """Return a file with the order not to guess its type."""
              response = await super().get_response(path, scope)
              response.headers["X-Content-Type-Options"] = "nosniff"
              return response


      def get_storage() -> Storage:
          """Return the storage of uploaded files that the settings ask for."""
          settings = ${settings}
          if ${setting('bucket')}:
              # The client of buckets is large: it is loaded where one is set.
              from ${bucketModule} import open_bucket

              return open_bucket()
          return FolderStorage(Path(${setting('uploads')}), ${setting('files')})


      StorageDep = Annotated[Storage, Depends(get_storage)]
    `,
    { kind: 'blank' },
  ]
}

/** What files must be before they are kept. */
function checks(backend: Backend): readonly Statement[] {
  const types = [
    ...new Set(
      backend.operations.flatMap(({ steps }) =>
        steps.flatMap((step) => (step.kind === 'store' ? step.rules.types : [])),
      ),
    ),
  ]
  const archives = types.some((type) => SIGNATURES[type].length > 2)
  const signatures = tuple(
    types.map((type) => {
      const [start, suffix, part = ''] = SIGNATURES[type]
      return tuple([type, start, suffix, ...(archives ? [part] : [])].map(string))
    }),
  )
  const meaning = archives
    ? 'Type, first bytes in hexadecimal digits (a dot stands for any), ending of the name, and a part of an archive.'
    : 'Type, first bytes in hexadecimal digits (a dot stands for any), and ending of the name.'
  const longest = number(32)
  return [
    python`
      import re
      from collections.abc import Iterable
      from dataclasses import dataclass
      from uuid import uuid4
      from fastapi import HTTPException, status

      ${[comment(meaning)]}
      SIGNATURES = ${signatures}


      @dataclass(frozen=True)
      class FileRules:
          """What uploaded files must satisfy; each rule has its own refusal."""

          types: frozenset[str]
          max_bytes: int
          wrong_type: tuple[int, str]
          too_large: tuple[int, str]


      @dataclass(frozen=True)
      class Upload:
          """The content of a file, and what its first bytes say that it is."""

          content: bytes
          media_type: str
          suffix: str


      def checked(content: bytes, rules: FileRules) -> Upload:
          """Return a file as what it is by its first bytes, whatever its name says, or refuse it."""
          if len(content) > rules.max_bytes:
              raise HTTPException(*rules.too_large)
          start = content[:${longest}].hex()
          ${[archives ? WITH_PARTS : BY_START]}
          raise HTTPException(*rules.wrong_type)


      def keep(storage: Storage, upload: Upload) -> str:
          """Keep a file under a name that nobody can guess, and return its address."""
          try:
              return storage.save(f"{uuid4().hex}{upload.suffix}", upload.content, upload.media_type)
          except OSError:
              logger.exception("a file was not kept")
              raise HTTPException(
                  status.HTTP_503_SERVICE_UNAVAILABLE, "Files cannot be kept at the moment"
              ) from None


      def discard(storage: Storage, addresses: Iterable[str | None]) -> None:
          """Remove files that no row names any more; one that cannot be removed is logged, and left."""
          for address in addresses:
              try:
                  if address:
                      storage.remove(address)
              except OSError:
                  logger.exception("a file was not removed")
    `,
    backend.asynchronous ? ASYNCHRONOUS : SYNCHRONOUS,
  ]
}

const BY_START = python`
  for media_type, signature, suffix in SIGNATURES:
      if media_type in rules.types and re.match(signature, start):
          return Upload(content, media_type, suffix)
`

const WITH_PARTS = python`
  for media_type, signature, suffix, part in SIGNATURES:
      if media_type in rules.types and re.match(signature, start) and part.encode() in content:
          return Upload(content, media_type, suffix)
`

const ASYNCHRONOUS = python`
  from collections.abc import AsyncIterator, Iterable
  from contextlib import asynccontextmanager
  from anyio import CancelScope
  from fastapi import UploadFile
  from fastapi.concurrency import run_in_threadpool

  async def read_uploads(files: Iterable[UploadFile], rules: FileRules) -> list[Upload]:
      """Return the contents of files, or refuse them before any of them is kept."""
      return [checked(await file.read(rules.max_bytes + 1), rules) for file in files]


  @asynccontextmanager
  async def kept_files(storage: Storage, uploads: Iterable[Upload]) -> AsyncIterator[list[str]]:
      """Keep files, and remove them again when what is done with their addresses fails."""
      addresses: list[str] = []
      try:
          for upload in uploads:
              addresses.append(await run_in_threadpool(keep, storage, upload))
          yield addresses
      except BaseException:
          # A client that goes away takes no file for its own.
          with CancelScope(shield=True):
              await run_in_threadpool(discard, storage, addresses)
          raise
`

const SYNCHRONOUS = python`
  from collections.abc import Iterable, Iterator
  from contextlib import contextmanager
  from fastapi import UploadFile

  def read_uploads(files: Iterable[UploadFile], rules: FileRules) -> list[Upload]:
      """Return the contents of files, or refuse them before any of them is kept."""
      return [checked(file.file.read(rules.max_bytes + 1), rules) for file in files]


  @contextmanager
  def kept_files(storage: Storage, uploads: Iterable[Upload]) -> Iterator[list[str]]:
      """Keep files, and remove them again when what is done with their addresses fails."""
      addresses: list[str] = []
      try:
          for upload in uploads:
              addresses.append(keep(storage, upload))
          yield addresses
      except BaseException:
          discard(storage, addresses)
          raise
`
