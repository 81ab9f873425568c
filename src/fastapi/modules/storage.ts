import { python } from '../../python/nodes/quotation.js'
import type { Statement } from '../../python/nodes/statement.js'
import { attribute } from '../../python/nodes/name.js'
import { call } from '../../python/nodes/call.js'
import { number, string } from '../../python/nodes/literal.js'
import { tuple } from '../../python/nodes/collection.js'
import { own, type Backend } from '../backend.js'
import type { FileType } from '../../design/file-rules.js'
import { settingWith } from './settings.js'

/** The path under which kept files are served. */
export const FILES_PATH = '/files'

/** Beginnings of files by their type (the registrations of the formats), and the ending of their names. */
const SIGNATURES: { readonly [T in FileType]: readonly [string, string] } = {
  'image/jpeg': ['ffd8ff', '.jpg'],
  'image/png': ['89504e470d0a1a0a', '.png'],
  'image/gif': ['47494638', '.gif'],
  'image/webp': ['52494646........57454250', '.webp'],
  'application/pdf': ['255044462d', '.pdf'],
}

/** Statements of the module that checks and keeps uploaded files. */
export function storageModule(backend: Backend): readonly Statement[] {
  return [...places(backend), ...checks(backend)]
}

/** Where files are kept. */
function places(backend: Backend): readonly Statement[] {
  const getSettings = call(own(backend, 'settings', 'get_settings'))
  const folder = attribute(getSettings, settingWith(backend, 'uploads')?.attribute ?? 'upload_folder')
  const address = attribute(getSettings, settingWith(backend, 'files')?.attribute ?? 'files_url')
  return [
    python`
      import re
      from pathlib import Path
      from typing import Annotated, Protocol
      from fastapi import Depends, Request

      KEPT_NAME = re.compile(r"[0-9a-f]{32}\.[a-z]{3,4}")


      class Storage(Protocol):
          """A place for files: a folder here, or a service elsewhere that does the same."""

          def save(self, name: str, content: bytes) -> str:
              """Keep a file and return the address at which it can be fetched."""
              ...

          def remove(self, address: str) -> None:
              """Remove the file at an address; one that is not there is no error."""
              ...


      class FolderStorage:
          """Files in a folder, served by the application itself."""

          def __init__(self, folder: Path, base_address: str) -> None:
              """Keep files in \`folder\`, which is made when it is needed."""
              self.folder = folder
              self.base_address = base_address.rstrip("/")

          def save(self, name: str, content: bytes) -> str:
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


      def get_storage(request: Request) -> Storage:
          """Return the storage of uploaded files; another one is a matter of this function."""
          address = ${address} or str(request.url_for("files", path="/"))
          return FolderStorage(Path(${folder}), address)


      StorageDep = Annotated[Storage, Depends(get_storage)]
    `,
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
  const signatures = tuple(
    types.map((type) => {
      const [start, suffix] = SIGNATURES[type]
      return tuple([string(type), string(start), string(suffix)])
    }),
  )
  const longest = number(32)
  return [
    python`
      import re
      from dataclasses import dataclass
      from fastapi import HTTPException, UploadFile

      # Type, first bytes in hexadecimal digits (a dot stands for any), and ending of the name.
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
          """The content of a file, and the ending that its first bytes ask for."""

          content: bytes
          suffix: str


      def suffix_of(content: bytes, types: frozenset[str]) -> str | None:
          """Return the ending for a file by its first bytes, whatever its name says."""
          start = content[:${longest}].hex()
          for media_type, signature, suffix in SIGNATURES:
              if media_type in types and re.match(signature, start):
                  return suffix
          return None
    `,
    backend.asynchronous ? ASYNCHRONOUS : SYNCHRONOUS,
  ]
}

const ASYNCHRONOUS = python`
  from collections.abc import AsyncIterator, Iterable
  from contextlib import asynccontextmanager
  from uuid import uuid4
  from fastapi import HTTPException, UploadFile
  from fastapi.concurrency import run_in_threadpool

  async def read_uploads(files: Iterable[UploadFile], rules: FileRules) -> list[Upload]:
      """Return the contents of files, or refuse them before any of them is kept."""
      uploads: list[Upload] = []
      for file in files:
          content = await file.read(rules.max_bytes + 1)
          if len(content) > rules.max_bytes:
              raise HTTPException(*rules.too_large)
          suffix = suffix_of(content, rules.types)
          if suffix is None:
              raise HTTPException(*rules.wrong_type)
          uploads.append(Upload(content, suffix))
      return uploads


  @asynccontextmanager
  async def kept_files(storage: Storage, uploads: Iterable[Upload]) -> AsyncIterator[list[str]]:
      """Keep files, and remove them again when what is done with their addresses fails."""
      addresses: list[str] = []
      try:
          for upload in uploads:
              name = f"{uuid4().hex}{upload.suffix}"
              addresses.append(await run_in_threadpool(storage.save, name, upload.content))
          yield addresses
      except BaseException:
          for address in addresses:
              await run_in_threadpool(storage.remove, address)
          raise
`

const SYNCHRONOUS = python`
  from collections.abc import Iterable, Iterator
  from contextlib import contextmanager
  from uuid import uuid4
  from fastapi import HTTPException, UploadFile

  def read_uploads(files: Iterable[UploadFile], rules: FileRules) -> list[Upload]:
      """Return the contents of files, or refuse them before any of them is kept."""
      uploads: list[Upload] = []
      for file in files:
          content = file.file.read(rules.max_bytes + 1)
          if len(content) > rules.max_bytes:
              raise HTTPException(*rules.too_large)
          suffix = suffix_of(content, rules.types)
          if suffix is None:
              raise HTTPException(*rules.wrong_type)
          uploads.append(Upload(content, suffix))
      return uploads


  @contextmanager
  def kept_files(storage: Storage, uploads: Iterable[Upload]) -> Iterator[list[str]]:
      """Keep files, and remove them again when what is done with their addresses fails."""
      addresses: list[str] = []
      try:
          for upload in uploads:
              addresses.append(storage.save(f"{uuid4().hex}{upload.suffix}", upload.content))
          yield addresses
      except BaseException:
          for address in addresses:
              storage.remove(address)
          raise
`
