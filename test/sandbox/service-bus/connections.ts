/**
 * The open sockets, to be dropped or frozen. Frozen: the connections stay, nothing is read and nothing is written, as
 * when the broker's process is stopped or a firewall forgets a flow. No other code has to know of it.
 */
import type { Socket } from 'node:net';
import { drop } from './broken-off.ts';

export class Connections {
  readonly #sockets = new Set<Socket>();
  #frozen = false;

  get frozen(): boolean {
    return this.#frozen;
  }

  watch(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    if (this.#frozen) stop(socket);
  }

  freeze(): void {
    if (this.#frozen) return;
    this.#frozen = true;
    for (const socket of this.#sockets) stop(socket);
  }

  thaw(): void {
    if (!this.#frozen) return;
    this.#frozen = false;
    for (const socket of this.#sockets) {
      socket.uncork();
      socket.resume();
    }
  }

  /** Kills every connection, without a word. */
  dropAll(): void {
    for (const socket of this.#sockets) drop(socket);
  }
}

function stop(socket: Socket): void {
  socket.pause();
  socket.cork();
}
