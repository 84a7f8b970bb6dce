/** One process at a time: a folder that only one can make, with the id of the process that made it. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export async function holding(folder, work) {
  mkdirSync(dirname(folder), { recursive: true });
  while (!taken(folder)) await wait(200);
  const letGo = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', letGo);
  try {
    return await work();
  } finally {
    letGo();
    process.off('exit', letGo);
  }
}

/** Takes the lock if it is free; one whose holder is gone is removed, and taken the next time. */
function taken(folder) {
  try {
    mkdirSync(folder);
    writeFileSync(join(folder, 'pid'), `${process.pid}`);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (abandoned(folder)) rmSync(folder, { recursive: true, force: true });
  return false;
}

function abandoned(folder) {
  try {
    process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
