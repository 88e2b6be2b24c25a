// A lock between processes: one works, the others wait. Only Node's own modules, for it guards `npm ci` too.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { setTimeout as delay } from 'node:timers/promises';

/** A holder touches its lock every second; one that has not for this long is dead, whatever its pid says. */
const staleAfterMs = 30_000;

/**
 * Runs `work` while no other process does so under the same lock file.
 * @template T
 * @param {string} file the lock: it exists while a process holds it
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  for (let waiting = false; !take(file); waiting = true) {
    if (!waiting) console.log(`Waiting for another process that holds ${file}`);
    if (isStale(file)) remove(file);
    else await delay(200);
  }
  const heartbeat = setInterval(() => utimesSync(file, new Date(), new Date()), 1000);
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.off('exit', release);
    release();
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (code(error) === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} file */
function isStale(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Date.now() - statSync(file).mtimeMs > staleAfterMs || (pid > 0 && !isAlive(pid));
  } catch (error) {
    if (code(error) === 'ENOENT') return false;
    throw error;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return code(error) !== 'ESRCH';
  }
}

/**
 * Renaming first lets exactly one of several waiters remove a stale lock.
 * @param {string} file
 */
function remove(file) {
  const own = `${file}.${String(process.pid)}`;
  try {
    renameSync(file, own);
    rmSync(own);
  } catch (error) {
    if (code(error) !== 'ENOENT') throw error;
  }
}

/**
 * @param {unknown} error
 * @returns {unknown}
 */
function code(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
