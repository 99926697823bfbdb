// PGlite with its fsync on and carried through to the disk. As shipped it starts with -F and its file system for Node has
// no fsync at all: after a power cut such a store does not open.
import fs from 'node:fs'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import type { Extensions } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { fsyncPath } from './fsync-path.ts'

export interface DurablePglite {
  readonly pglite: PGlite
  /** Why the last fsync failed, if one did: PostgreSQL itself only says that it gives up. */
  readonly fsyncFailure: () => Error | undefined
}

export interface PgliteOptions {
  readonly extensions?: Extensions
  /** `name=value` of postgresql.conf, over the settings below. */
  readonly settings?: readonly string[]
}

/** Opens a store that exists already (store-folder.ts makes it), so that initdb never runs in place. */
export async function openPglite(folder: string, options: PgliteOptions = {}): Promise<DurablePglite> {
  const fileSystem = new DurableFileSystem(folder)
  const pglite = await PGlite.create({
    fs: fileSystem,
    startParams: [
      ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
      ...[...durableSettings, ...(options.settings ?? [])].flatMap((setting) => ['-c', setting]),
    ],
    extensions: options.extensions ?? {},
  })
  return { pglite, fsyncFailure: () => fileSystem.failure }
}

// fdatasync, the default of wal_sync_method, is a no-op in the WASM build. More shared buffers made nothing faster and
// cost their size in memory.
const durableSettings = [
  'fsync=on',
  'wal_sync_method=fsync',
  'shared_buffers=16MB',
  'max_wal_size=128MB',
  'min_wal_size=32MB',
]

const emscriptenEio = 29

/** The part of Emscripten's file system over Node that is replaced; it has no types of its own. */
interface EmscriptenModule {
  readonly FS: { readonly ErrnoError: new (errno: number) => Error }
  readonly NODEFS: {
    readonly node_ops: { mknod: (...parts: unknown[]) => unknown }
    readonly stream_ops: { fsync?: (stream: { readonly nfd: number; readonly node: unknown }) => number }
    readonly realPath: (node: unknown) => string
  }
}

class DurableFileSystem extends NodeFS {
  failure: Error | undefined

  override async init(...parts: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const made = await super.init(...parts)
    const prepare = (module: unknown): void => this.#addFsync(module as EmscriptenModule)
    made.emscriptenOpts.preRun = [...(made.emscriptenOpts.preRun ?? []), prepare]
    return made
  }

  #addFsync({ FS, NODEFS }: EmscriptenModule): void {
    const created = new Set<string>()
    const { mknod } = NODEFS.node_ops
    NODEFS.node_ops.mknod = (...node) => {
      const made = mknod(...node)
      created.add(NODEFS.realPath(made))
      return made
    }
    NODEFS.stream_ops.fsync = (stream) => {
      try {
        fs.fsyncSync(stream.nfd)
        // PostgreSQL never fsyncs the folder of a new table's file. Most file systems forgive it, POSIX promises nothing.
        const file = NODEFS.realPath(stream.node)
        if (created.delete(file)) fsyncPath(path.dirname(file))
        return 0
      } catch (error) {
        this.failure = error as Error
        throw new FS.ErrnoError(emscriptenEio)
      }
    }
  }
}
